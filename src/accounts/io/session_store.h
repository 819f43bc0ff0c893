#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/role.h"
#include "base/time.h"
#include "storage/connection.h"

/// Sessions: written here, read by access/io/load_actor.h. What is answered as token goes into the browser's cookie and
/// nowhere else.
namespace kringwerk::accounts {

enum class Shown { password, password_and_second_factor };

struct NewSession {
  access::PersonId person;
  std::string device;
  Shown shown = Shown::password;
};
std::string begin_session(storage::Connection& transaction, const NewSession& session, Instant now);

/// The same session under a new token, proved at `now`; the old token ends. Its absolute end stays where it was.
/// nullopt: that session ended in the meantime.
std::optional<std::string> renew_session(storage::Connection& transaction, const std::string& session_hash, Shown shown,
                                         Instant now);

/// Whether there was such a session of this person that had not ended.
bool end_session(storage::Connection& transaction, access::PersonId person, const std::string& session_hash,
                 Instant now);
/// All sessions of a person but `except` (empty: all); answers how many.
std::int64_t end_sessions(storage::Connection& transaction, access::PersonId person, const std::string& except,
                          Instant now);

struct SessionLine {
  std::string session_hash;
  std::string device;
  Instant created_at;
  Instant seen_at;
};
/// Sessions that still open something, last seen first.
std::vector<SessionLine> load_sessions(storage::Connection& connection, access::PersonId person, Instant now);

}  // namespace kringwerk::accounts
