#include "base/text_digits.h"

#include <algorithm>
#include <array>

namespace kringwerk {

namespace {

/// What people put between the groups of a number: also no-break spaces, the hyphen and dashes of word processors.
constexpr std::array<std::string_view, 12> kJoints{
    " ",           ".", "-", "/", "(", ")", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x91", "\xE2\x80\x93", "\xE2\x80\x89",
    "\xE2\x80\x90"};

template <std::size_t N>
bool is_made_of(std::string_view text, const std::array<std::string_view, N>& parts) {
  while (!text.empty()) {
    const auto part = std::find_if(parts.begin(), parts.end(), [&](std::string_view p) { return text.starts_with(p); });
    if (part == parts.end()) return false;
    text.remove_prefix(part->size());
  }
  return true;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

bool DigitGroup::is_joined() const {
  return !is_first && !is_after_plus && is_made_of(before, kJoints);
}

bool DigitGroup::is_stuck() const {
  if (is_after_letter) return true;
  return !is_first && before.size() == 1 && std::string_view(".,-/:*").find(before[0]) != std::string_view::npos;
}

std::vector<DigitGroup> digit_groups(std::string_view text) {
  std::vector<DigitGroup> groups;
  std::size_t end_before = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    DigitGroup group;
    group.offset = i;
    group.is_first = groups.empty();
    const std::string_view between = text.substr(end_before, i - end_before);
    group.before = between.size() <= DigitGroup::kLongestJoint ? std::string(between) : "…";
    group.is_after_plus = i > 0 && text[i - 1] == '+';
    group.is_after_letter = i > 0 && (is_letter(text[i - 1]) || text[i - 1] == '_');
    while (i < text.size() && is_digit(text[i])) group.digits += text[i++];
    end_before = i;
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace kringwerk
