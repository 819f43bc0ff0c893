#include "handovers/balance.h"

#include <algorithm>

namespace kringwerk::handovers {

namespace {

void add(Balance& balance, const Handover& handover) {
  if (handover.in_force) {
    balance.delivered = balance.delivered + delivered(*handover.in_force);
    balance.accepted = balance.accepted + handover.in_force->accepted;
    balance.refused = balance.refused + handover.in_force->refused;
  } else if (handover.proposed) {
    balance.waiting = balance.waiting + delivered(*handover.proposed);
  }
}

Mass times(Mass mass, std::int64_t count) {
  return Mass::grams(mass.in_grams() * count);
}

/// The period that holds `day`; days before the first belong to it.
std::int64_t index_of(const Agreement& agreement, Day day) {
  std::int64_t low = 0;
  std::int64_t high = std::max<std::int64_t>(0, days_between(agreement.from, day)) / 7 + 1;
  while (low < high) {
    const std::int64_t middle = (low + high + 1) / 2;
    if (period_start(agreement, middle) <= day) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

}  // namespace

Mass Balance::open() const {
  return agreed && *agreed > accepted ? *agreed - accepted : Mass{};
}

Mass Balance::over() const {
  return agreed && accepted > *agreed ? accepted - *agreed : Mass{};
}

Day period_start(const Agreement& agreement, std::int64_t index) {
  if (agreement.repeat == Repeat::once) return agreement.from;
  if (agreement.repeat == Repeat::week) return plus_days(agreement.from, 7 * index);
  const int months = static_cast<int>(agreement.repeat == Repeat::year ? 12 * index : index);
  const auto first =
      std::chrono::year_month{agreement.from.year(), agreement.from.month()} + std::chrono::months{months};
  const Day last = Day{std::chrono::year_month_day_last{first.year(), std::chrono::month_day_last{first.month()}}};
  return Day{first.year(), first.month(), std::min(agreement.from.day(), last.day())};
}

std::optional<std::int64_t> count_periods(const Agreement& agreement) {
  if (agreement.repeat == Repeat::once) return 1;
  if (!agreement.to) return std::nullopt;
  return index_of(agreement, *agreement.to) + 1;
}

Balance balance_of(const Agreement& agreement, std::span<const Handover> handovers) {
  Balance balance;
  if (const auto periods = count_periods(agreement)) balance.agreed = times(agreement.mass, *periods);
  for (const Handover& handover : handovers) add(balance, handover);
  return balance;
}

std::vector<PeriodBalance> period_balances(const Agreement& agreement, std::span<const Handover> handovers, Day today,
                                           std::size_t most) {
  std::vector<PeriodBalance> periods;
  if (agreement.repeat == Repeat::once || today < agreement.from || most == 0) return periods;
  const Day until = agreement.to ? std::min(*agreement.to, today) : today;
  const std::int64_t last = index_of(agreement, until);
  const std::int64_t first = std::max<std::int64_t>(0, last + 1 - static_cast<std::int64_t>(most));
  for (std::int64_t index = first; index <= last; ++index) {
    Day to = plus_days(period_start(agreement, index + 1), -1);
    if (agreement.to) to = std::min(to, *agreement.to);
    periods.push_back({period_start(agreement, index), to, {}});
    periods.back().balance.agreed = agreement.mass;
  }
  for (const Handover& handover : handovers) {
    if (!handover.shown()) continue;
    const std::int64_t index = std::min(index_of(agreement, handover.shown()->on), last);
    if (index >= first) add(periods[static_cast<std::size_t>(index - first)].balance, handover);
  }
  return periods;
}

}  // namespace kringwerk::handovers
