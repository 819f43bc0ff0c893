#include "matching/fault.h"

#include <algorithm>
#include <cmath>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

struct Side {
  Point at{};
  int grade = 0;
  const Permits* permits = nullptr;
};

class Tally {
 public:
  explicit Tally(double max_km) : max_km_(max_km) {}

  void count(const Side& source, const Side& taker) {
    if (source.grade < taker.grade) found(Fault::grade);
    if (!std::includes(taker.permits->begin(), taker.permits->end(), source.permits->begin(), source.permits->end())) {
      found(Fault::permit);
    }
    if (!is_surely_near(source.at, taker.at) && great_circle_km(source.at, taker.at) > max_km_) found(Fault::max_km);
  }
  PathFault result() const { return {fault_, number_ <= 1}; }

 private:
  /// Along a meridian and then along a parallel is never shorter than the great circle, and takes no sine. Holds for
  /// no distance when it cannot tell.
  bool is_surely_near(Point a, Point b) const {
    constexpr double kMostKmPerDegree = 111.2;
    return max_km_ >= kNowhere || kMostKmPerDegree * (std::abs(a.lat - b.lat) + std::abs(a.lon - b.lon)) <= max_km_;
  }
  /// Longer than any great circle.
  static constexpr double kNowhere = 20'100;
  void found(Fault fault) {
    fault_ = fault;
    ++number_;
  }
  double max_km_;
  Fault fault_ = Fault::none;
  int number_ = 0;
};

}  // namespace

PathFault fault_of_path(const Instance& instance, const ChainPath& path) {
  Tally tally(instance.policy.max_km);
  const Offer& offer = nth(instance.offers, path.offer);
  Side source{offer.at, offer.grade, &offer.permit};
  for (const Step& step : path.steps) {
    const Activity& activity = nth(instance.activities, step.activity);
    const Workshop& workshop = nth(instance.workshops, activity.workshop);
    tally.count(source, {workshop.at, activity.min_grade, &workshop.permits});
    const Output& output = nth(activity.outputs, step.output);
    source = {workshop.at, output.grade, &output.permit};
  }
  const Need& need = nth(instance.needs, path.need);
  tally.count(source, {need.at, need.min_grade, &need.permits});
  return tally.result();
}

}  // namespace kringwerk::matching
