#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "materials/readers.h"
#include "materials/stream.h"
#include "materials/stream_faces.h"
#include "storage/connection.h"

/// Reading goes through what the actor may see: each function says for whom it is, and its query holds the condition.
namespace kringwerk::materials {

/// A stream as its reader may know it.
struct SeenStream {
  Stream stream;        ///< hidden fields are absent
  StreamHubs hubs;      ///< it belongs to
  std::string contact;  ///< empty when the reader may not know it
};

/// What `reader` may see of a stream on `today` (in Brussels); nullopt for one that is hidden and for one that does not
/// exist alike. Roles are those of the reader's session at this moment.
std::optional<SeenStream> load_readable_stream(storage::Connection& connection, StreamId id,
                                               const access::Actor& reader, Day today);

/// The same for everybody.
std::optional<Stream> load_public_stream(storage::Connection& connection, StreamId id);

/// The stream of a secret link, in any state.
std::optional<Stream> load_stream_by_secret(storage::Connection& connection, std::string_view secret_hash);

/// All of a stream, for a decision about it that asks the policy itself; never to show.
std::optional<Stream> load_stream_to_decide(storage::Connection& connection, StreamId id);
StreamHubs load_hubs_of(storage::Connection& connection, const Stream& stream);

/// All streams of some organisations, in every state, newest first. For their own users only.
std::vector<Stream> load_own_streams(storage::Connection& connection, const std::vector<std::int64_t>& organisations);

/// The address to write to about a stream. For mails, its owner and who may read it (readers.h).
std::string load_contact_email(storage::Connection& connection, StreamId id);

/// Goes up with every change of a stream that may be listed, in the transaction of the change.
std::int64_t load_list_version(storage::Connection& connection);

/// The streams that changed after a version of the list, each once, ascending. nullopt when that is not known any more,
/// when something else than single streams changed, or when they are more than `most`: then look at all anew.
std::optional<std::vector<StreamId>> load_changed_streams(storage::Connection& connection, std::int64_t after,
                                                          std::size_t most);

/// What an audience may know now of every stream there is, by id: for what was kept of them when they were shown. A
/// stream that is absent is gone.
std::unordered_map<std::int64_t, StreamSight> load_stream_sights(storage::Connection& connection,
                                                                 const Audience& audience);

/// Open streams that take part in matching for an audience, as it may know them: not hidden by their clock on the day
/// of `now` (clocks/clock.h). Private ones are never among them.
std::vector<Stream> load_matchable_streams(storage::Connection& connection, Instant now, const Audience& audience);

/// The same as all audiences together see them, for an index that holds them all. Of all streams, or of some.
struct MatchableStream {
  StreamId id;
  StreamHubs hubs;
  std::vector<StreamFace> faces;
};
std::vector<MatchableStream> load_matchable_faces(storage::Connection& connection, Instant now);
std::vector<MatchableStream> load_matchable_faces_of(storage::Connection& connection, Instant now,
                                                     const std::vector<StreamId>& wanted);

}  // namespace kringwerk::materials
