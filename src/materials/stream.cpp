#include "materials/stream.h"

#include <algorithm>

namespace kringwerk::materials {

namespace {

constexpr std::int64_t kGramsPerTonne = 1'000'000;

std::optional<std::int64_t> grams_per_unit(const Amount& amount) {
  if (amount.unit == AmountUnit::kg) return 1000;
  if (amount.unit == AmountUnit::t) return kGramsPerTonne;
  if (amount.mass_per_unit) return amount.mass_per_unit->in_grams();
  return std::nullopt;
}

}  // namespace

std::optional<Mass> mass_each_time(const Amount& amount) {
  const auto per_unit = grams_per_unit(amount);
  if (!amount.thousandths || !per_unit) return std::nullopt;
  return Mass::grams(*amount.thousandths * *per_unit / 1000);
}

std::optional<Mass> mass_per_week(const Amount& amount) {
  const auto each = mass_each_time(amount);
  if (!each) return std::nullopt;
  // 365.25 days a year: 7 / 365.25 = 28 / 1461 of a year, 12 times that of a month.
  switch (amount.rhythm) {
    case Rhythm::month:
      return Mass::grams(each->in_grams() * 336 / 1461);
    case Rhythm::year:
      return Mass::grams(each->in_grams() * 28 / 1461);
    case Rhythm::once:
    case Rhythm::week:
    case Rhythm::unknown:
      break;
  }
  return each;
}

std::optional<Mass> mass_within(const Amount& amount, int weeks) {
  const auto per_week = mass_per_week(amount);
  if (!per_week || amount.rhythm == Rhythm::once || amount.rhythm == Rhythm::unknown) return per_week;
  return Mass::grams(per_week->in_grams() * weeks);
}

}  // namespace kringwerk::materials
