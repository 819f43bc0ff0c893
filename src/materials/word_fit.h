#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

/// How well typed words fit words we know. All texts are folded (text::folded).
namespace kringwerk::materials {

std::vector<std::string_view> words_in(std::string_view folded);

/// How a typed word fits a known one: exactly, as plural or singular, as one part of a compound ("houtafval" and
/// "afvalhout" have "hout" in them), with a typing error (one in five letters or more, two in nine or more).
enum Strength { none = 0, typo = 4, part = 6, plural = 9, exact = 10 };
Strength word_fit(std::string_view typed, std::string_view known);

/// A word with the set of its bytes, so that words that cannot be each other's typing error are told apart at once.
struct SpelledWord {
  std::string_view text;
  std::uint64_t letters = 0;  ///< letters_of(text)
};
std::uint64_t letters_of(std::string_view word);
Strength word_fit(const SpelledWord& typed, const SpelledWord& known);

/// Every word of `term` must fit some typed word, else 0; the score grows with the letters it explains.
int term_score(std::string_view term, const std::vector<std::string_view>& typed);

/// Every typed word must fit some word of a label, else 0; the score grows with the letters that are explained.
int label_score(const std::vector<std::string_view>& label, const std::vector<std::string_view>& typed);

}  // namespace kringwerk::materials
