#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "base/id.h"
#include "base/language.h"
#include "base/quantity.h"
#include "base/time.h"
#include "network/organisation.h"
#include "network/place.h"

namespace kringwerk::network {

struct CapabilityTag;
using CapabilityId = Id<CapabilityTag>;

/// What leaves a capability: a share of what goes in, as another material or state. The rest is residue.
struct CapabilityOutput {
  std::string material;  ///< "material" or "material~state"
  int grade = 0;         ///< 0 worst … 9 best
  std::int64_t yield_millionths = 0;
};

/// draft: for its organisation and hub alone. open: found and matched. paused: shown, not matched. retired: kept for
/// what was agreed, shown to its organisation and hub alone.
enum class CapabilityState { draft, open, paused, retired };
inline constexpr std::array<std::string_view, 4> kCapabilityStateKeys{"draft", "open", "paused", "retired"};

/// How the price is agreed. The price per tonne stands beside it in all cases: chains are reckoned with it.
enum class PriceBasis { tonne, hour, piece, agreed };
inline constexpr std::array<std::string_view, 4> kPriceBasisKeys{"tonne", "hour", "piece", "agreed"};

/// Work that a workshop can do on materials: sort, wash, dismantle, repair …
struct Capability {
  CapabilityId id;
  OrganisationId organisation;
  std::string kind;
  LocalText name;
  std::vector<std::string> accepts;  ///< "material" or "material~state"
  int min_grade = 0;
  Mass capacity_per_week;
  Mass regular_per_week;  ///< promised every week to work that is not booked one by one
  Mass free_per_week;  ///< of the calendar (week_calendar.h), never above the capacity; others see it in steps of 10 %
  std::optional<Mass> min_batch;
  std::optional<Mass> max_batch;
  Money cost_per_tonne;
  PriceBasis price_basis = PriceBasis::tonne;
  std::int64_t social_minutes_per_tonne = 0;  ///< of people with a distance to the labour market; 0 at a regular firm
  std::int64_t lead_days = 0;
  std::vector<std::string> certificates;
  std::vector<std::string> permits;
  std::vector<CapabilityOutput> outputs;
  Instant confirmed_at;
  bool is_example = false;
  std::string source;
  std::optional<Nis> nis;  ///< where the work is done, when not at the organisation's own place
  CapabilityState state = CapabilityState::open;
  std::int64_t version = 1;
};

/// Free capacity as others see it: rounded down to a step of 10 % of the weekly capacity, so that nobody can read an
/// agreement of somebody else from it.
Mass shown_free_capacity(const Capability& capability);

/// What the policy is asked about a capability; `hubs` serve the municipality where the work is done.
access::RecordFacts facts_of(const Capability& capability, std::vector<std::int64_t> hubs = {});
/// The group of fields with who booked what.
inline constexpr std::string_view kBookingFields = "booking";

}  // namespace kringwerk::network
