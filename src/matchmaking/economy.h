#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/geo.h"
#include "base/time.h"
#include "clocks/clock.h"
#include "matching/instance_rows.h"
#include "matchmaking/ranking_weights.h"
#include "materials/stream.h"
#include "materials/taxonomy.h"
#include "materials/waste_list.h"
#include "network/capability.h"
#include "network/organisation.h"
#include "network/place.h"

/// The records of the network that one audience may see as one matching problem, and what its chains mean in them.
namespace kringwerk::matchmaking {

/// An organisation as everybody may know it.
struct Participant {
  network::OrganisationId id;
  std::string name;
  network::OrganisationKind kind{};
  bool is_example = false;
  std::optional<network::Nis> nis;
  std::optional<Point> position;          ///< of its own; else its municipality's centre counts
  std::vector<std::string> permits;       ///< declared and valid today
  std::vector<std::string> recognitions;  ///< kinds valid today, such as maatwerkbedrijf
};

/// Weeks that one matching period looks ahead.
inline constexpr int kPeriodWeeks = 13;
constexpr Period period_from(Day today) {
  return Period{today, plus_days(today, kPeriodWeeks * 7 - 1)};
}

/// Everything an answer to one audience is made of (materials/readers.h). A record or field that is hidden from it
/// changes nothing in an answer, because it is never in here.
struct Economy {
  Day today;
  matching::PolicyRow policy;               ///< its period is period_from(today)
  RankingWeights weights = kPolicyWeights;  ///< that are in `policy`
  materials::Taxonomy taxonomy;
  std::map<std::string, double> retention;  ///< share of the price that a step of the R-ladder keeps
  std::vector<materials::Stream>
      streams;  ///< open, for this audience, not hidden by their clock; without hidden fields
  std::vector<network::Capability> capabilities;  ///< offered still, not hidden by their clock
  std::map<network::OrganisationId, Participant> participants;
  std::map<network::Nis, network::Municipality> municipalities;
  materials::WasteList waste_list{};
  clocks::Clocks clocks = clocks::kShippedClocks;
};

}  // namespace kringwerk::matchmaking
