#include "app/plain_finding.h"

#include <array>
#include <charconv>

namespace kringwerk::app {

namespace {

struct FactText {
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
  }
  std::string operator()(const std::string& value) const { return value; }
};

}  // namespace

std::string plain_finding(const Violation& violation) {
  std::string place, rest;
  for (const Fact& fact : violation.facts) {
    const std::string value = std::visit(FactText{}, fact.value);
    if (fact.name == "file" || fact.name == "line" || fact.name == "column") {
      if (!value.empty() && !(fact.name == "line" && value == "0")) place += value + (fact.name == "file" ? ":" : ": ");
    } else {
      rest += (rest.empty() ? "" : ", ") + fact.name + ": " + value;
    }
  }
  return place + violation.rule + (rest.empty() ? "" : " (" + rest + ")");
}

}  // namespace kringwerk::app
