#include "planning/kept_number.h"

#include <charconv>

#include "base/ensure.h"

namespace kringwerk::planning {

std::string number_text(double value) {
  constexpr std::size_t kLongest = 32;
  char digits[kLongest];
  return {digits, std::to_chars(digits, digits + kLongest, value).ptr};
}

std::string toml_number(double value) {
  const std::string text = number_text(value);
  return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

double kept_number(const std::string& text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  ensure(read.ec == std::errc{}, "what was kept as a number is one");
  return value;
}

}  // namespace kringwerk::planning
