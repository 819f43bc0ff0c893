#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "access/io/load_actor.h"
#include "access/io/secrets.h"
#include "access/policy.h"
#include "both_stores.h"
#include "plain_policy.h"
#include "planned_actors.h"
#include "text/format.h"

using namespace kringwerk;
using namespace kringwerk::contracts;
using storage::Connection;
using storage::Database;

namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);

/// Two owners of records: the organisation 5, hub 8 and person of the plan; or nobody, all columns NULL.
struct PlantedRow {
  std::string type;
  std::string visibility;
  std::string state;
  bool is_owned = false;
  auto operator<=>(const PlantedRow&) const = default;
};

std::vector<PlantedRow> rows_of(const PlainRow& type) {
  std::vector<PlantedRow> rows;
  for (const std::string& visibility : split_plainly(type.at(2), '|')) {
    for (const std::string& state : split_plainly(type.at(3), '|')) {
      for (const bool owned : {true, false}) rows.push_back({type.at(0), visibility, state, owned});
    }
  }
  return rows;
}

void plant(Database& database, const std::vector<PlainRow>& types, std::int64_t person) {
  database.write([&](Connection& transaction) {
    transaction.run_script(
        "CREATE TABLE planted (planted_id BIGINT PRIMARY KEY, type TEXT, visibility TEXT, state TEXT, organisation_id "
        "BIGINT, hub_id BIGINT, person_id BIGINT);"
        "CREATE TABLE planted_hub (planted_id BIGINT, hub_id BIGINT)");
    std::int64_t id = 0;
    const std::string insert = "INSERT INTO planted VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    using Maybe = std::optional<std::int64_t>;
    for (const PlainRow& type : types) {
      for (const PlantedRow& row : rows_of(type)) {
        ++id;
        const auto of_owner = [&](std::int64_t value) { return row.is_owned ? Maybe{value} : Maybe{}; };
        transaction.execute(insert, id, row.type, row.visibility, row.state, of_owner(kOwnOrganisation),
                            of_owner(kOwnHub), of_owner(person));
        transaction.execute("INSERT INTO planted_hub VALUES (?1, ?2)", id, of_owner(kOwnHub));
      }
      if (type.at(2) == "-" && type.at(3) == "-") continue;
      // What no type knows: never to be found.
      const std::optional<std::string> none;
      transaction.execute(insert, ++id, type.at(0), std::string("unknown"), std::string("unknown"), kOwnOrganisation,
                          kOwnHub, person);
      transaction.execute(insert, ++id, type.at(0), none, none, kOwnOrganisation, kOwnHub, person);
    }
  });
}

/// Whether one of the words of `who` fits the actor; as the table means them, from the plan alone.
bool fits(const PlainWords& who, const PlannedActor& actor, bool is_owned) {
  const std::map<std::string, bool> holds{
      {"everyone", true},
      {"signed_in", actor.is_signed_in()},
      {"self", actor.is_signed_in() && actor.is_the_person && is_owned},
      {"link_holder", actor.holds_link},
      {"organisation_user", actor.has_role("organisation_user") && actor.is_in_own_scope && is_owned},
      {"hub_coach", actor.has_role("coach") && actor.is_in_own_scope && is_owned},
      {"hub_coordinator", actor.has_role("coordinator") && actor.is_in_own_scope && is_owned},
      {"hub_policy_officer", actor.has_role("policy_officer") && actor.is_in_own_scope && is_owned},
      {"any_hub_staff", actor.has_role("coach") || actor.has_role("coordinator")},
      {"any_planner", actor.has_role("coordinator") || actor.has_role("policy_officer")},
      {"any_role", actor.has_role()},
      {"auditor", actor.has_role("auditor")},
      {"administrator", actor.has_role("administrator")},
  };
  return std::any_of(who.begin(), who.end(), [&](const std::string& word) { return holds.at(word); });
}

access::RecordFacts facts_of(const PlantedRow& row, bool by_link, std::int64_t person) {
  access::RecordFacts facts{.type = row.type, .visibility = row.visibility, .state = row.state};
  facts.is_by_link = by_link;
  if (!row.is_owned) return facts;
  facts.organisation = kOwnOrganisation;
  facts.hubs = {kOwnHub};
  facts.person = access::PersonId{person};
  return facts;
}

/// The record's columns in two shapes: plain ones, and subqueries.
access::RecordColumns columns_of(const PlainRow& type, bool as_subqueries) {
  access::RecordColumns columns{.type = type.at(0),
                                .organisation = "planted.organisation_id",
                                .hubs = "planted.hub_id",
                                .person = "planted.person_id"};
  if (type.at(2) != "-") columns.visibility = "planted.visibility";
  if (type.at(3) != "-") columns.state = "planted.state";
  if (as_subqueries) {
    columns.organisation = "SELECT planted.organisation_id";
    columns.hubs = "SELECT planted_hub.hub_id FROM planted_hub WHERE planted_hub.planted_id = planted.planted_id";
    columns.person = "SELECT planted.person_id";
  }
  return columns;
}

