#include "accounts/password_rule.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"

namespace kringwerk::accounts {

namespace {

constexpr std::size_t kFewestDifferent = 5;
constexpr std::size_t kShortestWord = 4;
constexpr std::size_t kFewestLeft = 6;
constexpr std::string_view kField = "password";

Violation finding(std::string_view rule, std::vector<Fact> facts = {}) {
  return {std::string(rule), std::string(kField), std::move(facts)};
}

bool is_letter_or_digit(char c) {
  const bool is_ascii = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  return is_ascii || static_cast<unsigned char>(c) >= 0x80U;
}

/// "abcabcabcabcabc": one piece of at most half the text makes the whole.
bool is_one_piece_repeated(const std::string& text) {
  for (std::size_t piece = 1; piece <= text.size() / 2; ++piece) {
    if (std::equal(text.begin() + static_cast<std::ptrdiff_t>(piece), text.end(), text.begin())) return true;
  }
  return false;
}

/// "abcdefgh", "87654321": each character follows the one before.
bool is_a_sequence(const std::string& text) {
  for (const int step : {1, -1}) {
    const auto follows = [step](char a, char b) { return b - a != step; };
    if (std::adjacent_find(text.begin(), text.end(), follows) == text.end()) return true;
  }
  return false;
}

bool repeats(const std::string& text) {
  const std::set<char> different(text.begin(), text.end());
  return different.size() < kFewestDifferent || is_one_piece_repeated(text) || is_a_sequence(text);
}

/// How many letters and digits are left when the known words are taken out, longest first.
std::size_t left_without(std::string text, std::vector<std::string> words) {
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  for (const std::string& word : words) {
    if (word.size() < kShortestWord) continue;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.replace(at, word.size(), " ");
  }
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_letter_or_digit));
}

}  // namespace

Violations check_password(const NewPassword& password) {
  Violations found;
  const bool is_alone = password.protection == Protection::password_alone;
  const std::size_t shortest = is_alone ? kShortestAlone : kShortestWithSecondFactor;
  const std::size_t length = utf8_length(password.text);
  if (length > kLongestPassword) {
    found.push_back(finding("accounts.password_too_long", {{"longest", std::int64_t{kLongestPassword}}}));
  }
  if (length < shortest) {
    found.push_back(finding("accounts.password_too_short", {{"shortest", static_cast<std::int64_t>(shortest)}}));
    return found;
  }
  if (password.is_common) found.push_back(finding("accounts.password_common"));
  if (repeats(password.lower_case)) found.push_back(finding("accounts.password_repeats"));
  const std::size_t left = left_without(password.lower_case, password.own_words);
  if (left < kFewestLeft && left_without(password.lower_case, {}) >= kFewestLeft) {
    found.push_back(finding("accounts.password_own_words"));
  }
  return found;
}

std::vector<std::string> guessable_words(const std::string& lower_case_text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : lower_case_text + " ") {
    if (is_letter_or_digit(c)) {
      word += c;
    } else {
      if (word.size() >= kShortestWord) words.push_back(word);
      word.clear();
    }
  }
  return words;
}

}  // namespace kringwerk::accounts
