#include "matching/exact_amounts.h"

namespace kringwerk::matching {

namespace {

__extension__ using Wide = unsigned __int128;

Wide wide(std::int64_t value) {
  return static_cast<Wide>(value);
}

/// Product of yields[from..to) in millionths each.
Wide product(std::span<const std::int64_t> yields, int from, int to) {
  Wide result = 1;
  for (int i = from; i < to; ++i) result *= wide(yields[static_cast<std::size_t>(i)]);
  return result;
}

Wide scale(int from, int to) {
  Wide result = 1;
  for (int i = from; i < to; ++i) result *= wide(kWhole);
  return result;
}

const Activity& activity_of(const Instance& instance, const Step& step) {
  return instance.activities[static_cast<std::size_t>(step.activity)];
}

}  // namespace

ExactAmounts::ExactAmounts(const Instance& instance, const ChainPath& path, int unlimited_step)
    : instance_(instance), path_(path) {
  add({instance.offers[static_cast<std::size_t>(path.offer)].kg, 0, BindingKind::supply});
  int step = 0;
  for (const Step& at : path.steps) {
    const Activity& activity = activity_of(instance, at);
    if (step != unlimited_step) add({activity.capacity_kg, step, BindingKind::capacity});
    yields_[static_cast<std::size_t>(step++)] = activity.outputs[static_cast<std::size_t>(at.output)].yield_millionths;
  }
  add({instance.needs[static_cast<std::size_t>(path.need)].kg, step, BindingKind::demand});
  for (std::size_t i = 1; i < limit_count_; ++i) {
    if (is_tighter(limits_[i], limits_[bound_])) bound_ = i;
  }
  const Limit& limit = limits_[bound_];
  binding_ = {limit.kind, limit.kind == BindingKind::capacity ? limit.yields : -1};
}

void ExactAmounts::add(const Limit& limit) {
  limits_[limit_count_++] = limit;
}

/// `a` stands after `b`: a.kg / Y(a) < b.kg / Y(b), multiplied out by what both have in common.
bool ExactAmounts::is_tighter(const Limit& a, const Limit& b) const {
  return wide(a.kg) * scale(b.yields, a.yields) < wide(b.kg) * product(yields_, b.yields, a.yields);
}

double ExactAmounts::kilograms() const {
  const Limit& limit = limits_[bound_];
  double carried = 1;
  for (int i = 0; i < limit.yields; ++i) {
    carried *= static_cast<double>(yields_[static_cast<std::size_t>(i)]) / static_cast<double>(kWhole);
  }
  return static_cast<double>(limit.kg) / carried;
}

Kilograms ExactAmounts::whole_kilograms() const {
  const Limit& limit = limits_[bound_];
  return static_cast<Kilograms>(wide(limit.kg) * scale(0, limit.yields) / product(yields_, 0, limit.yields));
}

Kilograms ExactAmounts::minimum_at(int place) const {
  const auto at = static_cast<std::size_t>(place);
  if (at == path_.steps.size()) return instance_.needs[static_cast<std::size_t>(path_.need)].min_kg;
  return activity_of(instance_, path_.steps[at]).min_kg;
}

/// Whether T·Y at the place reaches the minimum: true when no single limit keeps it below.
bool ExactAmounts::reaches(Kilograms minimum, int yields) const {
  for (const Limit& limit : limits()) {
    const bool before = limit.yields <= yields;
    const Wide have =
        before ? wide(limit.kg) * product(yields_, limit.yields, yields) : wide(limit.kg) * scale(yields, limit.yields);
    const Wide want =
        before ? wide(minimum) * scale(limit.yields, yields) : wide(minimum) * product(yields_, yields, limit.yields);
    if (have < want) return false;
  }
  return true;
}

std::vector<int> ExactAmounts::places_below_minimum() const {
  std::vector<int> places;
  for (int place = 0; place <= static_cast<int>(path_.steps.size()); ++place) {
    const Kilograms minimum = minimum_at(place);
    if (minimum > 0 && !reaches(minimum, place)) places.push_back(place);
  }
  return places;
}

double ExactAmounts::lacking_kilograms(int place) const {
  double arriving = kilograms();
  for (int i = 0; i < place; ++i) {
    arriving *= static_cast<double>(yields_[static_cast<std::size_t>(i)]) / static_cast<double>(kWhole);
  }
  return static_cast<double>(minimum_at(place)) - arriving;
}

std::vector<StepAmounts> step_amounts(const Instance& instance, const ChainPath& path, Kilograms kg) {
  std::vector<StepAmounts> amounts;
  amounts.reserve(path.steps.size());
  Kilograms in = kg;
  for (const Step& step : path.steps) {
    StepAmounts at{.in = in};
    Kilograms left = in;
    int position = 0;
    for (const Output& output : activity_of(instance, step).outputs) {
      const auto made = static_cast<Kilograms>(wide(in) * wide(output.yield_millionths) / wide(kWhole));
      (position++ == step.output ? at.out : at.other_outputs) += made;
      left -= made;
    }
    at.residue = left;
    amounts.push_back(at);
    in = at.out;
  }
  return amounts;
}

}  // namespace kringwerk::matching
