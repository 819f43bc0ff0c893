#include <doctest/doctest.h>

#include "app/home_folder.h"
#include "both_stores.h"
#include "hidden_world.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "planning/io/find_potential.h"
#include "planning/io/load_network_problem.h"
#include "planning/io/plan_worker.h"
#include "planning/io/save_plan_run.h"
#include "planning/io/save_scenario.h"
#include "planning/io/solve_scenario.h"
#include "storage/data_folder.h"

/// A plan is kept as it was made; what was hidden or withdrawn since is in none of its pages, files and scenarios.

using namespace kringwerk;
using contracts::WholeSite;
using materials::StreamId;
using planning::RunId;
using planning::ScenarioId;
using storage::Connection;
using storage::Database;

namespace {

const StreamId kOffer = contracts::shipped("offer-golden-pp");
constexpr RunId kRun{4242};
constexpr RunId kHubRun{4343};
constexpr ScenarioId kScenario{515};

access::HeldRole role(access::Role which, std::int64_t hub) {
  return {which, access::Scope{access::ScopeKind::hub, hub}};
}

/// The shipped world with a plan of the network and a scenario on it.
class PlannedWorld {
 public:
  explicit PlannedWorld(Database& database) : site_(database) {
    const auto offer = load();
    hub_ = database.read([&](Connection& connection) { return materials::load_hubs_of(connection, offer).front(); });
    const std::int64_t elsewhere = number("SELECT MAX(hub_id) FROM hub WHERE hub_id <> " + std::to_string(hub_));
    coordinator_ = site_.sign_in(501, {role(access::Role::coordinator, hub_)});
    stranger_ = site_.sign_in(502, {role(access::Role::coordinator, elsewhere)});
    officer_ = site_.sign_in(503, {role(access::Role::policy_officer, hub_)});
    make_plan(kRun, {});
    keep_scenario();
  }

  WholeSite& site() { return site_; }
  const std::string& stranger() const { return stranger_; }
  const std::string& coordinator() const { return coordinator_; }
  const std::string& officer() const { return officer_; }
  std::int64_t hub() const { return hub_; }

  materials::Stream load() {
    return site_.database()
        .read([](Connection& connection) { return materials::load_stream_to_decide(connection, kOffer); })
        .value();
  }
  /// As its owner does it on the page of the stream.
  void change(const std::function<void(materials::Stream&)>& set) {
    materials::Stream stream = load();
    set(stream);
    ++stream.version;
    site_.database().write([&](Connection& transaction) {
      CHECK(materials::update_stream(transaction, stream, materials::load_contact_email(transaction, kOffer)));
    });
  }
  std::int64_t number(const std::string& query) {
    return site_.database().read([&](Connection& connection) {
      auto rows = connection.query(query);
      REQUIRE(rows.next());
      return rows.int64(0);
    });
  }

  std::string get(const std::string& path, const std::string& token) { return site_.get("/nl" + path, token); }
  std::string file(const std::string& name, const std::string& token, RunId run = kRun) {
    return get("/plan/runs/" + run.text() + "/files/" + name, token);
  }

  void make_plan(RunId id, planning::RunAudience hub) {
    const auto policy =
        planning::load_plan_policy(storage::DataFolder(app::HomeFolder{KW_SOURCE_DIR}.data()).text("policy.toml"));
    materials::Audience audience{materials::Audience::Reach::network, {}};
    if (hub) audience.hubs = {hub->value()};
    site_.database().write([&](Connection& transaction) {
      const auto problem = planning::load_network_problem(transaction, policy, site_.now(), audience);
      planning::PlanRun run;
      run.id = id;
      run.asked_at = site_.now();
      run.hub = hub;
      run.period = problem.period;
      run.counts = problem.counts;
      planning::queue_run(transaction, run, planning::files_of(problem, policy.sources));
    });
    std::int64_t lease = 0;
    const planning::WorkerOptions options{
        .new_lease = [&] { return ++lease; }, .now = [&] { return site_.now(); }, .threads = 1};
    const auto go_on = [] { return false; };
    REQUIRE(planning::work_once(site_.database(), options, go_on) == planning::Worked::finished);
    if (!hub) REQUIRE(planning::find_potential_once(site_.database(), go_on));
  }

