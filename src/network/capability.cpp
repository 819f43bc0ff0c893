#include "network/capability.h"

namespace kringwerk::network {

Mass shown_free_capacity(const Capability& capability) {
  const std::int64_t step = capability.capacity_per_week.in_grams() / 10;
  if (step == 0) return capability.free_per_week;
  return Mass::grams(capability.free_per_week.in_grams() / step * step);
}

}  // namespace kringwerk::network
