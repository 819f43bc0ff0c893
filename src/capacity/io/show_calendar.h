#pragma once

#include "capacity/io/submit_calendar.h"
#include "web/response.h"

namespace kringwerk::capacity {

/// What a form of the calendar sent that was refused, to be shown again.
struct TypedCalendar {
  web::Pairs fields;
  Violations violations;
  bool is_stale = false;
};

/// The page: the coming weeks for everybody; who booked what and the forms for the workshop and its hub. A capability
/// that the reader may not see is not there.
web::Response show_calendar(const site::Services& services, const web::Call& call, const TypedCalendar& typed);

}  // namespace kringwerk::capacity
