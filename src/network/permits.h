#pragma once

#include <algorithm>
#include <array>
#include <string_view>

/// What a workplace or an organisation may take, as far as chains ask for it. A permit that has no key here is kept and
/// shown in the words it was written in, and decides nothing.
namespace kringwerk::network {

/// Asked of whoever takes food that must stay cold, each for its own.
inline constexpr std::string_view kChilledPermit = "cold-chain-chilled";
inline constexpr std::string_view kFrozenPermit = "cold-chain-frozen";

/// "hazardous-" and the family of material: asked of whoever takes hazardous waste of that family.
inline constexpr std::array<std::string_view, 12> kPermitKeys{
    "hazardous-kunststof", "hazardous-textiel", "hazardous-hout", "hazardous-metaal",
    "hazardous-elektro",   "hazardous-voeding", "hazardous-bouw", "hazardous-papier",
    "hazardous-glas",      "hazardous-andere",  kChilledPermit,   kFrozenPermit};

constexpr bool is_known_permit(std::string_view permit) {
  return std::find(kPermitKeys.begin(), kPermitKeys.end(), permit) != kPermitKeys.end();
}

}  // namespace kringwerk::network
