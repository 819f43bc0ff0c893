#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kringwerk {

/// A moment, UTC, in milliseconds. Stored as INT64 in columns named *_at_ms.
/// Decisions are handed `Instant now`; only app/ and plumbing read the clock.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

constexpr std::int64_t to_ms(Instant instant) {
  return instant.time_since_epoch().count();
}
constexpr Instant instant_from_ms(std::int64_t ms) {
  return Instant{std::chrono::milliseconds{ms}};
}

/// A calendar day without time zone: a deadline, the start of a membership. Stored as TEXT YYYY-MM-DD in columns named
/// *_on, so that text order is day order.
using Day = std::chrono::year_month_day;

/// YYYY-MM-DD.
std::string day_text(Day day);
/// Exactly YYYY-MM-DD and an existing day, years 0001 to 9999; nullopt otherwise.
std::optional<Day> parse_day(std::string_view text);

/// Days from a to b; negative when b comes first.
constexpr std::int64_t days_between(Day a, Day b) {
  return (std::chrono::sys_days{b} - std::chrono::sys_days{a}).count();
}
constexpr Day plus_days(Day day, std::int64_t days) {
  return Day{std::chrono::sys_days{day} + std::chrono::days{days}};
}

/// A period of days, both ends inside; an absent end is open.
struct Period {
  std::optional<Day> from;
  std::optional<Day> to;
  constexpr bool contains(Day day) const { return (!from || *from <= day) && (!to || day <= *to); }
  constexpr bool overlaps(const Period& other) const {
    return (!to || !other.from || *other.from <= *to) && (!other.to || !from || *from <= *other.to);
  }
  friend bool operator==(const Period&, const Period&) = default;
};

}  // namespace kringwerk
