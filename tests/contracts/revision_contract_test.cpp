#include <doctest/doctest.h>

#include <future>
#include <set>

#include "access/io/secrets.h"
#include "both_stores.h"
#include "network/io/load_organisations.h"
#include "network/io/load_revisions.h"
#include "network/io/submit_revision.h"
#include "site/visit.h"
#include "small_site.h"
#include "text/format.h"

using namespace kringwerk;
using namespace kringwerk::network;
using storage::Connection;
using storage::Database;

namespace {

constexpr std::int64_t kOurs = 7;
constexpr std::int64_t kHub = 8;
using TypedPairs = std::vector<std::pair<std::string, std::string>>;

/// Somebody with a role and a session.
struct Caller {
  std::int64_t person = 0;
  std::string token;
  web::Request request;
};

/// Organisation 7 in Leuven, which the hub 8 serves, with a user, and the hub's coordinator and coach.
class RevisedWorld {
 public:
  explicit RevisedWorld(Database& database) : database_(database), site_(database) {
    contracts::lay_small_world(database);
    database.write([&](Connection& transaction) {
      transaction.run_script(
          "INSERT INTO organisation VALUES (7, 'ons', 'Ons Atelier', 'ons', 'social_economy', 'our_reading', "
          "'0566988259', '24062', 4.7005, 50.8798, '', 'nl', 0, 'een nota', 'typed', 1, 1);"
          "INSERT INTO organisation VALUES (8, 'stad', 'Stad', 'stad', 'local_government', 'brief', NULL, '44021', "
          "NULL, NULL, '', '', 0, '', 'typed', 1, 1);"
          "INSERT INTO recognition VALUES (7, 'maatwerkbedrijf', '2020-01-01', NULL, 'typed');"
          "INSERT INTO membership VALUES (8, 7, 'partner', NULL, NULL, 'typed')");
    });
    user = seat(1, "organisation_user", "organisation", kOurs);
    coordinator = seat(2, "coordinator", "hub", kHub);
    coach = seat(3, "coach", "hub", kHub);
    stranger = seat(4, "coordinator", "hub", 99);
  }

  Caller seat(std::int64_t person, const std::string& role, const std::string& kind, std::int64_t scope) {
    Caller caller{person, "abcdefghjkmnpqrstvwxyz012" + std::to_string(person), {}};
    const std::string id = std::to_string(person);
    const std::string now = std::to_string(to_ms(site_.now));
    database_.write([&](Connection& transaction) {
      transaction.run_script(
          "INSERT INTO person VALUES (" + id + ", 'p" + id + "@example.org', 'P" + id + "', 'p" + id +
          "', 'nl', 'active', '', NULL, 1, 1); INSERT INTO role_grant VALUES (" + id + ", " + id + ", '" + role +
          "', '" + kind + "', " + std::to_string(scope) +
          ", '2026-01-01', NULL, 'effective', NULL, NULL, 1, NULL, 1); INSERT INTO session VALUES ('" +
          access::hash_of_secret(caller.token) + "', " + id + ", 'Test', 1, " + now + ", " + now + ", " + now +
          ", NULL)");
    });
    caller.request.headers = {{"cookie", "session=" + caller.token}};
    return caller;
  }

  const site::Services& services() const { return site_.services(); }
  web::Call call(const Caller& caller) const {
    auto visit = std::make_shared<access::Visit>();
    visit->actor.kind = access::ActorKind::person;
    visit->actor.person = access::PersonId{caller.person};
    return {caller.request, Language::nl, {}, visit};
  }
  access::Actor actor(const Caller& caller) const {
    return database_.read(
        [&](Connection& connection) { return access::load_visit(connection, caller.token, site_.now).actor; });
  }

