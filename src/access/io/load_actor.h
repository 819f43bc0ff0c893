#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/actor.h"
#include "base/language.h"
#include "storage/connection.h"

namespace kringwerk::access {

/// A session ends after this long without a request, and at the latest this long after it began.
inline constexpr std::chrono::minutes kIdleLimit{30};
inline constexpr std::chrono::minutes kPrivilegedIdleLimit{15};  ///< with a role that needs a second factor
inline constexpr std::chrono::hours kAbsoluteLimit{12};
/// `session.seen_at_ms` is written at most this often.
inline constexpr std::chrono::seconds kTouchEvery{60};

/// Who sends a request, and what the frame of a page needs to know of them.
struct Visit {
  Actor actor;
  std::string name;                  ///< empty for a visitor
  Instant proved_at;                 ///< when password (and second factor) were last shown
  bool has_second_factor = false;    ///< shown in this session
  bool lacks_second_factor = false;  ///< holds a role that counts only with a second factor, which was not shown
  bool is_due_for_touch = false;     ///< not written as seen for kTouchEvery
};

/// The visit of a session's token (the value of the cookie); a visitor's for no token, an unknown, ended or expired
/// one, and for a person who is suspended. `now` in Brussels gives the day on which roles count.
Visit load_visit(storage::Connection& connection, std::string_view token, Instant now);

/// Whose session a token was, also when it has ended; nullopt for an unknown one.
std::optional<PersonId> load_person_of_session(storage::Connection& connection, std::string_view token);

/// Writes that the session was seen.
void touch_session(storage::Connection& transaction, std::string_view session_hash, Instant now);

/// The name of the cookie, before web::cookie_name.
inline constexpr std::string_view kSessionCookie = "session";

}  // namespace kringwerk::access
