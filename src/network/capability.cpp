#include "network/capability.h"

#include "network/week_calendar.h"

namespace kringwerk::network {

Mass shown_free_capacity(const Capability& capability) {
  return shown_room(capability.free_per_week, capability.capacity_per_week);
}

access::RecordFacts facts_of(const Capability& capability, std::vector<std::int64_t> hubs) {
  access::RecordFacts facts;
  facts.type = "capability";
  facts.visibility = "-";
  facts.state = kCapabilityStateKeys.at(static_cast<std::size_t>(capability.state));
  facts.organisation = capability.organisation.value();
  facts.hubs = std::move(hubs);
  return facts;
}

}  // namespace kringwerk::network
