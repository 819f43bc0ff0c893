#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/language.h"
#include "base/quantity.h"
#include "base/time.h"
#include "network/organisation.h"

namespace kringwerk::network {

struct CapabilityTag;
using CapabilityId = Id<CapabilityTag>;

/// What leaves a capability: a share of what goes in, as another material or state. The rest is residue.
struct CapabilityOutput {
  std::string material;  ///< "material" or "material~state"
  int grade = 0;         ///< 0 worst … 9 best
  std::int64_t yield_millionths = 0;
};

/// Work that a workshop can do on materials: sort, wash, dismantle, repair …
struct Capability {
  CapabilityId id;
  OrganisationId organisation;
  std::string kind;
  LocalText name;
  std::vector<std::string> accepts;  ///< "material" or "material~state"
  int min_grade = 0;
  Mass capacity_per_week;
  Mass free_per_week;  ///< never above the capacity; shown to others in steps of 10 % of it
  std::optional<Mass> min_batch;
  std::optional<Mass> max_batch;
  Money cost_per_tonne;
  std::int64_t social_minutes_per_tonne = 0;  ///< of people with a distance to the labour market; 0 at a regular firm
  std::int64_t lead_days = 0;
  std::vector<std::string> certificates;
  std::vector<std::string> permits;
  std::vector<CapabilityOutput> outputs;
  Instant confirmed_at;
  bool is_example = false;
  std::string source;
};

/// Free capacity as others see it: rounded down to a step of 10 % of the weekly capacity, so that nobody can read an
/// agreement of somebody else from it.
Mass shown_free_capacity(const Capability& capability);

}  // namespace kringwerk::network
