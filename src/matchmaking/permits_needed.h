#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "matchmaking/economy.h"

namespace kringwerk::matchmaking {

/// Of a material with its state ("paint~as_is"): hazardous as it comes, sorted or dismantled needs a permit of its
/// family; refurbished or processed it needs none.
std::vector<std::string> permit_for(const materials::Taxonomy& taxonomy, std::string_view material_and_state);

/// Whether the waste code of a stream is hazardous on the day it comes: today, or its first day when that is later.
bool has_hazardous_code(const Economy& economy, const materials::Stream& stream);

/// The permits that whoever takes an offer first must have declared, each once: that of the family ("hazardous-hout")
/// when its class is hazardous and still raw, or when its waste code is hazardous, whatever its state; and those it
/// names itself. What a holder of the permit makes of it is judged by its own class.
std::vector<std::string> permits_needed(const Economy& economy, const materials::Stream& offer);

}  // namespace kringwerk::matchmaking
