#include "planning/io/find_potential.h"

#include "planning/io/load_plan_run.h"
#include "planning/potential_rows.h"

namespace kringwerk::planning {

namespace {

using storage::Connection;
using storage::Rows;

struct Waiting {
  RunId run;
  RunAudience audience;
};

std::optional<Waiting> next_waiting(Connection& connection) {
  Rows rows = connection.query(
      "SELECT run_id, hub_id FROM plan_run WHERE ending <> '' AND state IN ('done', 'cancelled') "
      "AND NOT EXISTS (SELECT 1 FROM plan_run AS later WHERE later.ending <> '' "
      "AND later.state IN ('done', 'cancelled') AND COALESCE(later.hub_id, 0) = COALESCE(plan_run.hub_id, 0) "
      "AND (later.ended_at_ms > plan_run.ended_at_ms "
      "OR (later.ended_at_ms = plan_run.ended_at_ms AND later.run_id > plan_run.run_id))) "
      "AND NOT EXISTS (SELECT 1 FROM plan_run_file WHERE plan_run_file.run_id = plan_run.run_id AND name = ?1) "
      "ORDER BY run_id LIMIT 1",
      kPotentialFile);
  if (!rows.next()) return std::nullopt;
  return Waiting{rows.get<RunId>(0), rows.get<std::optional<access::ScopedHub>>(1)};
}

}  // namespace

bool find_potential_once(storage::Database& database, const std::function<bool()>& is_stopping) {
  const auto waiting = database.read(next_waiting);
  if (!waiting) return false;
  const auto loaded =
      database.read([&](Connection& connection) { return load_plan(connection, waiting->run, waiting->audience); });
  if (!loaded) return false;
  const PlanNames names = read_names(loaded->files.at(std::string(kNamesFile)));
  matching::PotentialOptions options = potential_by_hub(loaded->instance, names);
  options.stop = [&] { return is_stopping() ? matching::StopReason::cancelled : matching::StopReason::none; };
  const auto found = matching::plan_potential(loaded->instance, loaded->plan, options);
  if (is_stopping()) return false;
  const std::string text = potential_text(potential_rows(loaded->instance, found));
  database.write([&](Connection& transaction) {
    transaction.execute(
        "INSERT INTO plan_run_file (run_id, name, content) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (run_id, name) DO UPDATE SET content = excluded.content",
        waiting->run, kPotentialFile, text);
  });
  return true;
}

}  // namespace kringwerk::planning
