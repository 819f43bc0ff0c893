#pragma once

#include <deque>

#include "capacity/find_workshops.h"
#include "clocks/clock.h"
#include "materials/io/load_materials.h"
#include "storage/connection.h"

namespace kringwerk::capacity {

/// An organisation with workshops, as everybody may know it.
struct WorkshopOwner {
  std::string name;
};

/// Everything that the directory shows. Rows point into it, so it is not copied.
struct WorkshopList {
  WorkshopList() = default;
  WorkshopList(const WorkshopList&) = delete;
  WorkshopList(WorkshopList&&) = default;

  clocks::ClockReading reading;
  std::deque<network::Capability> capabilities;  ///< open and paused ones
  std::map<network::CapabilityId, network::WeekCalendar> calendars;
  std::vector<KnownWorkshop> known;
  std::map<network::OrganisationId, WorkshopOwner> owners;
  std::map<network::CapabilityId, std::string> places;  ///< of the work
  std::vector<std::pair<std::int64_t, std::string>> hubs;
  materials::Taxonomy taxonomy{{}};
  materials::Terms terms;
};

/// What `reader` may see; drafts and retired capabilities are for nobody here.
WorkshopList load_workshops(storage::Connection& connection, const access::Actor& reader, Language language,
                            Instant now);

}  // namespace kringwerk::capacity
