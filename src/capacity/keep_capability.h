#pragma once

#include "base/result.h"
#include "network/week_calendar.h"

/// The life of a capability: draft → open ↔ paused → retired, which may be opened again.
namespace kringwerk::capacity {

/// Who keeps it and when. `hubs` serve the place where the work is done, of the capability as it will be.
struct KeepContext {
  std::vector<std::int64_t> hubs;
  Day today;  ///< in Brussels
  Instant now;
};

/// A new one, open or a draft as `draft.state` says, confirmed now. Missing to whom the policy does not let make it;
/// rules of check_capability.
Result<network::Capability> add_capability(network::Capability draft, const KeepContext& context,
                                           const access::Actor& actor);

/// undo: what the revision before said, as a new version; done twice it is the change again.
enum class KeepStep { save, open, pause, retire, undo };
inline constexpr std::array<std::string_view, 5> kKeepStepKeys{"save", "open", "pause", "retire", "undo"};

struct KeepEdit {
  KeepStep step = KeepStep::save;
  network::Capability content;  ///< save: what was typed; undo: the revision before; else not looked at
  std::int64_t seen_version = 0;
};
/// One version more. open and save confirm it. Missing to whom the policy does not let change it, now or after; Stale
/// when the version is another; Conflict when the step leads nowhere from its state. Rules of check_capability, and
/// capacity.below_bookings {week}{year}{promised} (capacity): what was promised stays possible.
Result<network::Capability> keep_capability(const network::Capability& current, const KeepEdit& edit,
                                            const network::WeekCalendar& calendar, const KeepContext& context,
                                            const access::Actor& actor);

/// One field that differs, in keys and plain numbers; lists and names are told as changed.
struct CapabilityChange {
  std::string field;
  std::string before;
  std::string after;
};
std::vector<CapabilityChange> changes_between(const network::Capability& before, const network::Capability& after);

}  // namespace kringwerk::capacity
