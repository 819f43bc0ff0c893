#include "handovers/kilograms.h"

namespace kringwerk::handovers {

std::string kilograms_exactly(Mass mass, Language language) {
  const std::int64_t grams = mass.in_grams();
  const std::int64_t size = grams < 0 ? -grams : grams;
  std::string text = (grams < 0 ? "-" : "") + std::to_string(size / 1000);
  if (size % 1000 == 0) return text;
  std::string rest = std::to_string(size % 1000);
  rest.insert(0, 3 - rest.size(), '0');
  while (rest.back() == '0') rest.pop_back();
  return text + (language == Language::en ? "." : ",") + rest;
}

}  // namespace kringwerk::handovers
