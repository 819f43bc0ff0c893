#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "matchmaking/chain_story.h"
#include "network/permits.h"

/// What holds of food beside all that holds of goods: it stays cold, and it is used in time. Hard rules; how the engine
/// comes to know them: docs/matchmaking.md.
namespace kringwerk::matchmaking {

/// As it comes, sorted or dismantled: nothing was made of it yet.
bool is_raw_state(std::string_view state);

/// The cold chain as permits, so that the engine rules on it as on any other: what must stay chilled or frozen goes
/// only to who declares to keep it so, a workshop as a permit, a need by its own answer. An unknown answer is no.
using network::kChilledPermit;
using network::kFrozenPermit;
/// What a need that keeps this level may take; frozen keeps chilled as well.
std::vector<std::string> cold_permits_of(materials::ColdChain kept);
/// What a workshop with these permits must ask of whoever takes raw food from it: that it stays as cold as it was.
std::vector<std::string> cold_permits_passed_on(const materials::Taxonomy& taxonomy,
                                                std::string_view material_and_state,
                                                const std::vector<std::string>& held);

/// The days in which a stream can be had: its own, up to the day food must be used by.
Period usable_days(const materials::Stream& stream);

/// Whether food with a day to be used by gets there in time as long as it is raw: at each workshop before its work
/// begins, at the need at the end. Counted from today, or its first day when that is later, with the lead days of the
/// steps before.
bool arrives_in_time(const ChainGround& ground, const matching::Chain& chain);

}  // namespace kringwerk::matchmaking