  Result<Revision> edit(const Caller& caller, const RevisedKind& kind, std::int64_t id, const TypedPairs& typed,
                        std::int64_t version) const {
    web::Form form;
    TypedPairs all = typed;
    all.insert(all.end(), {{"said_by", "organisation"}, {"said_on", "2026-11-20"}});
    form.fields = web::Pairs(all);
    return submit_edit(services(), call(caller), {kind, id, version, form});
  }
  Result<Revision> rename(const Caller& caller, const std::string& name, std::int64_t version = 1) const {
    return edit(caller, organisation_kind(), kOurs, as_shown({{"name-0-value", name}}), version);
  }
  /// The form of organisation 7 as the page shows it, with some of it changed.
  static TypedPairs as_shown(const TypedPairs& changed) {
    TypedPairs typed{{"name-0-value", "Ons Atelier"},
                     {"kind-0-value", "social_economy"},
                     {"kbo-0-value", "0566.988.259"},
                     {"place-0-value", "Leuven"},
                     {"place-0-at", "50.8798, 4.7005"},
                     {"languages-0-value", "nl"},
                     {"recognitions-0-kind", "maatwerkbedrijf"},
                     {"recognitions-0-from", "2020-01-01"}};
    for (const auto& [name, value] : changed) {
      std::erase_if(typed, [&](const auto& pair) { return pair.first == name; });
      typed.emplace_back(name, value);
    }
    return typed;
  }

  RevisedNow now(const RevisedKind& kind, std::int64_t id) const {
    return database_.read([&](Connection& connection) { return kind.load(connection, id, today()).value(); });
  }
  std::string shown_name() const {
    return database_.read(
        [](Connection& connection) { return load_organisation(connection, OrganisationId{kOurs})->name; });
  }
  std::size_t seen_by(const access::Actor& reader) const {
    return database_.read([&](Connection& connection) {
      return load_revisions_of(connection, {reader, today()}, {"organisation", kOurs, {}}).size();
    });
  }
  std::size_t waiting_for(const Caller& caller) const {
    const access::Actor reader = actor(caller);
    return database_.read([&](Connection& connection) {
      return load_waiting_revisions(connection, {reader, today()}, 10).size();
    });
  }
  Day today() const { return text::brussels_day(site_.now); }

  Caller user, coordinator, coach, stranger;

 private:
  Database& database_;
  contracts::SmallSite site_;
};

std::string rule_in(const Refusal& refusal) {
  if (std::holds_alternative<Stale>(refusal)) return "stale";
  const auto* invalid = std::get_if<Invalid>(&refusal);
  if (invalid == nullptr) return "missing";
  return invalid->violations.empty() ? "" : invalid->violations.front().rule + "@" + invalid->violations.front().field;
}

}  // namespace

TEST_CASE("the public sees what was approved last; what waits is seen by those it concerns") {
  contracts::for_each_migrated_store([](Database& database) {
    const RevisedWorld world(database);
    const auto proposed = world.rename(world.user, "Atelier Nieuw");
    REQUIRE(proposed);
    CHECK(proposed->state == RevisionState::proposed);
    CHECK(world.shown_name() == "Ons Atelier");
    CHECK(world.seen_by(access::Actor::visitor()) == 0);
    CHECK(world.seen_by(world.actor(world.user)) == 1);
    CHECK(world.seen_by(world.actor(world.coach)) == 1);
    CHECK(world.waiting_for(world.coordinator) == 1);
    CHECK(world.waiting_for(world.coach) == 0);
    CHECK(world.waiting_for(world.stranger) + world.seen_by(world.actor(world.stranger)) == 0);

    // A second proposal of the same person replaces the first.
    const auto again = world.rename(world.user, "Atelier Beter");
    REQUIRE(again);
    CHECK(again->id == proposed->id);
    CHECK(world.seen_by(world.actor(world.user)) == 1);
    const auto decide = [&](const Caller& caller, std::int64_t version) {
      return submit_decision(world.services(), world.call(caller), proposed->id, {RevisionStep::approve, "", version});
    };
    CHECK(rule_in(decide(world.coordinator, 1).error()) == "stale");
    CHECK(rule_in(decide(world.coach, 2).error()) == "missing");
    REQUIRE(decide(world.coordinator, 2));
    CHECK(world.shown_name() == "Atelier Beter");
    CHECK(world.seen_by(access::Actor::visitor()) == 1);
  });
}

