#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "matching/chain.h"

namespace kringwerk::matching {

/// The one rule that an arc breaks. An arc that breaks two or more is of no use: no single waiver allows it.
enum class Fault : std::uint8_t { none, grade, permit, max_km };
inline constexpr std::array<Fault, 4> kFaults{Fault::none, Fault::grade, Fault::permit, Fault::max_km};

inline constexpr std::size_t place_of(Fault fault) {
  return static_cast<std::size_t>(fault);
}

/// Whether a rule is broken, as far as bounds can tell.
enum class Broken : std::uint8_t { no, maybe, yes };

/// The faults an arc can have; several while bounds cannot tell.
class FaultSet {
 public:
  FaultSet() = default;
  FaultSet(Broken grade, Broken permit, Broken distance) {
    const std::array<Broken, 3> rules{grade, permit, distance};
    int surely = 0;
    for (const Broken rule : rules) surely += rule == Broken::yes ? 1 : 0;
    if (surely == 0) bits_ = 1;
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
      const int others = surely - (rules[rule] == Broken::yes ? 1 : 0);
      if (rules[rule] != Broken::no && others == 0) bits_ |= 2U << rule;
    }
  }
  static FaultSet only_none() {
    FaultSet set;
    set.bits_ = 1;
    return set;
  }
  bool has(Fault fault) const { return ((bits_ >> place_of(fault)) & 1U) != 0; }
  bool is_empty() const { return bits_ == 0; }

 private:
  unsigned bits_ = 0;
};

/// Whether an arc with this fault belongs to a chain that has this waiver still to use, and what is left of it then.
inline constexpr bool passes(Fault arc, Fault waiver) {
  return arc == Fault::none || arc == waiver;
}
inline constexpr Fault left_after(Fault arc, Fault waiver) {
  return arc == Fault::none ? waiver : Fault::none;
}

/// The fault of a whole path, judged exactly: none, the one rule broken at one place, or nothing when more is broken.
struct PathFault {
  Fault fault = Fault::none;
  bool is_single = true;  ///< false: two or more rules or places
};
PathFault fault_of_path(const Instance& instance, const ChainPath& path);

}  // namespace kringwerk::matching
