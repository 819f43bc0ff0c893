#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "access/io/secrets.h"
#include "app/routes.h"
#include "both_stores.h"
#include "handovers/io/agreement_store.h"
#include "media/io/save_attachment.h"
#include "site/page.h"
#include "site/visit.h"
#include "small_site.h"
#include "text/format.h"

namespace kringwerk::contracts {

using namespace handovers;
using storage::Connection;
using storage::Database;

inline std::string token_of(std::int64_t person) {
  std::string text = std::to_string(person);
  return text.insert(0, 26 - text.size(), 'a');
}

inline std::string location_of(const web::Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Location") return value.substr(0, value.find('?'));
  }
  return {};
}

/// Organisation 5 gives (51), 6 takes (61, 62); 7 (71) has no part; hub 8 (81) brought them together. Agreement 9 runs
/// between the two, agreement 10 is with somebody without account.
class HandoverWorld {
 public:
  explicit HandoverWorld(Database& database) : site_(database) {
    lay_small_world(database);
    for (const int organisation : {5, 6, 7}) add_organisation(organisation);
    add_person(51, "organisation_user", "organisation", 5);
    add_person(61, "organisation_user", "organisation", 6);
    add_person(62, "organisation_user", "organisation", 6);
    add_person(71, "organisation_user", "organisation", 7);
    add_person(81, "coordinator", "hub", 8);
    add_agreement(9, {network::OrganisationId{6}, "", "", Language::nl});
    add_agreement(10, {std::nullopt, "Bakker Jans", "jans@bakker.example", Language::nl});
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
        // More at once than the store untangles by itself: a person would try again as well.
        if (error.kind() != storage::ErrorKind::conflict || tries > 50) throw;
      }
    }
  }
  /// Answers the path of the hand-over.
  std::string hand_over(std::int64_t person, std::int64_t agreement, const std::string& key) const {
    const auto made =
        post("/nl/agreements/" + AgreementId{agreement}.text() + "/handovers", person,
             "on=" + day_text(text::brussels_day(site_.now)) + "&weighed=482,5&outcome=accepted&key=" + key);
    REQUIRE(made.status == 303);
    return location_of(made);
  }
  std::string text_of(const std::string& sql) const {
    return database().read([&](Connection& connection) {
      auto rows = connection.query(sql);
      return rows.next() ? std::string(rows.text(0)) : std::string("-");
    });
  }
  void run(const std::string& sql) const {
    database().write([&](Connection& transaction) { transaction.run_script(sql); });
  }
  Database& database() const { return site_.services().database; }
  const site::Services& services() const { return site_.services(); }

 private:
  static web::Request request(web::Method method, const std::string& target, std::int64_t person) {
    web::Request request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    request.target = target;
    request.remote_address = "192.0.2.7";
    if (person != 0) request.headers.emplace_back("cookie", "session=" + token_of(person));
    return request;
  }
  void add_organisation(int organisation) {
    const std::string id = std::to_string(organisation);
    run("INSERT INTO organisation (organisation_id, organisation_key, name, name_sort, kind, kind_basis, website, "
        "languages, is_example, note, source_key, created_at_ms, version) VALUES (" +
        id + ", 'o" + id + "', 'Bedrijf " + id + "', 'o', 'regular_economy', 'brief', '', '', 0, '', 'typed', 1, 1)");
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
        access::hash_of_secret(token_of(person)) + "', " + id + ", 'Test', 1, " + now + ", " + now + ", " + now + ")");
  }
  void add_agreement(std::int64_t id, const AgreementSide& taker) {
    Agreement made;
    made.id = AgreementId{id};
    made.state = AgreementState::active;
    made.what = "Balken van eik";
    made.mass = Mass::kilograms(2000);
    made.price = {PriceBasis::tonne, Money::cents(12'345), Party::taker};
    made.from = parse_day("2026-01-01").value();
    made.giver.organisation = network::OrganisationId{5};
    made.taker = taker;
    made.hubs = {8};
    made.proposed_by = access::PersonId{51};
    made.proposed_at = made.changed_at = site_.now;
    database().write([&](Connection& transaction) { insert_agreement(transaction, made); });
  }

  SmallSite site_;
  app::HomeFolder home_{KW_SOURCE_DIR};
  web::Metrics metrics_;
  web::Log log_{"/dev/null"};
  web::Router router_;
};

inline std::string photo() {
  std::ifstream file(std::string(KW_SOURCE_DIR) + "/tests/contracts/files/photo_with_place.jpg", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline media::AttachmentId attach(const HandoverWorld& world, const media::AttachedTo& to, std::int64_t organisation) {
  const auto file = media::prepare_file(photo(), to.kind).value();
  return world.database()
      .write([&](Connection& transaction) {
        return media::save_attachment(transaction,
                                      {world.services().make_id<media::AttachmentTag>(), to, organisation, "Balken",
                                       access::PersonId{51}, world.services().now()},
                                      file);
      })
      .value();
}

}  // namespace kringwerk::contracts