TEST_CASE("undo puts every fact back with its source and doubt") {
  contracts::for_each_migrated_store([](Database& database) {
    const RevisedWorld world(database);
    const RecordImage before = world.now(organisation_kind(), kOurs).image;
    const auto made = world.edit(world.coordinator, organisation_kind(), kOurs,
                                 RevisedWorld::as_shown({{"name-0-value", "Andere Naam"},
                                                         {"kind-0-value", "regular_economy"},
                                                         {"kbo-0-value", ""},
                                                         {"place-0-value", "Gent"},
                                                         {"place-0-at", "51.05, 3.72"},
                                                         {"place-0-doubt", "on"},
                                                         {"hours-0-value", "ma-vr 9-17 u."},
                                                         {"other_names-0-value", "OA"},
                                                         {"website-0-value", "www.oa.be"},
                                                         {"sectors-0-value", "hout"},
                                                         {"sites-0-name", "Werf"},
                                                         {"sites-0-nis", "Gent"},
                                                         {"sites-0-doubt", "on"},
                                                         {"recognitions-0-gone", "on"},
                                                         {"permits-0-permit", "hazardous-hout"}}),
                                 1);
    REQUIRE_MESSAGE(made, rule_in(made.error()));
    CHECK(made->state == RevisionState::approved);
    const RevisedNow changed = world.now(organisation_kind(), kOurs);
    CHECK(differences(changed.image, made->after).empty());
    CHECK(changed.image.value("place", "doubt") == "yes");
    CHECK(changed.image.value("sites", "doubt") == "yes");
    CHECK(changed.image.value("sites", "nis") == "44021");
    CHECK(changed.image.value("website", "source") == "said|2026-11-20||");
    CHECK(changed.image.value("languages", "source") == "typed");
    CHECK(changed.version == 2);
    const auto undone = submit_undo(world.services(), world.call(world.coordinator), {made->id, made->version});
    REQUIRE_MESSAGE(undone, rule_in(undone.error()));
    CHECK(world.now(organisation_kind(), kOurs).image == before);
    REQUIRE(submit_undo(world.services(), world.call(world.coordinator), {undone->id, undone->version}));
    CHECK(differences(world.now(organisation_kind(), kOurs).image, made->after).empty());
    CHECK(rule_in(submit_undo(world.services(), world.call(world.coordinator), {made->id, 2}).error()) ==
          "network.already_undone@");
    CHECK(rule_in(submit_undo(world.services(), world.call(world.stranger), {made->id, 2}).error()) == "missing");
    CHECK(contracts::rows_in(database, "audit_line") == 3);
    CHECK(database.read([](Connection& connection) {
      auto rows = connection.query("SELECT version FROM stream_list_version");
      rows.next();
      return rows.int64(0);
    }) >= 3);
  });
}

TEST_CASE("a partnership: members with their days, area, completeness; ending keeps what was; undo is exact") {
  contracts::for_each_migrated_store([](Database& database) {
    const RevisedWorld world(database);
    const TypedPairs first{
        {"name-0-value", "Hub Leuven"},        {"short_name-0-value", "Hub"},      {"place_label-0-value", "Leuven"},
        {"members-0-organisation", "atelier"}, {"members-0-role", "core_partner"}, {"members-0-from", "2022-01-01"},
        {"members-1-organisation", "Stad"},    {"members-1-role", "coordinator"},  {"members-1-doubt", "on"},
        {"members-2-organisation", ""},        {"complete-0-on", "2022-03-01"},    {"area-0-nis", "Leuven\nGent"},
        {"sectors-0-topic", "hout"},           {"services-0-topic", "coaching"},   {"contacts-0-kind", "phone"},
        {"contacts-0-value", "016 00 00 00"}};
    const RecordImage empty = world.now(hub_kind(), kHub).image;
    CHECK(rule_in(world.edit(world.stranger, hub_kind(), kHub, first, 1).error()) == "missing");
    const auto made = world.edit(world.coordinator, hub_kind(), kHub, first, 1);
    REQUIRE_MESSAGE(made, rule_in(made.error()));
    const RevisedNow now = world.now(hub_kind(), kHub);
    CHECK(now.image.rows("members").size() == 2);
    CHECK(now.image.rows("area").size() == 2);
    CHECK(now.image.value("members", "doubt") == "yes");
    CHECK(now.version == 2);
    CHECK(rule_in(world.edit(world.coordinator, hub_kind(), kHub, first, 1).error()) == "stale");
    TypedPairs unknown = first;
    unknown.emplace_back("members-3-organisation", "Bestaat niet");
    unknown.emplace_back("members-3-role", "partner");
    // The empty row before it is no row: the finding is beside the third.
    CHECK(rule_in(world.edit(world.coordinator, hub_kind(), kHub, unknown, 2).error()) ==
          "network.organisation_unknown@members-2-organisation");
    REQUIRE(submit_undo(world.services(), world.call(world.coordinator), {made->id, 1}));
    CHECK(differences(world.now(hub_kind(), kHub).image, empty).empty());
    // A coach proposes.
    const auto proposed = world.edit(world.coach, hub_kind(), kHub, first, 3);
    REQUIRE_MESSAGE(proposed, rule_in(proposed.error()));
    CHECK(proposed->state == RevisionState::proposed);
    CHECK(world.now(hub_kind(), kHub).image.rows("members").size() == 1);
  });
}

