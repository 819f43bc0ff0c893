#pragma once

#include <array>
#include <cstdint>
#include <cstring>

namespace kringwerk::matching {

/// Four numbers that one instruction works on, as GCC and Clang write them: + − × ÷ and comparisons go lane by lane,
/// and are rounded in every lane as they would be alone.
inline constexpr int kLanes = 4;
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float))));
using LaneMask = std::int32_t __attribute__((vector_size(kLanes * sizeof(std::int32_t))));  ///< −1 or 0

inline Lanes in_all(float number) {
  return Lanes{number, number, number, number};
}
inline Lanes load_lanes(const float* from) {
  Lanes lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}
inline void store_lanes(Lanes lanes, float* to) {
  std::memcpy(to, &lanes, sizeof lanes);
}
inline Lanes larger(Lanes a, Lanes b) {
  return a > b ? a : b;
}
inline bool is_any(LaneMask mask) {
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &mask, sizeof mask);
  return (halves[0] | halves[1]) != 0;
}

/// each(position) for those of [begin, end) that `mask` says yes to, asked for four at a time.
template <class Mask, class Each>
void for_lanes(int begin, int end, const Mask& mask, const Each& each) {
  for (int four = begin; four < end; four += kLanes) {
    const LaneMask wanted = mask(four);
    if (!is_any(wanted)) continue;
    for (int lane = 0; lane < kLanes && four + lane < end; ++lane) {
      if (wanted[lane] != 0) each(four + lane);
    }
  }
}

}  // namespace kringwerk::matching
