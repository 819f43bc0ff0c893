#include "accounts/io/session_store.h"

#include "access/io/load_actor.h"
#include "access/io/secrets.h"

namespace kringwerk::accounts {

namespace {

bool is_second(Shown shown) {
  return shown == Shown::password_and_second_factor;
}

}  // namespace

std::string begin_session(storage::Connection& transaction, const NewSession& session, Instant now) {
  std::string token = access::make_secret();
  transaction.execute("INSERT INTO session VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5, NULL)", access::hash_of_secret(token),
                      session.person, session.device, is_second(session.shown), now);
  return token;
}

std::optional<std::string> renew_session(storage::Connection& transaction, const std::string& session_hash, Shown shown,
                                         Instant now) {
  const std::string token = access::make_secret();
  const auto renewed = transaction.execute(
      "UPDATE session SET session_hash = ?2, has_second_factor = ?3, seen_at_ms = ?4, proved_at_ms = ?4 "
      "WHERE session_hash = ?1 AND ended_at_ms IS NULL",
      session_hash, access::hash_of_secret(token), is_second(shown), now);
  if (renewed != 1) return std::nullopt;
  return token;
}

bool end_session(storage::Connection& transaction, access::PersonId person, const std::string& session_hash,
                 Instant now) {
  return transaction.execute(
             "UPDATE session SET ended_at_ms = ?3 WHERE person_id = ?1 AND session_hash = ?2 AND ended_at_ms IS NULL",
             person, session_hash, now) == 1;
}

std::int64_t end_sessions(storage::Connection& transaction, access::PersonId person, const std::string& except,
                          Instant now) {
  return transaction.execute(
      "UPDATE session SET ended_at_ms = ?3 WHERE person_id = ?1 AND session_hash <> ?2 AND ended_at_ms IS NULL", person,
      except, now);
}

std::vector<SessionLine> load_sessions(storage::Connection& connection, access::PersonId person, Instant now) {
  std::vector<SessionLine> lines;
  auto rows = connection.query(
      "SELECT session_hash, device, created_at_ms, seen_at_ms FROM session WHERE person_id = ?1 AND ended_at_ms IS "
      "NULL AND seen_at_ms >= ?2 AND created_at_ms >= ?3 ORDER BY seen_at_ms DESC, session_hash",
      person, now - access::kIdleLimit, now - access::kAbsoluteLimit);
  while (rows.next()) {
    lines.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<Instant>(2), rows.get<Instant>(3)});
  }
  return lines;
}

}  // namespace kringwerk::accounts
