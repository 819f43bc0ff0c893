#include "clocks/clock.h"

#include <algorithm>

namespace kringwerk::clocks {

namespace {

std::int64_t age_of(Day confirmed, Day today) {
  return std::max<std::int64_t>(0, days_between(confirmed, today));
}

/// The age at which a record comes into a state; nullopt: never.
std::optional<int> age_at(const Clock& clock, Freshness state) {
  switch (state) {
    case Freshness::due:
      return clock.days - clock.notice_days;
    case Freshness::stale:
      return clock.days;
    case Freshness::hidden:
      if (!clock.grace_days) return std::nullopt;
      return clock.days + *clock.grace_days;
    case Freshness::fresh:
      break;
  }
  return 0;
}

}  // namespace

std::optional<RecordType> parse_record_type(std::string_view key) {
  const auto found = std::find(kRecordTypeKeys.begin(), kRecordTypeKeys.end(), key);
  if (found == kRecordTypeKeys.end()) return std::nullopt;
  return static_cast<RecordType>(found - kRecordTypeKeys.begin());
}

Freshness freshness_of(const Clock& clock, Day confirmed, Day today) {
  const std::int64_t age = age_of(confirmed, today);
  for (const Freshness state : {Freshness::hidden, Freshness::stale, Freshness::due}) {
    const auto at = age_at(clock, state);
    if (at && age >= *at) return state;
  }
  return Freshness::fresh;
}

int days_left(const Clock& clock, Day confirmed, Day today) {
  return static_cast<int>(std::max<std::int64_t>(0, clock.days - age_of(confirmed, today)));
}

std::optional<Day> last_confirmation(const Clock& clock, Freshness state, Day today) {
  const auto at = age_at(clock, state);
  if (!at) return std::nullopt;
  return plus_days(today, -*at);
}

Violations check_clock(const Clock& clock) {
  Violations found;
  if (clock.days < kShortestClock || clock.days > kLongestClock) {
    found.push_back({"clocks.days_out_of_range",
                     "days",
                     {{"least", std::int64_t{kShortestClock}}, {"most", std::int64_t{kLongestClock}}}});
  }
  if (clock.notice_days < 1 || clock.notice_days >= clock.days) {
    found.push_back({"clocks.notice_out_of_range", "notice", {{"most", std::int64_t{std::max(1, clock.days - 1)}}}});
  }
  if (clock.grace_days && (*clock.grace_days < 0 || *clock.grace_days > kLongestGrace)) {
    found.push_back({"clocks.grace_out_of_range", "grace", {{"most", std::int64_t{kLongestGrace}}}});
  }
  return found;
}

}  // namespace kringwerk::clocks