 private:
  /// Without the offer, as somebody asked when it was there for all to see.
  void keep_scenario() {
    planning::Scenario scenario;
    scenario.id = kScenario;
    scenario.run = kRun;
    scenario.name = "Zonder bakken";
    scenario.made_at = scenario.changed_at = site_.now();
    scenario.changes = {{.kind = planning::ChangeKind::remove_stream, .subject = kOffer.text()}};
    const auto plan =
        site_.database().read([](Connection& connection) { return planning::load_plan(connection, kRun); });
    scenario.outcome = *planning::solve_changes(plan.value(), scenario.changes);
    site_.database().write([&](Connection& transaction) { planning::insert_scenario(transaction, scenario); });
  }

  WholeSite site_;
  std::int64_t hub_ = 0;
  std::string coordinator_, stranger_, officer_;
};

bool is_ok(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 200");
}
bool has(const std::string& answer, const std::string& words) {
  return answer.find(words) != std::string::npos;
}

const std::string kPart = "Een deel van dit plan is niet meer zichtbaar";
const std::string kNoOutcome = "De uitkomst is niet meer zichtbaar";

/// Everything of it is told, for taking along too.
void check_whole(PlannedWorld& world, const std::string& token) {
  CHECK(has(world.file("flows.csv", token), kOffer.text()));
  for (const char* name : {"PLAN.json", "offers.csv", "names.csv"}) {
    CAPTURE(name);
    CHECK(is_ok(world.file(name, token)));
    if (name[0] != 'P') CHECK(has(world.file(name, token), kOffer.text()));
  }
  const std::string plan = world.get("/plan", token);
  CHECK(is_ok(plan));
  CHECK_FALSE(has(plan, kPart));
  CHECK_FALSE(has(world.get("/what-if/" + kScenario.text(), token), kNoOutcome));
  CHECK(has(world.get("/what-if/compare?scenario=" + kScenario.text(), token), "Zonder bakken"));
}

/// Nothing of it is told anywhere.
void check_hidden(PlannedWorld& world, const std::string& token) {
  CHECK(is_ok(world.file("flows.csv", token)));
  CHECK_FALSE(has(world.file("flows.csv", token), kOffer.text()));
  for (const char* name : {"PLAN.json", "policy.toml", "offers.csv", "needs.csv", "names.csv", "activities.csv"}) {
    CAPTURE(name);
    CHECK(world.file(name, token).starts_with("HTTP/1.1 409"));
    CHECK_FALSE(has(world.file(name, token), kOffer.text()));
  }
  for (const std::string& path : {std::string("/plan"), "/plan/runs/" + kRun.text()}) {
    const std::string plan = world.get(path, token);
    CHECK(is_ok(plan));
    CHECK(has(plan, kPart));
    CHECK_FALSE(has(plan, "PLAN.json"));
    CHECK_FALSE(has(plan, "waarde voor het netwerk"));
  }
  const std::string scenario = world.get("/what-if/" + kScenario.text(), token);
  CHECK(is_ok(scenario));
  CHECK(has(scenario, kNoOutcome));
  CHECK(has(scenario, "niet meer zichtbaar"));
  CHECK_FALSE(has(scenario, "€"));
  CHECK(has(world.get("/what-if", token), "niet meer zichtbaar"));
  CHECK_FALSE(has(world.get("/what-if", token), "€"));
  CHECK_FALSE(has(world.get("/what-if/compare?scenario=" + kScenario.text(), token), "Zonder bakken"));
}

/// Its own page is not there either, so no list leads to it.
void check_gone(PlannedWorld& world, const std::string& token) {
  check_hidden(world, token);
  CHECK_FALSE(has(world.get("/potential/list.csv", token), world.load().title.best(Language::nl)));
}

void check_streams(PlannedWorld& world) {
  check_whole(world, world.stranger());
  const std::int64_t kept = world.number("SELECT LENGTH(content) FROM plan_run_file WHERE name = 'offers.csv'");
  world.change([](materials::Stream& stream) { stream.visibility = materials::Visibility::private_to_owner; });
  check_gone(world, world.stranger());
  check_gone(world, world.coordinator());
  // What was kept is still there, for who may see it again.
  CHECK(world.number("SELECT LENGTH(content) FROM plan_run_file WHERE name = 'offers.csv'") == kept);
  world.change([](materials::Stream& stream) { stream.visibility = materials::Visibility::network; });
  check_whole(world, world.stranger());
  world.change([](materials::Stream& stream) { stream.state = materials::StreamState::closed; });
  check_gone(world, world.stranger());
  world.change([](materials::Stream& stream) {
    stream.state = materials::StreamState::open;
    stream.fields.owner = materials::Visibility::private_to_owner;
  });
  check_hidden(world, world.stranger());
  world.change([](materials::Stream& stream) {
    stream.fields.owner = materials::Visibility::everyone;
    stream.visibility = materials::Visibility::hub;
  });
  check_gone(world, world.stranger());
  check_gone(world, world.officer());
  check_whole(world, world.coordinator());
}

/// The stream is its hub's alone.
void check_plan_of_hub(PlannedWorld& world) {
  world.make_plan(kHubRun, access::ScopedHub{world.hub()});
  CHECK(has(world.file("offers.csv", world.coordinator(), kHubRun), kOffer.text()));
  CHECK(has(world.file("flows.csv", world.coordinator(), kHubRun), kOffer.text()));
  const std::string address = "/plan/runs/" + kHubRun.text();
  CHECK(has(world.get(address, world.coordinator()), "alleen voor"));
  CHECK(has(world.get("/plan", world.coordinator()), address));
  CHECK(has(world.get("/plan/runs", world.coordinator()), address));
  // Policy officers read the plan, and streams as the network does.
  CHECK(has(world.get(address, world.officer()), kPart));
  CHECK(world.get(address, world.stranger()).starts_with("HTTP/1.1 404"));
  CHECK(world.file("flows.csv", world.stranger(), kHubRun).starts_with("HTTP/1.1 404"));
  CHECK_FALSE(has(world.get("/plan", world.stranger()), address));
  CHECK_FALSE(has(world.get("/plan/runs", world.stranger()), address));
}

void check_capability(PlannedWorld& world) {
  const std::string flows = world.file("flows.csv", world.coordinator());
  const auto at = flows.find(";c");
  REQUIRE(at != std::string::npos);
  const std::string activity = flows.substr(at + 1, network::CapabilityId{}.text().size() + 1);
  const auto capability = network::CapabilityId::parse(activity.substr(1));
  REQUIRE(capability);
  world.site().database().write([&](Connection& transaction) {
    for (const char* table : {"capability_accepts", "capability_output", "capability"}) {
      transaction.execute(std::string("DELETE FROM ") + table + " WHERE capability_id = ?1", *capability);
    }
  });
  CHECK_FALSE(has(world.file("flows.csv", world.coordinator()), activity));
  CHECK(world.file("activities.csv", world.coordinator()).starts_with("HTTP/1.1 409"));
  CHECK(has(world.get("/plan", world.coordinator()), kPart));
  CHECK(has(world.get("/what-if/" + kScenario.text(), world.coordinator()), kNoOutcome));
}

}  // namespace

TEST_CASE(
    "hidden plans: what is hidden, withdrawn or for a hub is in no page, file or scenario of who may not know it") {
  contracts::for_each_store([](Database& database) {
    PlannedWorld world(database);
    check_streams(world);
    check_plan_of_hub(world);
    check_capability(world);
  });
}
