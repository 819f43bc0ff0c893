#include "staffed_site.h"

#include "access/io/secrets.h"
#include "site/page.h"
#include "site/visit.h"
#include "web/request_target.h"

namespace kringwerk::contracts {

namespace {

std::string token_of(std::int64_t person) {
  constexpr std::size_t kTokenSize = 26;
  std::string text = std::to_string(person);
  return text.insert(0, kTokenSize - text.size(), 'a');
}

web::Request request_of(web::Method method, const std::string& target, std::int64_t person) {
  web::Request request;
  request.method = method;
  request.path = target.substr(0, target.find('?'));
  request.target = target;
  if (target.find('?') != std::string::npos) request.query = web::parse_target(target).value().query;
  request.remote_address = "192.0.2.7";
  if (person != 0) request.headers.emplace_back("cookie", "session=" + token_of(person));
  return request;
}

}  // namespace

StaffedSite::StaffedSite(storage::Database& database, Patience patience)
    : site_(database), patience_(patience), home_{KW_SOURCE_DIR} {
  lay_small_world(database);
  app::add_all_routes(router_, site_.services(), {metrics_, home_, log_});
  router_.set_guard(
      [this](const web::Route& route, web::Call& call) { return site::guard(site_.services(), route, call); });
  router_.set_missing_page([this](const web::Request& request, Language language, int status) {
    return site::refusal_page(site_.services(), request, language, status);
  });
}

void StaffedSite::add_organisation(int organisation, const std::string& kind, const std::string& nis) {
  const std::string id = std::to_string(organisation);
  run("INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, nis, website, "
      "languages, is_example, note, source_key, created_at_ms, version) VALUES (" +
      id + ", 'o" + id + "', 'Bedrijf " + id + "', 'o', '" + kind + "', 'brief', " +
      (nis.empty() ? "NULL" : "'" + nis + "'") + ", '', '', 0, '', 'typed', 1, 1)");
}

void StaffedSite::add_person(std::int64_t person, const std::string& role, const std::string& kind,
                             std::int64_t scope) {
  const std::string id = std::to_string(person);
  const std::string now = std::to_string(to_ms(site_.now));
  run("INSERT INTO person (person_id, email, name, name_sort, language, state, password_hash, created_at_ms, "
      "version) VALUES (" +
      id + ", 'p" + id + "@example.org', 'Persoon " + id +
      "', 'p', 'nl', 'active', '', 1, 1);"
      "INSERT INTO role_grant (grant_id, person_id, role, scope_kind, scope_id, from_on, state, given_at_ms, version)"
      " VALUES (" +
      id + ", " + id + ", '" + role + "', '" + kind + "', " + std::to_string(scope) +
      ", '2026-01-01', 'effective', 1, 1);"
      "INSERT INTO session (session_hash, person_id, device, has_second_factor, created_at_ms, seen_at_ms, "
      "proved_at_ms) VALUES ('" +
      access::hash_of_secret(token_of(person)) + "', " + id + ", 'Test', 1, " + now + ", " + now + ", " + now + ")");
}

web::Response StaffedSite::get(const std::string& path, std::int64_t person) const {
  return router_.dispatch(request_of(web::Method::get, path, person));
}

web::Response StaffedSite::post(const std::string& path, std::int64_t person, const std::string& fields) const {
  constexpr int kMostTries = 50;
  web::Request sent = request_of(web::Method::post, path, person);
  const auto ticket = site_.services().csrf.fresh_ticket();
  const std::string cookie = ticket.set_cookie.substr(0, ticket.set_cookie.find(';'));
  if (person == 0) {
    sent.headers.emplace_back("cookie", cookie);
  } else {
    sent.headers.front().second += "; " + cookie;
  }
  sent.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
  sent.body = fields + "&csrf=" + ticket.token;
  for (int tries = 0;; ++tries) {
    try {
      return router_.dispatch(sent);
    } catch (const storage::Error& error) {
      const bool passes = error.kind() == storage::ErrorKind::conflict ||
                          (patience_ == Patience::conflicts_and_busy && error.kind() == storage::ErrorKind::busy);
      if (!passes || tries > kMostTries) throw;
    }
  }
}

std::string StaffedSite::text(const std::string& sql) const {
  return database().read([&](storage::Connection& connection) {
    auto rows = connection.query(sql);
    return rows.next() ? std::string(rows.text(0)) : std::string("-");
  });
}

void StaffedSite::run(const std::string& sql) const {
  database().write([&](storage::Connection& transaction) { transaction.run_script(sql); });
}

std::string location_of(const web::Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Location") return value;
  }
  return {};
}

}  // namespace kringwerk::contracts
