#pragma once

#include <string>

#include "access/io/secrets.h"
#include "app/routes.h"
#include "network/io/load_calendar.h"
#include "network/io/load_organisations.h"
#include "site/page.h"
#include "site/visit.h"
#include "small_site.h"
#include "text/format.h"
#include "web/request_target.h"

namespace kringwerk::contracts {

/// Organisations 5 and 6 in Leuven with a worker each, hub 8 with a coordinator (81) and a coach (82). Workshop 77 of
/// organisation 5 washes 1,000 kg a week.
class Laundry {
 public:
  explicit Laundry(storage::Database& database) : site_(database) {
    lay_small_world(database);
    run("INSERT INTO term VALUES ('activity_kind', 'wash', 'wassen', 'washing', 'lavage', NULL) ON CONFLICT DO NOTHING;"
        "INSERT INTO hub_area (hub_id, nis, basis, is_confirmed, source_key) VALUES (8, '24062', 'brief', 1, 'typed') "
        "ON "
        "CONFLICT DO NOTHING");
    for (const int organisation : {5, 6}) add_organisation(organisation);
    add_person(51, "organisation_user", "organisation", 5);
    add_person(61, "organisation_user", "organisation", 6);
    add_person(81, "coordinator", "hub", 8);
    add_person(82, "coach", "hub", 8);
    run("INSERT INTO capability (capability_id, capability_key, organisation_id, kind, name_nl, name_en, name_fr, "
        "min_grade, capacity_grams_per_week, free_grams_per_week, cost_cents_per_tonne, social_minutes_per_tonne, "
        "lead_days, certificates, permits, confirmed_at_ms, is_example, source_key) VALUES (77, 'c77', 5, 'wash', "
        "'Wassen', '', '', 0, 1000000, 1000000, 0, 0, 0, '', '', 1, 0, 'typed');"
        "INSERT INTO capability_accepts VALUES (77, 'hout')");
    app::add_all_routes(router_, site_.services(), {metrics_, home_, log_});
    router_.set_guard(
        [this](const web::Route& route, web::Call& call) { return site::guard(site_.services(), route, call); });
    router_.set_missing_page([this](const web::Request& request, Language language, int status) {
      return site::refusal_page(site_.services(), request, language, status);
    });
  }

  web::Response get(const std::string& path, std::int64_t person) const {
    return router_.dispatch(request(web::Method::get, path, person));
  }
  web::Response post(const std::string& path, std::int64_t person, const std::string& fields) const {
    web::Request sent = request(web::Method::post, path, person);
    const auto ticket = site_.services().csrf.fresh_ticket();
    sent.headers.front().second += "; " + ticket.set_cookie.substr(0, ticket.set_cookie.find(';'));
    sent.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    sent.body = fields + "&csrf=" + ticket.token;
    for (int tries = 0;; ++tries) {
      try {
        return router_.dispatch(sent);
      } catch (const storage::Error& error) {
        // More at once than the store untangles by itself: a person would try again as well.
        const bool is_crowd = error.kind() == storage::ErrorKind::conflict || error.kind() == storage::ErrorKind::busy;
        if (!is_crowd || tries > 50) throw;
      }
    }
  }
  std::string text(const std::string& sql) const {
    return site_.services().database.read([&](storage::Connection& connection) {
      auto rows = connection.query(sql);
      return rows.next() ? std::string(rows.text(0)) : std::string("-");
    });
  }
  std::int64_t number(const std::string& sql) const {
    return site_.services().database.read([&](storage::Connection& connection) {
      auto rows = connection.query(sql);
      return rows.next() ? rows.int64(0) : -1;
    });
  }
  void run(const std::string& sql) const {
    site_.services().database.write([&](storage::Connection& transaction) { transaction.run_script(sql); });
  }
  Day today() const { return text::brussels_day(site_.now); }
  Day week(int ahead) const { return plus_days(network::monday_of(today()), ahead * 7); }
  /// What the calendar says of the workshop.
  network::WeekRoom room(int ahead) const {
    return site_.services().database.read([&](storage::Connection& connection) {
      const auto capability = network::load_capability(connection, network::CapabilityId{77});
      auto room = network::room_in(network::load_calendar(connection, *capability), week(ahead), today());
      room.exception = nullptr;
      return room;
    });
  }
  storage::Database& database() const { return site_.services().database; }

  std::string book_fields(int kilograms, int first, int last, const std::string& key) const {
    return "deed=book&title=Iemand&kilograms=" + std::to_string(kilograms) + "&per=week&from=" + day_text(week(first)) +
           "&to=" + day_text(week(last)) + "&state=agreed&introduction=&key=" + key;
  }

 private:
  static std::string token(std::int64_t person) {
    std::string text = std::to_string(person);
    return text.insert(0, 26 - text.size(), 'a');
  }
  static web::Request request(web::Method method, const std::string& target, std::int64_t person) {
    web::Request request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    request.target = target;
    if (target.find('?') != std::string::npos) request.query = web::parse_target(target).value().query;
    request.remote_address = "192.0.2.7";
    request.headers.emplace_back("cookie", person == 0 ? "none=1" : "session=" + token(person));
    return request;
  }
  void add_organisation(int organisation) {
    const std::string id = std::to_string(organisation);
    run("INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, nis, website, "
        "languages, is_example, note, source_key, created_at_ms, version) VALUES (" +
        id + ", 'o" + id + "', 'Bedrijf " + id +
        "', 'o', 'social_economy', 'brief', '24062', '', '', 0, '', 'typed', 1, 1)");
  }
  void add_person(std::int64_t person, const std::string& role, const std::string& kind, std::int64_t scope) {
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
        access::hash_of_secret(token(person)) + "', " + id + ", 'Test', 1, " + now + ", " + now + ", " + now + ")");
  }

  SmallSite site_;
  app::HomeFolder home_{KW_SOURCE_DIR};
  web::Metrics metrics_;
  web::Log log_{"/dev/null"};
  web::Router router_;
};

}  // namespace kringwerk::contracts
