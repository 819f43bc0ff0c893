#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/role.h"
#include "base/language.h"
#include "digests/news.h"
#include "materials/readers.h"
#include "materials/stream.h"
#include "storage/connection.h"

/// What the store keeps for digests.
namespace kringwerk::digests {

/// Somebody who is told of the matches of their streams, with or without a row of their own yet.
struct Reader {
  ReaderId id;                             ///< unset when there is no row yet
  std::optional<access::PersonId> person;  ///< else it is an address alone
  std::string email;
  Language language = Language::nl;
  Rhythm rhythm = Rhythm::daily;
  std::optional<Instant> last_sent;
  std::int64_t version = 0;
  bool has_role = false;  ///< reads what the network reads; else what everybody reads
};
/// What matches a reader may hear of. A mail may be read by others than its reader and is no session with a second
/// factor: it tells nothing that is for a hub alone, whatever roles its reader holds.
materials::Audience audience_of(const Reader& reader);

struct Watched {
  Reader reader;
  materials::Stream stream;  ///< all of it: the reader's own
  bool is_known = false;     ///< whether there is a row of what is known
  Matches known;
};

std::int64_t load_progress(storage::Connection& connection);
/// False when another process came further since `before`.
bool move_progress(storage::Connection& transaction, std::int64_t before, std::int64_t after);

/// The open streams of everybody who is told: users of the organisation (in force on `today`, of an active account),
/// and the confirmed address of a stream that no organisation stands behind. Those who want no mails are not among
/// them.
std::vector<Watched> load_watched(storage::Connection& connection, Day today);

std::optional<Reader> load_reader(storage::Connection& connection, ReaderId id, Day today);
/// The reader of an account, without id when it has no row yet; nullopt without such an active account.
std::optional<Reader> load_reader_of(storage::Connection& connection, access::PersonId person, Day today);
/// Gives a reader a row; answers its id, also when another made it meanwhile.
ReaderId keep_reader(storage::Connection& transaction, const Reader& reader, ReaderId fresh);

void keep_known(storage::Connection& transaction, ReaderId reader, const Watched& watched, const Matches& known);
void queue_match(storage::Connection& transaction, ReaderId reader, materials::StreamId stream, const News& news,
                 Instant now);

struct WaitingMatch {
  materials::StreamId stream;
  std::int64_t other = 0;
  NewsKind kind{};
  Instant queued_at;
};
/// In the order of the streams.
std::vector<WaitingMatch> load_waiting(storage::Connection& connection, ReaderId reader);
/// Readers with matches that wait.
std::vector<ReaderId> load_readers_waiting(storage::Connection& connection);
void forget_waiting(storage::Connection& transaction, ReaderId reader, const std::vector<WaitingMatch>& told);

/// False when the reader has another version by now: then another process, or the reader, was first.
bool mark_told(storage::Connection& transaction, const Reader& reader, std::optional<Instant> sent);
/// Whoever wants no mails is asked nothing more: what waits and what is known goes, so that a later start is a fresh
/// one.
bool set_rhythm(storage::Connection& transaction, const Reader& reader, Rhythm rhythm);

}  // namespace kringwerk::digests
