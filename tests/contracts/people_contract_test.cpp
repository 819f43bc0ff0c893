#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <thread>

#include "access/io/load_actor.h"
#include "access/io/secrets.h"
#include "accounts/io/load_people.h"
#include "accounts/io/save_grants.h"
#include "accounts/io/submit_grant.h"
#include "both_stores.h"
#include "small_site.h"

using namespace kringwerk;
using namespace kringwerk::accounts;
using access::Actor;
using access::PersonId;
using access::Role;
using access::Scope;
using contracts::lay_small_world;
using contracts::rows_in;
using contracts::SmallSite;
using storage::Connection;
using storage::Database;

namespace {

constexpr PersonId kFirst{1};
constexpr PersonId kSecond{2};
constexpr PersonId kThird{3};
constexpr PersonId kCoordinator{4};
constexpr PersonId kUser{5};
constexpr PersonId kColleague{6};
constexpr PersonId kStranger{7};
const Day kToday = *parse_day("2026-11-21");

/// Three administrators, a coordinator of hub 8, two users of organisation 30 in it, one of organisation 31 outside.
void lay_people(Database& database) {
  lay_small_world(database);
  database.write([](Connection& transaction) {
    transaction.run_script(
        "INSERT INTO hub VALUES (9, 'hub9', 2, 'Hub Gent', 'Gent', 'Gent', NULL, NULL, '', NULL, NULL, 0, 'typed');"
        "INSERT INTO organisation VALUES (30, 'o30', 'Atelier', 'a', 'regular', 'example', NULL, '24062', NULL, NULL, "
        "'', '', 1, '', 'typed', 0, 1);"
        "INSERT INTO organisation VALUES (31, 'o31', 'Buiten', 'b', 'regular', 'example', NULL, '44021', NULL, NULL, "
        "'', '', 1, '', 'typed', 0, 1);"
        "INSERT INTO hub_area VALUES (9, '44021', 'typed', 1, 'typed')");
    const std::array<std::string, 7> names{"An", "Bo", "Cis", "Dina", "Els", "Fons", "Gert"};
    const std::array<std::string, 7> emails{"an", "bo", "cis", "dina", "els", "fons", "gert"};
    for (std::size_t i = 0; i < names.size(); ++i) {
      const PersonId id{static_cast<std::int64_t>(i) + 1};
      transaction.execute("INSERT INTO person VALUES (?1, ?2, ?3, ?4, 'nl', 'active', '', NULL, 0, 1)", id,
                          emails[i] + "@x.example", names[i], names[i]);
      transaction.execute("INSERT INTO session VALUES (?1, ?2, '', 1, ?3, ?3, ?3, NULL)", "s" + std::to_string(i + 1),
                          id, instant_from_ms(1'795'255'445'000));
    }
    const auto give = [&](std::int64_t grant, PersonId person, Role role, Scope scope) {
      access::Grant given;
      given.id = access::GrantId{grant};
      given.person = person;
      given.role = role;
      given.scope = scope;
      given.period.from = *parse_day("2026-01-01");
      insert_grant(transaction, given);
    };
    for (const PersonId administrator : {kFirst, kSecond, kThird}) {
      give(100 + administrator.value(), administrator, Role::administrator, Scope::network());
    }
    give(104, kCoordinator, Role::coordinator, Scope::hub(access::ScopedHub{8}));
    give(105, kUser, Role::organisation_user, {access::ScopeKind::organisation, 30});
    give(106, kColleague, Role::organisation_user, {access::ScopeKind::organisation, 30});
    give(107, kStranger, Role::organisation_user, {access::ScopeKind::organisation, 31});
  });
}

/// As the store knows the roles, without the way of a request.
Actor actor_of(Connection& connection, PersonId person) {
  Actor actor{.kind = access::ActorKind::person,
              .person = person,
              .session = "s" + std::to_string(person.value()),
              .roles = {}};
  for (const access::Grant& grant : load_open_grants(connection, person)) {
    if (access::counts_on(grant, kToday)) actor.roles.push_back({grant.role, grant.scope});
  }
  return actor;
}

struct Act {
  PersonId by;
  enum class Deed { approve, refuse } deed = Deed::approve;
};

/// Whether the deed had effect; a store that gives up after five conflicts had none.
bool act(const SmallSite& site, const Act& what, const SeenGrant& seen) {
  try {
    const auto done = site.services().database.write([&](Connection& transaction) {
      const Actor actor = actor_of(transaction, what.by);
      const GrantDecider decider{actor, {actor.kind, actor.person, "r", site.now}};
      return what.deed == Act::Deed::approve ? submit_approval(site.services(), transaction, decider, seen)
                                             : submit_end(site.services(), transaction, decider, seen);
    });
    return done.has_value();
  } catch (const storage::Error& error) {
    REQUIRE(error.kind() == storage::ErrorKind::conflict);
    return false;
  }
}

Result<access::Grant> propose(const SmallSite& site, PersonId by, const access::GrantWish& wish) {
  return site.services().database.write([&](Connection& transaction) {
    const Actor actor = actor_of(transaction, by);
    return submit_grant(site.services(), transaction, {actor, {actor.kind, actor.person, "r", site.now}}, wish);
  });
}

std::int64_t deeds(Database& database, const std::string& action, access::GrantId) {
  return rows_in(database, "audit_line WHERE action = '" + action + "'");
}

std::vector<std::string> seen_by(Database& database, PersonId person, PeopleQuery query = {}) {
  return database.read([&](Connection& connection) {
    const Actor actor = actor_of(connection, person);
    std::vector<std::string> names;
    for (const PersonRow& row : load_people(connection, {actor, kToday}, query).rows) names.push_back(row.name);
    return names;
  });
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("two decisions at once on one proposal have one effect, in 200 rounds") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_people(database);
    SmallSite site(database);
    // Two administrators, one administrator twice, approval beside refusal, and who proposed it beside a second one.
    const std::array<std::array<Act, 2>, 4> pairs{{{{{kSecond}, {kThird}}},
                                                   {{{kSecond}, {kSecond}}},
                                                   {{{kSecond}, {kThird, Act::Deed::refuse}}},
                                                   {{{kFirst}, {kSecond}}}}};
    std::int64_t approved = 0;
    std::int64_t refused = 0;
    for (int round = 0; round < 200; ++round) {
      const auto& pair = pairs[static_cast<std::size_t>(round) % pairs.size()];
      const auto grant = propose(site, kFirst, {kUser, Role::auditor, Scope::network(), {kToday, std::nullopt}});
      REQUIRE(grant);
      REQUIRE(grant->state == access::GrantState::proposed);
      const SeenGrant seen{grant->id, grant->version};
      std::array<bool, 2> had_effect{};
      std::thread other([&] { had_effect[1] = act(site, pair[1], seen); });
      had_effect[0] = act(site, pair[0], seen);
      other.join();
      REQUIRE(had_effect[0] + had_effect[1] <= 1);
      if (pair[0].by == kFirst) REQUIRE_FALSE(had_effect[0]);
      // A conflict may have kept both from it; then it waits as before and is decided now.
      if (had_effect[0] + had_effect[1] == 0) REQUIRE(act(site, {kSecond}, seen));
      const auto after = database.read([&](Connection& connection) { return load_grant(connection, grant->id); });
      REQUIRE(after);
      CHECK(after->version == 2);
      CHECK(after->decided_by != kFirst);
      (after->state == access::GrantState::effective ? approved : refused) += 1;
      CHECK(deeds(database, "grant.approved", grant->id) == approved);
      CHECK(deeds(database, "grant.refused", grant->id) == refused);
      if (after->state != access::GrantState::effective) continue;
      REQUIRE(act(site, {kSecond, Act::Deed::refuse}, {grant->id, 2}));
    }
    CHECK(approved + refused == 200);
    CHECK(deeds(database, "grant.ended", {}) == approved);
  });
}

