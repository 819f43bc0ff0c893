#include "access/io/load_actor.h"

#include <algorithm>

#include "access/io/secrets.h"
#include "access/secret.h"
#include "text/format.h"

namespace kringwerk::access {

namespace {

/// Roles in force on `day`, and whether there are others that wait for a second factor.
void load_roles(storage::Connection& connection, Day day, Visit& visit) {
  auto rows = connection.query(
      "SELECT role, scope_kind, scope_id FROM role_grant WHERE person_id = ?1 AND state = 'effective' AND from_on <= "
      "?2 "
      "AND (to_on IS NULL OR to_on >= ?2) ORDER BY role, scope_kind, scope_id",
      visit.actor.person, day);
  while (rows.next()) {
    const auto role = parse_role(rows.text(0));
    const auto kind = parse_scope_kind(rows.text(1));
    if (!role || !kind) continue;
    if (needs_second_factor(*role) && !visit.has_second_factor) {
      visit.lacks_second_factor = true;
      continue;
    }
    visit.actor.roles.push_back({*role, {*kind, rows.int64(2)}});
  }
}

bool has_expired(const Visit& visit, Instant created, Instant seen, Instant now) {
  const bool is_privileged = std::any_of(visit.actor.roles.begin(), visit.actor.roles.end(),
                                         [](const HeldRole& held) { return needs_second_factor(held.role); });
  const auto idle = is_privileged ? kPrivilegedIdleLimit : kIdleLimit;
  return now - seen > idle || now - created > kAbsoluteLimit;
}

}  // namespace

Visit load_visit(storage::Connection& connection, std::string_view token, Instant now) {
  if (!looks_like_secret(token)) return {};
  Visit visit;
  const std::string hash = hash_of_secret(token);
  Instant created;
  Instant seen;
  {
    auto rows = connection.query(
        "SELECT person.person_id, person.name, session.created_at_ms, session.seen_at_ms, session.proved_at_ms, "
        "session.has_second_factor FROM session JOIN person ON person.person_id = session.person_id "
        "WHERE session.session_hash = ?1 AND session.ended_at_ms IS NULL AND person.state = 'active'",
        hash);
    if (!rows.next()) return {};
    visit.actor.kind = ActorKind::person;
    visit.actor.person = rows.get<PersonId>(0);
    visit.actor.session = hash;
    visit.name = rows.get<std::string>(1);
    created = rows.get<Instant>(2);
    seen = rows.get<Instant>(3);
    visit.proved_at = rows.get<Instant>(4);
    visit.has_second_factor = rows.get<bool>(5);
  }
  load_roles(connection, text::brussels_day(now), visit);
  if (has_expired(visit, created, seen, now)) return {};
  visit.is_due_for_touch = now - seen >= kTouchEvery;
  return visit;
}

std::optional<PersonId> load_person_of_session(storage::Connection& connection, std::string_view token) {
  if (!looks_like_secret(token)) return std::nullopt;
  auto rows = connection.query("SELECT person_id FROM session WHERE session_hash = ?1", hash_of_secret(token));
  return rows.next() ? std::optional(rows.get<PersonId>(0)) : std::nullopt;
}

void touch_session(storage::Connection& transaction, std::string_view session_hash, Instant now) {
  transaction.execute("UPDATE session SET seen_at_ms = ?2 WHERE session_hash = ?1 AND seen_at_ms < ?2",
                      std::string(session_hash), now);
}

}  // namespace kringwerk::access
