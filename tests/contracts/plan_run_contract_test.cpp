#include <doctest/doctest.h>

#include <atomic>
#include <future>

#include "both_stores.h"
#include "matching/io/load_plan_files.h"
#include "matching/plan_check.h"
#include "matching/random_problem.h"
#include "planning/instance_texts.h"
#include "planning/io/load_plan_run.h"
#include "planning/io/plan_worker.h"
#include "planning/io/save_plan_run.h"

using namespace kringwerk;
using namespace kringwerk::planning;
using storage::Connection;
using storage::Database;

namespace {

constexpr Instant kStart = instant_from_ms(1'795'255'445'000);
constexpr Day kFrom{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};

RunFiles small_files() {
  RunFiles files = instance_texts(matching::built(matching::random_problem(7)), {});
  files.emplace(kNamesFile, names_text({}));
  return files;
}

PlanRun wanted(std::int64_t id, RunWish wish = {}) {
  PlanRun run;
  run.id = RunId{id};
  run.asked_at = kStart + std::chrono::seconds{id};
  run.period = {kFrom, plus_days(kFrom, 90)};
  run.wish = wish;
  run.counts = {1, 2, 3};
  return run;
}

void queue(Database& database, const PlanRun& run, const RunFiles& files = small_files()) {
  database.write([&](Connection& transaction) { queue_run(transaction, run, files); });
}

std::optional<HeldRun> take(Database& database, std::int64_t lease, Instant now = kStart) {
  return database.write([&](Connection& transaction) { return take_run(transaction, lease, now); });
}

PlanRun run_of(Database& database, std::int64_t id) {
  return database.read([&](Connection& connection) {
    auto run = load_plan_run(connection, RunId{id});
    REQUIRE(run);
    return *run;
  });
}

bool keep(Database& database, const HeldRun& held, RunEnding ending = RunEnding::gap_reached) {
  return database.write([&](Connection& transaction) {
    return keep_plan(transaction, held,
                     {.ending = ending, .objective_eur = 5, .upper_bound_eur = 6, .check = RunCheck::holds}, "{}",
                     kStart);
  });
}

WorkerOptions options(std::atomic<std::int64_t>& leases) {
  return {.new_lease = [&] { return ++leases; }, .now = [] { return kStart + std::chrono::hours{1}; }, .threads = 1};
}

const std::function<bool()> kGoOn = [] { return false; };

}  // namespace

TEST_CASE("a queued plan is read back as it was asked, with its files") {
  contracts::for_each_migrated_store([](Database& database) {
    queue(database, wanted(4, {0.002, 30, 0.25}));
    const PlanRun run = run_of(database, 4);
    CHECK(run.state == RunState::waiting);
    CHECK(run.wish == RunWish{0.002, 30, 0.25});
    CHECK(run.counts == RunCounts{1, 2, 3});
    CHECK(run.period == wanted(4).period);
    CHECK_FALSE(run.asked_by.is_set());
    CHECK_FALSE(run.hub);
    database.read([](Connection& connection) {
      CHECK(load_run_files(connection, RunId{4}) == small_files());
      CHECK(load_run_file(connection, RunId{4}, "offers.csv") == small_files().at("offers.csv"));
      CHECK_FALSE(load_run_file(connection, RunId{4}, kPlanFile));
      CHECK_FALSE(load_latest_plan(connection));
      CHECK(load_unfinished_run(connection)->id == RunId{4});
      CHECK_FALSE(load_plan(connection, RunId{4}));
    });
  });
}

TEST_CASE("a run is taken once, held by its lease, and taken again when the lease ran out") {
  contracts::for_each_migrated_store([](Database& database) {
    queue(database, wanted(1));
    const auto first = take(database, 11);
    REQUIRE(first);
    CHECK(run_of(database, 1).state == RunState::running);
    CHECK_FALSE(take(database, 12));
    const auto tell = [&](Instant now) {
      return database.write([&](Connection& transaction) {
        return keep_progress(transaction, *first, {.objective_eur = 1, .upper_bound_eur = 2, .gap = 0.5}, now);
      });
    };
    CHECK(tell(kStart + std::chrono::seconds{50}) == RunOrder::go_on);
    CHECK_FALSE(take(database, 13, kStart + std::chrono::seconds{100}));
    const auto second = take(database, 14, kStart + std::chrono::seconds{110});
    REQUIRE(second);
    CHECK(tell(kStart + std::chrono::seconds{111}) == RunOrder::lost);
    CHECK_FALSE(keep(database, *first));
    CHECK(run_of(database, 1).state == RunState::running);
    CHECK(keep(database, *second));
    CHECK(run_of(database, 1).state == RunState::done);
    CHECK_FALSE(take(database, 15, kStart + std::chrono::days{1}));
  });
}

