#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "base/violation.h"

/// How long a record counts as confirmed. Nothing here depends on a job having run: a day and a clock say it all.
namespace kringwerk::clocks {

enum class RecordType { offer, need, capability, organisation };
inline constexpr std::array<std::string_view, 4> kRecordTypeKeys{"offer", "need", "capability", "organisation"};
std::optional<RecordType> parse_record_type(std::string_view key);
constexpr std::string_view key_of(RecordType type) {
  return kRecordTypeKeys[static_cast<std::size_t>(type)];
}

/// All in whole calendar days in Brussels, counted from the day of the confirmation, which is day 0.
struct Clock {
  int days = 0;                   ///< from this day on the record is stale
  int notice_days = 0;            ///< so many days before that it is due: its contact is asked
  std::optional<int> grace_days;  ///< so many days after that it leaves matching; absent: never
  friend bool operator==(const Clock&, const Clock&) = default;
};

struct Clocks {
  std::array<Clock, 4> all;
  const Clock& of(RecordType type) const { return all[static_cast<std::size_t>(type)]; }
};
/// What a new store has.
inline constexpr Clocks kShippedClocks{
    {{Clock{30, 7, 14}, Clock{90, 14, 30}, Clock{180, 14, 30}, Clock{365, 30, std::nullopt}}}};

/// In the order in which they come. due and stale still take part in matching, hidden does not; its owner and hub see
/// it as before.
enum class Freshness { fresh, due, stale, hidden };
inline constexpr std::array<std::string_view, 4> kFreshnessKeys{"fresh", "due", "stale", "hidden"};

/// A confirmation in the future counts as one of today.
Freshness freshness_of(const Clock& clock, Day confirmed, Day today);

/// Days until it is stale; 0 when it is.
int days_left(const Clock& clock, Day confirmed, Day today);

/// The last day of confirmation of a record that is `state` or further on `today`; nullopt when none ever is. For
/// `fresh`: today.
std::optional<Day> last_confirmation(const Clock& clock, Freshness state, Day today);

/// What the network's administrator may set.
inline constexpr int kShortestClock = 7;
inline constexpr int kLongestClock = 1095;
inline constexpr int kLongestGrace = 365;

/// clocks.days_out_of_range {least}{most} (field days), clocks.notice_out_of_range {most} (field notice): at least a
/// day and less than the clock, clocks.grace_out_of_range {most} (field grace).
Violations check_clock(const Clock& clock);

/// What a page needs to say how fresh something is.
struct ClockReading {
  Clocks clocks = kShippedClocks;
  Day today;
};

}  // namespace kringwerk::clocks