TEST_CASE("nobody approves what they proposed, nor for themselves, nor an older version") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_people(database);
    SmallSite site(database);
    const auto grant = propose(site, kFirst, {kSecond, Role::auditor, Scope::network(), {kToday, std::nullopt}});
    REQUIRE(grant);
    CHECK_FALSE(act(site, {kFirst}, {grant->id, 1}));
    CHECK_FALSE(act(site, {kSecond}, {grant->id, 1}));
    CHECK_FALSE(act(site, {kCoordinator}, {grant->id, 1}));
    CHECK_FALSE(act(site, {kThird}, {grant->id, 0}));
    CHECK(act(site, {kThird}, {grant->id, 1}));
    CHECK_FALSE(act(site, {kThird}, {grant->id, 1}));
    CHECK(deeds(database, "grant.approved", grant->id) == 1);
  });
}

TEST_CASE("a coordinator gives what the own hub holds, and no more") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_people(database);
    SmallSite site(database);
    const Period now{kToday, std::nullopt};
    CHECK(propose(site, kCoordinator, {kUser, Role::coach, Scope::hub(access::ScopedHub{8}), now}));
    CHECK(
        propose(site, kCoordinator, {kStranger, Role::organisation_user, {access::ScopeKind::organisation, 30}, now}));
    CHECK_FALSE(propose(site, kCoordinator, {kUser, Role::coach, Scope::hub(access::ScopedHub{9}), now}));
    CHECK_FALSE(propose(site, kCoordinator, {kUser, Role::administrator, Scope::network(), now}));
    CHECK_FALSE(
        propose(site, kCoordinator, {kUser, Role::organisation_user, {access::ScopeKind::organisation, 31}, now}));
    CHECK_FALSE(propose(site, kUser, {kStranger, Role::coach, Scope::hub(access::ScopedHub{8}), now}));
    CHECK_FALSE(propose(site, kCoordinator, {PersonId{99}, Role::coach, Scope::hub(access::ScopedHub{8}), now}));
    CHECK(deeds(database, "grant.given", {}) == 2);
  });
}

