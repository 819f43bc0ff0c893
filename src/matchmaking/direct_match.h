#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/geo.h"
#include "base/time.h"
#include "materials/stream.h"

/// Water, heat and power, room and machines go straight from one to the other: an offer and a need of the same kind are
/// compared by what they are, distance, time and quantity. All pairs are looked at, so the answer is exact.
/// docs/direct-matching.md.
namespace kringwerk::matchmaking {

/// As far as it pays to go, as the crow flies; our own starting values. Heat runs in pipes, machines drive.
double reach_km(const materials::Stream& stream);

/// How far ahead days are counted, from today.
inline constexpr int kDirectHorizonDays = 365;

/// A stream that can be compared, as its reader may know it. `stream` must outlive the answer.
struct DirectParty {
  const materials::Stream* stream = nullptr;
  Point at;
};

/// The hard rules. kind: another form of energy, sort of room or machine; quality: water is worse than what is asked.
enum class DirectRule { kind, quality, temperature, distance, dates, hours };
inline constexpr std::array<std::string_view, 6> kDirectRuleKeys{"kind",     "quality", "temperature",
                                                                 "distance", "dates",   "hours"};

/// What a match is worth, in tenths of a point. They add up to the score, at most 1000.
struct DirectPoints {
  int quantity = 0;  ///< at most 400: share of what is asked about that the other covers; unknown counts half
  int time = 0;      ///< at most 300: share of the need's days and hours; unknown hours count half
  int distance = 0;  ///< at most 300: nothing at the end of the reach
  int score() const { return quantity + time + distance; }
};
inline constexpr DirectPoints kMostPoints{400, 300, 300};

struct DirectMatch {
  const materials::Stream* other = nullptr;
  double km = 0;
  int days = 0;                      ///< that both hold within the horizon
  bool is_open_ended = false;        ///< both go on beyond it
  std::optional<int> daily_minutes;  ///< that both hold; absent when neither or only one says
  bool are_hours_unknown = false;    ///< the need says hours, the offer does not
  /// Of the stream's unit, within the shared days: that goes over, is wanted, is there. Absent = unknown.
  std::optional<std::int64_t> shared_thousandths, wanted_thousandths, offered_thousandths;
  bool is_kind_unknown = false;  ///< one of the two does not say which sort or quality it is
  bool is_temperature_unknown = false;
  DirectPoints points;
};

/// A pair that one single rule keeps apart. shortfall: kilometres, days or degrees too many or too few; of the other
/// rules 0.
struct DirectMiss {
  const materials::Stream* other = nullptr;
  DirectRule rule = DirectRule::distance;
  double shortfall = 0;
  double km = 0;
};

struct DirectAnswer {
  std::vector<DirectMatch> matches;  ///< best first; the nearer one, then the older one of equals
  std::size_t total = 0;             ///< of all matches, also of those beyond `most`
  std::vector<DirectMiss> misses;    ///< the nearest first
};
struct DirectWish {
  std::size_t most = 10;
  std::size_t most_misses = 5;
};
/// `others`: of any kind and direction; only those of the other direction and the same kind are compared, none of the
/// same organisation, none that has passed.
DirectAnswer match_directly(const DirectParty& asked, std::span<const DirectParty> others, Day today,
                            DirectWish wish = {});

}  // namespace kringwerk::matchmaking
