#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "matchmaking/io/load_live_economy.h"
#include "planning/io/load_plan_run.h"
#include "planning/potential_rows.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::planning {

/// What a reader wants to see of the potential; empty means everything.
struct PotentialFilter {
  std::string hub;     ///< id as text
  std::string kind;    ///< one of kPotentialKeys
  std::string family;  ///< of the material
};

/// A record behind a row that the reader may see now.
struct PotentialRecord {
  std::string name;
  std::string path;  ///< below the language: "/offers/…"
};

struct ShownPotential {
  PotentialRow row;
  std::vector<PotentialRecord> records;
};

/// The potential of the latest plan of the network, as the reader of a call may know it: offers and needs that are
/// hidden from them now, or gone, are left out, and so is a row that has no other record.
struct PotentialView {
  std::optional<PlanRun> run;  ///< absent: there is no plan yet
  bool is_found = false;       ///< false: a worker has still to work it out
  PlanNames names;
  std::shared_ptr<const matchmaking::Snapshot> now;
  std::vector<ShownPotential> all;   ///< worth most first
  std::vector<ShownPotential> rows;  ///< of these, what fits the filter
};
PotentialView load_potential(const site::Services& services, const web::Call& call, matchmaking::LiveEconomy& live,
                             const PotentialFilter& filter);

}  // namespace kringwerk::planning
