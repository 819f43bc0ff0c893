#include "capacity/io/registered_capacity.h"

namespace kringwerk::capacity {

void register_capacity(access::RecordRegistry& registry) {
  registry.personal.push_back(
      {"booking",
       "capability_booking",
       "booking_id",
       "capability_booking.made_by = :person",
       {"booking_id", "capability_id", "title", "state", "grams_per_week", "from_on", "to_on", "made_at_ms"},
       {"made_by"},
       access::ErasureEffect::kept,
       {}});
  registry.retained.push_back({"booking",
                               "capability_booking",
                               "booking_id",
                               "capability_booking.made_at_ms",
                               "to_on < :today AND title <> ''",
                               {"UPDATE capability_booking SET title = '' WHERE {rows}"}});
}

}  // namespace kringwerk::capacity
