#include "matchmaking/direct_match.h"

#include <algorithm>
#include <string_view>

namespace kringwerk::matchmaking {

namespace {

using materials::Resource;
using materials::Rhythm;
using materials::Stream;
using materials::StreamKind;

/// A pair that is too far is told up to this many times the reach.
constexpr double kToldReaches = 4;
/// A pair whose days do not meet is told up to this many days apart.
constexpr std::int64_t kToldDays = 120;

bool is_cold(const Stream& stream) {
  return stream.facts.variety == "cold";
}

struct Pair {
  const Stream& offer;
  const Stream& need;
  double km = 0;
  Day today;

  Period horizon() const { return {today, plus_days(today, kDirectHorizonDays - 1)}; }
};

/// The days of both and the horizon; reversed when they do not meet.
Period shared_days(const Period& a, const Period& b) {
  Period shared = a;
  if (b.from && (!shared.from || *shared.from < *b.from)) shared.from = b.from;
  if (b.to && (!shared.to || *b.to < *shared.to)) shared.to = b.to;
  return shared;
}

std::int64_t length(const Period& period) {
  return days_between(*period.from, *period.to) + 1;
}

std::int64_t days_of(const Pair& pair) {
  return std::max<std::int64_t>(
      0, length(shared_days(shared_days(pair.offer.available, pair.need.available), pair.horizon())));
}

/// Place in the list of varieties, from best to worst; nullopt when unknown.
std::optional<std::ptrdiff_t> rank_of(const Stream& stream) {
  const auto varieties = materials::varieties_of(stream.resource);
  const auto found = std::find(varieties.begin(), varieties.end(), std::string_view(stream.facts.variety));
  return found == varieties.end() ? std::nullopt : std::optional{found - varieties.begin()};
}

/// Degrees that the offer is away from what is asked; 0 when it is good or unknown.
int degrees_short(const Pair& pair) {
  const auto& given = pair.offer.facts.temperature_celsius;
  const auto& wanted = pair.need.facts.temperature_celsius;
  if (!given || !wanted) return 0;
  const bool wants_cold = is_cold(pair.offer) || is_cold(pair.need);
  return std::max(0, wants_cold ? *given - *wanted : *wanted - *given);
}

double gap_in_days(const Pair& pair) {
  const Period& offer = pair.offer.available;
  const Period& need = pair.need.available;
  std::int64_t gap = 0;
  if (offer.from && need.to) gap = std::max(gap, days_between(*need.to, *offer.from));
  if (need.from && offer.to) gap = std::max(gap, days_between(*offer.to, *need.from));
  // Both meet, but beyond what is looked at.
  return static_cast<double>(gap == 0 ? kToldDays + 1 : gap);
}

struct Failure {
  DirectRule rule;
  double shortfall;
};

void check_sort(const Pair& pair, std::vector<Failure>& failures) {
  const auto offered = rank_of(pair.offer);
  const auto wanted = rank_of(pair.need);
  if (!offered || !wanted) return;
  if (pair.offer.resource == Resource::water) {
    if (*offered > *wanted) failures.push_back({DirectRule::quality, 0});
  } else if (*offered != *wanted) {
    failures.push_back({DirectRule::kind, 0});
  }
}

std::vector<Failure> failures_of(const Pair& pair) {
  std::vector<Failure> failures;
  check_sort(pair, failures);
  if (const int degrees = degrees_short(pair); degrees > 0) {
    failures.push_back({DirectRule::temperature, static_cast<double>(degrees)});
  }
  const double reach = std::min(reach_km(pair.offer), reach_km(pair.need));
  if (pair.km > reach) failures.push_back({DirectRule::distance, pair.km - reach});
  if (days_of(pair) == 0) failures.push_back({DirectRule::dates, gap_in_days(pair)});
  const auto& here = pair.offer.facts.hours;
  const auto& there = pair.need.facts.hours;
  if (here && there && materials::shared_minutes(*here, *there) == 0) failures.push_back({DirectRule::hours, 0});
  return failures;
}

/// Thousandths within a number of days. A lot, and room, are all there at once.
std::optional<std::int64_t> within(const Stream& stream, std::int64_t days) {
  const auto& each = stream.amount.thousandths;
  if (!each || stream.resource == Resource::space) return each;
  switch (stream.amount.rhythm) {
    case Rhythm::week:
      return *each * days / 7;
    case Rhythm::month:
      return *each * days * 48 / 1461;
    case Rhythm::year:
      return *each * days * 4 / 1461;
    case Rhythm::once:
    case Rhythm::unknown:
      break;
  }
  return each;
}

int share_of(std::int64_t part, std::int64_t whole, int most) {
  return whole <= 0 ? most : static_cast<int>(std::min(part, whole) * most / whole);
}

int time_points(const Pair& pair, const DirectMatch& match) {
  const Period wanted = shared_days(pair.need.available, pair.horizon());
  const int by_days = share_of(match.days, std::max<std::int64_t>(1, length(wanted)), kMostPoints.time);
  const auto& need = pair.need.facts.hours;
  if (!need) return by_days;
  if (match.are_hours_unknown) return by_days / 2;
  return share_of(*match.daily_minutes, materials::minutes_in(*need), by_days);
}

int quantity_points(const DirectMatch& match, StreamKind asked) {
  const auto& whole = asked == StreamKind::need ? match.wanted_thousandths : match.offered_thousandths;
  if (!match.shared_thousandths || !whole) return kMostPoints.quantity / 2;
  return share_of(*match.shared_thousandths, *whole, kMostPoints.quantity);
}

void count_quantity(const Pair& pair, DirectMatch& match) {
  match.offered_thousandths = within(pair.offer, match.days);
  match.wanted_thousandths = within(pair.need, match.days);
  if (match.offered_thousandths && match.wanted_thousandths) {
    match.shared_thousandths = std::min(*match.offered_thousandths, *match.wanted_thousandths);
  }
}

DirectMatch compare(const Pair& pair, StreamKind asked) {
  DirectMatch match;
  match.other = asked == StreamKind::offer ? &pair.need : &pair.offer;
  match.km = pair.km;
  match.days = static_cast<int>(days_of(pair));
  const auto goes_on = [&](const Stream& stream) {
    return !stream.available.to || *stream.available.to > *pair.horizon().to;
  };
  match.is_open_ended = goes_on(pair.offer) && goes_on(pair.need);
  const auto& here = pair.offer.facts.hours;
  const auto& there = pair.need.facts.hours;
  if (here && there) match.daily_minutes = materials::shared_minutes(*here, *there);
  if (here && !there) match.daily_minutes = materials::minutes_in(*here);
  match.are_hours_unknown = there && !here;
  match.is_kind_unknown = !rank_of(pair.offer) || !rank_of(pair.need);
  match.is_temperature_unknown = pair.need.facts.temperature_celsius && !pair.offer.facts.temperature_celsius;
  count_quantity(pair, match);
  const double reach = std::min(reach_km(pair.offer), reach_km(pair.need));
  match.points = {quantity_points(match, asked), time_points(pair, match),
                  static_cast<int>(kMostPoints.distance * (1 - match.km / reach))};
  return match;
}

bool are_of_one_owner(const Stream& a, const Stream& b) {
  return a.id == b.id || (a.organisation && a.organisation == b.organisation);
}

bool is_better(const DirectMatch& a, const DirectMatch& b) {
  if (a.points.score() != b.points.score()) return a.points.score() > b.points.score();
  return a.km != b.km ? a.km < b.km : a.other->id < b.other->id;
}

bool is_told(const DirectMiss& miss, double reach) {
  if (miss.rule == DirectRule::distance) return miss.km <= kToldReaches * reach;
  return miss.rule != DirectRule::dates || miss.shortfall <= static_cast<double>(kToldDays);
}

/// The rule that somebody could bend most easily first, then by how little is missing.
bool is_nearer(const DirectMiss& a, const DirectMiss& b) {
  if (a.rule != b.rule) return a.rule > b.rule;
  if (a.shortfall != b.shortfall) return a.shortfall < b.shortfall;
  return a.km != b.km ? a.km < b.km : a.other->id < b.other->id;
}

template <class List, class Before>
void keep_first(List& list, std::size_t most, Before before) {
  const auto end = list.begin() + static_cast<std::ptrdiff_t>(std::min(most, list.size()));
  std::partial_sort(list.begin(), end, list.end(), before);
  list.erase(end, list.end());
}

}  // namespace

double reach_km(const Stream& stream) {
  constexpr double kPipe = 3;
  constexpr double kCable = 10;
  constexpr double kWater = 5;
  constexpr double kRoad = 40;
  switch (stream.resource) {
    case Resource::water:
      return kWater;
    case Resource::energy:
      return stream.facts.variety == "power" ? kCable : kPipe;
    case Resource::material:
    case Resource::food:
    case Resource::space:
    case Resource::machine:
      break;
  }
  return kRoad;
}

DirectAnswer match_directly(const DirectParty& asked, std::span<const DirectParty> others, Day today, DirectWish wish) {
  DirectAnswer answer;
  const bool is_offer = asked.stream->kind == StreamKind::offer;
  for (const DirectParty& other : others) {
    if (other.stream->kind == asked.stream->kind || other.stream->resource != asked.stream->resource) continue;
    if (are_of_one_owner(*asked.stream, *other.stream)) continue;
    if (other.stream->available.to && *other.stream->available.to < today) continue;
    const Pair pair{is_offer ? *asked.stream : *other.stream, is_offer ? *other.stream : *asked.stream,
                    great_circle_km(asked.at, other.at), today};
    const std::vector<Failure> failures = failures_of(pair);
    if (failures.empty()) answer.matches.push_back(compare(pair, asked.stream->kind));
    if (failures.size() != 1) continue;
    const DirectMiss miss{other.stream, failures.front().rule, failures.front().shortfall, pair.km};
    if (is_told(miss, reach_km(*asked.stream))) answer.misses.push_back(miss);
  }
  answer.total = answer.matches.size();
  keep_first(answer.matches, wish.most, is_better);
  keep_first(answer.misses, wish.most_misses, is_nearer);
  return answer;
}

}  // namespace kringwerk::matchmaking