TEST_CASE("everybody sees the people of the own reach") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_people(database);
    CHECK(seen_by(database, kFirst).size() == 7);
    CHECK(seen_by(database, kCoordinator) == Names{"Dina", "Els", "Fons"});
    CHECK(seen_by(database, kUser) == Names{"Els", "Fons"});
    CHECK(seen_by(database, kStranger) == Names{"Gert"});
    PeopleQuery coaches;
    coaches.role = Role::organisation_user;
    CHECK(seen_by(database, kCoordinator, coaches) == Names{"Els", "Fons"});
    PeopleQuery hub;
    hub.hub = access::ScopedHub{9};
    CHECK(seen_by(database, kFirst, hub) == Names{"Gert"});
    CHECK(seen_by(database, kCoordinator, hub).empty());
    PeopleQuery words;
    words.words = "FONS@X";
    CHECK(seen_by(database, kFirst, words) == Names{"Fons"});
    words.words = "fon";
    CHECK(seen_by(database, kFirst, words) == Names{"Fons"});
    words.words = "%";
    CHECK(seen_by(database, kFirst, words).empty());
  });
}

TEST_CASE("a suspended account loses its sessions and nobody is written over") {
  contracts::for_each_migrated_store([](Database& database) {
    lay_people(database);
    database.write([](Connection& transaction) {
      const auto before = load_account_state(transaction, kUser);
      REQUIRE(before);
      PersonAccount after = *before;
      after.state = PersonState::suspended;
      ++after.version;
      CHECK(save_account_state(transaction, *before, after, instant_from_ms(1'795'255'446'000)));
      CHECK_FALSE(save_account_state(transaction, *before, after, instant_from_ms(1'795'255'446'000)));
    });
    CHECK(rows_in(database, "session WHERE person_id = 5 AND ended_at_ms IS NULL") == 0);
    CHECK(rows_in(database, "session WHERE ended_at_ms IS NULL") == 6);
    CHECK(seen_by(database, kUser).empty());
  });
}
