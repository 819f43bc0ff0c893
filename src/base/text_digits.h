#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kringwerk {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A run of digits in a text, and how it follows the run before it.
struct DigitGroup {
  std::string digits;
  std::size_t offset = 0;      ///< in bytes
  std::string before;          ///< the text between it and the group before, at most kLongestJoint bytes; else "…"
  bool is_first = true;        ///< no group before it
  bool is_after_plus = false;  ///< "+" stands directly before it
  bool is_after_letter = false;

  static constexpr std::size_t kLongestJoint = 4;
  /// Only spaces, . - / ( ) or their look-alikes stand between it and the group before: they may be one number.
  bool is_joined() const;
  /// A sign without space ties it to the group before or to a letter: it is not the beginning of a number of its own.
  bool is_stuck() const;
};

std::vector<DigitGroup> digit_groups(std::string_view text);

}  // namespace kringwerk
