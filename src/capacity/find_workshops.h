#pragma once

#include <map>
#include <set>

#include "base/geo.h"
#include "network/week_calendar.h"

/// The directory: which workshops can do some work, why they fit, and what others lack.
namespace kringwerk::capacity {

/// What is asked; what is empty or absent is not asked.
struct AskedWork {
  std::string kind;
  std::set<std::string, std::less<>> materials;  ///< any of these classes
  std::optional<Point> near;
  std::optional<double> radius_km;
  std::vector<Day> weeks;      ///< Mondays; over them room is added up
  std::optional<Mass> amount;  ///< in all those weeks together
  std::string permit;          ///< certificate or permit, as written
  std::optional<std::int64_t> hub;
};

/// A capability with what is known of its place.
struct KnownWorkshop {
  const network::Capability* capability = nullptr;
  const network::WeekCalendar* calendar = nullptr;
  std::optional<Point> at;
  std::vector<std::int64_t> hubs;
  std::vector<std::string> permits;  ///< of its organisation, valid today
  bool is_unconfirmed = false;       ///< so long that it takes no part in matching any more
};

/// What a near miss lacks. batch: less is asked than it takes in one go.
enum class Lack { material, distance, room, batch, permit, paused, unconfirmed };
inline constexpr std::array<std::string_view, 7> kLackKeys{"material", "distance", "room",       "batch",
                                                           "permit",   "paused",   "unconfirmed"};

struct FoundWorkshop {
  const KnownWorkshop* workshop = nullptr;
  std::optional<double> km;  ///< great-circle; absent when no place was asked or its own is unknown
  Mass room;                 ///< free in the asked weeks, as everybody may know it: each week in steps of 10 %
  std::optional<Lack> lack;  ///< of near misses
};

struct FoundWorkshops {
  std::vector<FoundWorkshop> fitting;  ///< nearest first; without a place most room first
  std::vector<FoundWorkshop> near;     ///< lack one thing alone, nearest first, at most kMostNear; other
                                       ///< materials only where nothing fits, and last
};
inline constexpr std::size_t kMostNear = 6;

/// Nothing in it depends on more than everybody may know: not the exact room, not who booked it.
FoundWorkshops find_workshops(const std::vector<KnownWorkshop>& known, const AskedWork& asked, Day today);

}  // namespace kringwerk::capacity