TEST_CASE("a run whose workers vanish three times fails instead of being tried for ever") {
  contracts::for_each_migrated_store([](Database& database) {
    queue(database, wanted(1));
    Instant now = kStart;
    for (std::int64_t lease = 1; lease <= kMostAttempts; ++lease, now += kRunLease) REQUIRE(take(database, lease, now));
    CHECK_FALSE(take(database, 9, now));
    CHECK(run_of(database, 1).state == RunState::failed);
    CHECK(run_of(database, 1).failure == "interrupted");
    queue(database, wanted(2));
    for (std::int64_t lease = 20; lease < 30; ++lease) {
      const auto held = take(database, lease, now);
      REQUIRE(held);
      database.write([&](Connection& transaction) { give_back(transaction, *held); });
    }
    CHECK(run_of(database, 2).state == RunState::waiting);
  });
}

TEST_CASE("cancelling: at once when it waits, by a word to the worker when it runs, not when it ended") {
  contracts::for_each_migrated_store([](Database& database) {
    const auto cancel = [&](std::int64_t id) {
      return database.write([&](Connection& transaction) { return cancel_run(transaction, RunId{id}, kStart); });
    };
    queue(database, wanted(1));
    CHECK(cancel(1));
    CHECK(run_of(database, 1).state == RunState::cancelled);
    CHECK_FALSE(cancel(1));
    queue(database, wanted(2));
    const auto held = take(database, 1);
    REQUIRE(held);
    CHECK(cancel(2));
    const auto order =
        database.write([&](Connection& transaction) { return keep_progress(transaction, *held, {}, kStart); });
    CHECK(order == RunOrder::cancel);
    CHECK(keep(database, *held, RunEnding::cancelled));
    CHECK(run_of(database, 2).state == RunState::cancelled);
    database.read([](Connection& connection) { CHECK(load_latest_plan(connection)->id == RunId{2}); });
    queue(database, wanted(3));
    REQUIRE(take(database, 2));
    CHECK(cancel(3));
    CHECK_FALSE(take(database, 3, kStart + std::chrono::hours{1}));
    CHECK(run_of(database, 3).state == RunState::cancelled);
  });
}

TEST_CASE("two workers do every run once; each plan passes the second program again when it is read back") {
  contracts::for_each_migrated_store([](Database& database) {
    constexpr int kRuns = 6;
    for (int i = 1; i <= kRuns; ++i) queue(database, wanted(i));
    std::atomic<std::int64_t> leases{100};
    const WorkerOptions wish = options(leases);
    const auto work = [&] {
      int finished = 0;
      for (Worked worked = Worked::finished; worked != Worked::nothing;) {
        worked = work_once(database, wish, kGoOn);
        finished += worked == Worked::finished ? 1 : 0;
        CHECK(worked != Worked::lost);
      }
      return finished;
    };
    auto one = std::async(std::launch::async, work);
    auto two = std::async(std::launch::async, work);
    CHECK(one.get() + two.get() == kRuns);
    database.read([&](Connection& connection) {
      for (int i = 1; i <= kRuns; ++i) {
        const auto plan = load_plan(connection, RunId{i});
        REQUIRE(plan);
        CHECK(plan->run.state == RunState::done);
        CHECK(plan->run.result.check == RunCheck::holds);
        CHECK(plan->run.result.objective_eur == plan->plan.objective_eur);
        CHECK(matching::check_plan(plan->instance, plan->plan).empty());
        auto rows = connection.query("SELECT attempts FROM plan_run WHERE run_id = ?1", RunId{i});
        rows.next();
        CHECK(rows.get<int>(0) == 1);
      }
      CHECK(load_plan_runs(connection, {RunId{}, 4}).front().id == RunId{kRuns});
      CHECK(load_plan_runs(connection, {RunId{3}, 4}).size() == 2);
    });
  });
}

TEST_CASE("a worker that is stopped gives the run back; what cannot be read fails with its reason") {
  contracts::for_each_migrated_store([](Database& database) {
    std::atomic<std::int64_t> leases{0};
    queue(database, wanted(1));
    CHECK(work_once(database, options(leases), [] { return true; }) == Worked::gave_back);
    CHECK(run_of(database, 1).state == RunState::waiting);
    CHECK(work_once(database, options(leases), kGoOn) == Worked::finished);
    queue(database, wanted(2), {{"offers.csv", "id"}});
    CHECK(work_once(database, options(leases), kGoOn) == Worked::finished);
    CHECK(run_of(database, 2).state == RunState::failed);
    CHECK(run_of(database, 2).failure.starts_with("matching."));
    database.read([](Connection& connection) { CHECK(load_latest_plan(connection)->id == RunId{1}); });
  });
}

TEST_CASE("the worker's thread does what is queued when it is woken, and ends") {
  contracts::for_each_migrated_store([](Database& database) {
    std::atomic<std::int64_t> leases{0};
    WorkerOptions wish = options(leases);
    wish.pause = std::chrono::hours{1};
    std::promise<void> reported;
    wish.report = [&](RunId, const std::string&) { reported.set_value(); };
    queue(database, wanted(1));
    queue(database, wanted(2), {{"offers.csv", "id"}});
    PlanWorker worker(database, wish);
    worker.wake();
    reported.get_future().wait();
    CHECK(run_of(database, 1).state == RunState::done);
  });
}
