#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::capacity {

/// What calendars hold about people: who booked, and the workshop's own words about its customers.
void register_capacity(access::RecordRegistry& registry);

}  // namespace kringwerk::capacity