std::set<PlantedRow> found_by(Connection& connection, const access::RecordColumns& columns, std::string_view field,
                              const std::string& session) {
  const std::string day = day_text(text::brussels_day(kNow));
  const std::string type(columns.type);
  const std::string condition = access::readable_condition(columns, "?1", "?2", field);
  std::set<PlantedRow> found;
  {
    auto rows = connection.query(
        "SELECT visibility, state, organisation_id IS NOT NULL FROM planted WHERE type = ?3 AND " + condition, session,
        day, type);
    while (rows.next())
      found.insert(
          {type, std::string(rows.text(0)), std::string(rows.text(1)), rows.text(2) == "t" || rows.text(2) == "1"});
  }
  auto neither = connection.query("SELECT COUNT(*) FROM planted WHERE type = ?3 AND (" + condition + ") IS NULL",
                                  session, day, type);
  neither.next();
  CHECK(neither.int64(0) == 0);
  return found;
}

/// What is being walked through on one store.
struct Walk {
  std::vector<PlainRow> lines = read_plainly("records.csv");
  std::vector<PlainRow> types = read_plainly("record_types.csv");
  std::int64_t the_person = 0;
  std::size_t cells = 0;
  std::size_t allowed = 0;
  std::size_t disagreements = 0;

  void disagree(const std::string& how, const PlannedActor& actor, const PlantedRow& row, const std::string& what) {
    if (++disagreements <= 20)
      MESSAGE(how << ": " << actor.name() << " " << what << " " << row.type << " " << row.visibility << " " << row.state
                  << std::string(row.is_owned ? " owned" : " not owned"));
  }

  void ask_may(const PlannedActor& planned, const access::Actor& actor, const PlainRow& type,
               const std::string& field) {
    for (std::size_t i = 0; i < access::kActionKeys.size(); ++i) {
      const std::string action(access::kActionKeys[i]);
      for (const PlantedRow& row : rows_of(type)) {
        const bool expected =
            fits(who_may(lines, {row.type, field, action, row.visibility, row.state}), planned, row.is_owned);
        const bool answer =
            access::may(actor, static_cast<access::Action>(i), facts_of(row, planned.holds_link, the_person),
                        field == "record" ? access::kRecordItself : std::string_view(field));
        ++cells;
        allowed += expected ? 1 : 0;
        if (answer != expected) disagree("may", planned, row, action + " " + field);
      }
    }
  }

  void ask_store(Connection& connection, const PlannedActor& planned, const std::string& session, const PlainRow& type,
                 const std::string& field) {
    std::set<PlantedRow> expected;
    PlannedActor without_link = planned;  // a query by right is no query by link
    without_link.holds_link = false;
    for (const PlantedRow& row : rows_of(type)) {
      if (fits(who_may(lines, {row.type, field, "read", row.visibility, row.state}), without_link, row.is_owned))
        expected.insert(row);
    }
    for (const bool as_subqueries : {false, true}) {
      const auto found = found_by(connection, columns_of(type, as_subqueries),
                                  field == "record" ? access::kRecordItself : std::string_view(field), session);
      cells += rows_of(type).size();
      if (found == expected) continue;
      for (const PlantedRow& row : found)
        if (!expected.contains(row)) disagree("query finds too much", planned, row, field);
      for (const PlantedRow& row : expected)
        if (!found.contains(row)) disagree("query misses", planned, row, field);
    }
  }
};

}  // namespace

TEST_CASE("table, decision and query agree on every cell of the policy") {
  for_each_migrated_store([](Database& database) {
    Walk walk;
    const std::vector<PlannedActor> actors = planned_actors();
    walk.the_person = std::find_if(actors.begin(), actors.end(), [](const PlannedActor& actor) {
                        return actor.is_the_person && actor.mishap.empty();
                      })->person;
    plant(database, walk.types, walk.the_person);
    const Day day = text::brussels_day(kNow);
    for (const PlannedActor& planned : actors) {
      if (planned.is_the_person) {
        // The same person in several plans: one at a time.
        database.write([&](Connection& transaction) {
          PlannedActor the_one = planned;
          the_one.person = walk.the_person;
          transaction.execute("DELETE FROM session WHERE person_id = ?1", walk.the_person);
          transaction.execute("DELETE FROM person WHERE person_id = ?1", walk.the_person);
          store_actor(transaction, the_one, kNow, day);
        });
      } else {
        database.write([&](Connection& transaction) { store_actor(transaction, planned, kNow, day); });
      }
      database.read([&](Connection& connection) {
        const access::Actor actor = planned.holds_link ? access::Actor::link_holder()
                                                       : access::load_visit(connection, planned.token, kNow).actor;
        const std::string hash = planned.has_account ? access::hash_of_secret(planned.token) : "";
        for (const PlainRow& type : walk.types) {
          for (const std::string& field : split_plainly(type.at(1), '|')) {
            walk.ask_may(planned, actor, type, field);
            // The hash itself too: a session that went bad after the actor was loaded is refused by the query.
            walk.ask_store(connection, planned, actor.session, type, field);
            if (actor.session != hash) walk.ask_store(connection, planned, hash, type, field);
          }
        }
      });
    }
    CHECK(walk.disagreements == 0);
    CHECK(walk.allowed > 1000);
    MESSAGE("cells of the policy walked: " << walk.cells << ", of them allowed by decision: " << walk.allowed
                                           << ", kinds of actors: " << actors.size());
  });
}
