#include "planning/io/plan_worker.h"

#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "matching/fair_plan.h"
#include "matching/io/load_plan_files.h"
#include "matching/plan_check.h"
#include "matching/plan_solver.h"
#include "planning/io/find_potential.h"
#include "planning/io/load_plan_run.h"

namespace kringwerk::planning {

namespace {

using std::chrono::steady_clock;
using storage::Connection;
using storage::Database;

double seconds_since(steady_clock::time_point start) {
  return std::chrono::duration<double>(steady_clock::now() - start).count();
}

RunEnding ending_of(matching::PlanStatus status) {
  switch (status) {
    case matching::PlanStatus::gap_reached:
      return RunEnding::gap_reached;
    case matching::PlanStatus::deadline:
      return RunEnding::deadline;
    case matching::PlanStatus::cancelled:
      break;
  }
  return RunEnding::cancelled;
}

/// One run under way: tells the store how far it is, and hears whether to go on.
class Job {
 public:
  Job(Database& database, const WorkerOptions& options, const HeldRun& held, const std::function<bool()>& is_stopping)
      : database_(database), options_(options), held_(held), is_stopping_(is_stopping) {}

  Worked run() {
    const RunFiles files = database_.read([&](Connection& connection) { return load_run_files(connection, held_.id); });
    const Result<matching::Instance> instance = matching::read_instance(files);
    if (!instance) return fail(first_rule(instance.error()));
    const Violations unfair = matching::check_fairness(*instance, held_.wish.fairness);
    if (!unfair.empty()) return fail(unfair.front().rule);
    matching::Plan plan = solved(*instance);
    if (stop_ == Stop::shutdown) return give_run_back();
    if (stop_ == Stop::lost) return Worked::lost;
    return keep(*instance, plan);
  }

 private:
  enum class Stop { none, cancel, shutdown, lost };

  static std::string first_rule(const Refusal& refusal) {
    const auto* invalid = std::get_if<Invalid>(&refusal);
    return invalid == nullptr || invalid->violations.empty() ? "unreadable" : invalid->violations.front().rule;
  }

  Worked fail(const std::string& why) {
    if (options_.report) options_.report(held_.id, why);
    const bool kept =
        database_.write([&](Connection& transaction) { return keep_failure(transaction, held_, why, options_.now()); });
    return kept ? Worked::finished : Worked::lost;
  }

  Worked give_run_back() {
    database_.write([&](Connection& transaction) { give_back(transaction, held_); });
    return Worked::gave_back;
  }

  matching::Plan solved(const matching::Instance& instance) {
    matching::PlanOptions wish{.gap = held_.wish.gap, .threads = options_.threads, .fairness = held_.wish.fairness};
    wish.stop = [this] { return asked_to_stop(); };
    wish.progress = [this](const matching::PlanProgress& progress) {
      result_.objective_eur = progress.objective_eur;
      result_.upper_bound_eur = progress.upper_bound_eur;
      result_.gap = progress.gap;
    };
    matching::Plan plan = matching::solve_plan(instance, wish);
    plan.seconds = seconds_since(start_);
    plan.version = KW_VERSION;
    return plan;
  }

  matching::StopReason asked_to_stop() {
    if (stop_ == Stop::none && is_stopping_()) stop_ = Stop::shutdown;
    if (stop_ == Stop::none && steady_clock::now() - told_ >= options_.tell_every) tell();
    if (stop_ != Stop::none) return matching::StopReason::cancelled;
    const bool is_late = seconds_since(start_) >= held_.wish.deadline_seconds;
    return is_late ? matching::StopReason::deadline : matching::StopReason::none;
  }

  void tell() {
    told_ = steady_clock::now();
    result_.seconds = seconds_since(start_);
    const RunOrder order = database_.write(
        [&](Connection& transaction) { return keep_progress(transaction, held_, result_, options_.now()); });
    if (order == RunOrder::cancel) stop_ = Stop::cancel;
    if (order == RunOrder::lost) stop_ = Stop::lost;
  }

  Worked keep(const matching::Instance& instance, const matching::Plan& plan) {
    const Violations found = matching::check_plan(instance, plan);
    if (!found.empty() && options_.report) options_.report(held_.id, "check: " + found.front().rule);
    const RunResult result{.ending = ending_of(plan.status),
                           .objective_eur = plan.objective_eur,
                           .upper_bound_eur = plan.upper_bound_eur,
                           .gap = plan.gap,
                           .seconds = plan.seconds,
                           .check = found.empty() ? RunCheck::holds : RunCheck::refused};
    const std::string json = matching::plan_json(instance, plan);
    const bool kept = database_.write(
        [&](Connection& transaction) { return keep_plan(transaction, held_, result, json, options_.now()); });
    return kept ? Worked::finished : Worked::lost;
  }

  Database& database_;
  const WorkerOptions& options_;
  const HeldRun& held_;
  const std::function<bool()>& is_stopping_;
  const steady_clock::time_point start_ = steady_clock::now();
  steady_clock::time_point told_ = start_;
  RunResult result_;
  Stop stop_ = Stop::none;
};

}  // namespace

Worked work_once(Database& database, const WorkerOptions& options, const std::function<bool()>& is_stopping) {
  // Looking costs no write: the lease is only asked for when there may be something to do.
  const bool waits = database.read([&](Connection& connection) { return run_waits(connection, options.now()); });
  if (!waits) return Worked::nothing;
  const auto held = database.write(
      [&](Connection& transaction) { return take_run(transaction, options.new_lease(), options.now()); });
  if (!held) return Worked::nothing;
  return Job(database, options, *held, is_stopping).run();
}

struct PlanWorker::Thread {
  Thread(Database& store, WorkerOptions wanted)
      : database(store), options(std::move(wanted)), thread([this] { run(); }) {}
  ~Thread() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    news.notify_one();
    thread.join();
  }

  bool stopped() {
    const std::lock_guard lock(mutex);
    return stopping;
  }

  void run() {
    for (;;) {
      try {
        const auto is_stopping = [this] { return stopped(); };
        while (!stopped() && (work_once(database, options, is_stopping) != Worked::nothing ||
                              find_potential_once(database, is_stopping))) {
        }
      } catch (const std::exception& error) {
        // The store is away or full. The run stays, its lease runs out.
        if (options.report) options.report(RunId{}, error.what());
      }
      std::unique_lock lock(mutex);
      news.wait_for(lock, options.pause, [this] { return stopping || woken; });
      if (stopping) return;
      woken = false;
    }
  }

  Database& database;
  WorkerOptions options;
  std::mutex mutex;
  std::condition_variable news;
  bool stopping = false;
  bool woken = false;
  std::thread thread;  // last: it uses all of the above
};

PlanWorker::PlanWorker(Database& database, WorkerOptions options)
    : thread_(std::make_unique<Thread>(database, std::move(options))) {}
PlanWorker::~PlanWorker() = default;

void PlanWorker::wake() {
  {
    const std::lock_guard lock(thread_->mutex);
    thread_->woken = true;
  }
  thread_->news.notify_one();
}

}  // namespace kringwerk::planning
