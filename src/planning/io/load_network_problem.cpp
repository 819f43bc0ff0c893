#include "planning/io/load_network_problem.h"

#include <stdexcept>

// The same reason as in matching/io/load_policy_file.cpp: only the report of a malformed key is wanted.
#define TOML_ASSERT(holds) static_cast<void>(0)
#include <toml++/toml.h>

#include "matching/io/load_policy_file.h"
#include "matchmaking/io/load_economy.h"
#include "materials/io/load_materials.h"
#include "network/io/load_hubs.h"

namespace kringwerk::planning {

namespace {

using storage::Connection;
using storage::Rows;

WordsAround load_words(Connection& connection) {
  const materials::Terms terms = materials::load_terms(connection);
  WordsAround words{.states = terms.states, .kinds = terms.activity_kinds, .hubs = {}, .hubs_of_place = {}};
  for (const network::Hub& hub : network::load_hubs(connection)) words.hubs.emplace(hub.id.text(), hub.name);
  Rows rows = connection.query("SELECT nis, hub_id FROM hub_area ORDER BY nis, hub_id");
  while (rows.next()) {
    words.hubs_of_place[network::Nis{rows.get<std::string>(0)}].push_back(rows.get<network::HubId>(1).text());
  }
  return words;
}

}  // namespace

PlanPolicy load_plan_policy(std::string_view policy_toml) {
  Violations found;
  PlanPolicy policy{matching::read_policy(policy_toml, found), {}};
  if (!found.empty()) throw std::runtime_error("policy.toml is faulty: " + found.front().rule);
  const toml::table table = toml::parse(policy_toml);
  for (const auto& [key, entry] : table) {
    if (const auto source = entry.as_table()->at_path("source").value<std::string>()) {
      policy.sources.emplace(std::string(key.str()), *source);
    }
  }
  return policy;
}

NetworkProblem load_network_problem(Connection& connection, const PlanPolicy& policy, Instant now,
                                    const materials::Audience& audience) {
  const matchmaking::Economy economy = matchmaking::load_economy(connection, policy.row, now, audience);
  return network_problem(economy, load_words(connection));
}

RunFiles files_of(const NetworkProblem& problem, const PolicySources& sources) {
  RunFiles files = instance_texts(problem.instance, sources);
  files.emplace(kNamesFile, names_text(problem.names));
  return files;
}

}  // namespace kringwerk::planning