TEST_CASE("two approvals at once have one effect") {
  contracts::for_each_migrated_store([](Database& database) {
    const RevisedWorld world(database);
    const auto proposed = world.rename(world.user, "Atelier Nieuw");
    REQUIRE(proposed);
    std::vector<std::future<std::string>> deciders;
    for (int i = 0; i < 8; ++i) {
      deciders.push_back(std::async(std::launch::async, [&] {
        for (int tries = 0;; ++tries) {
          try {
            const auto decided = submit_decision(world.services(), world.call(world.coordinator), proposed->id,
                                                 {RevisionStep::approve, "", 1});
            return decided ? std::string("done") : rule_in(decided.error());
          } catch (const storage::Error& error) {
            if (error.kind() != storage::ErrorKind::conflict || tries > 50) throw;
          }
        }
      }));
    }
    std::multiset<std::string> answers;
    for (auto& decider : deciders) answers.insert(decider.get());
    CHECK(answers.count("done") == 1);
    CHECK(answers.count("stale") == 7);
    CHECK(world.now(organisation_kind(), kOurs).version == 2);
    CHECK(contracts::rows_in(database, "audit_line") == 2);
  });
}

TEST_CASE("a new organisation is made once, by its hub's coordinator at once, by a coach after approval") {
  contracts::for_each_migrated_store([](Database& database) {
    const RevisedWorld world(database);
    web::Form form;
    const auto create = [&](const Caller& caller, const char* key, const TypedPairs& typed) {
      TypedPairs all = typed;
      all.insert(all.end(), {{"said_by", "other"}, {"said_title", "Jaarverslag"}, {"said_on", "2026-11-20"}});
      form.fields = web::Pairs(all);
      return submit_creation(world.services(), world.call(caller), {"owner", key, "content"},
                             {organisation_kind(), HubId{kHub}, form});
    };
    const TypedPairs good{{"name-0-value", "De Nieuwe"}, {"kind-0-value", "social_economy"}};
    CHECK(rule_in(create(world.stranger, "key-0", good).error()) == "missing");
    CHECK(rule_in(create(world.coordinator, "key-1", {{"name-0-value", "X"}}).error()) == "web.required@kind-0-value");
    CHECK(rule_in(create(world.coordinator, "key-2",
                         {{"name-0-value", "X"}, {"kind-0-value", "financier"}, {"kbo-0-value", "0566988259"}})
                      .error()) == "network.kbo_taken@kbo-0-value");
    const auto made = create(world.coordinator, "key-3", good);
    REQUIRE(made);
    CHECK(*create(world.coordinator, "key-3", good) == *made);
    CHECK(contracts::rows_in(database, "organisation") == 3);
    const auto waits = create(world.coach, "key-4", {{"name-0-value", "Van de coach"}, {"kind-0-value", "financier"}});
    REQUIRE(waits);
    CHECK(waits->starts_with("/nl/changes/"));
    CHECK(contracts::rows_in(database, "organisation") == 3);
    CHECK(world.waiting_for(world.coordinator) == 1);
    const auto id = RevisionId::parse(waits->substr(waits->rfind('/') + 1));
    REQUIRE(id);
    REQUIRE(submit_decision(world.services(), world.call(world.coordinator), *id, {RevisionStep::approve, "", 1}));
    CHECK(contracts::rows_in(database, "organisation") == 4);
  });
}
