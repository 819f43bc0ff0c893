#include "materials/word_fit.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/typing_errors.h"

namespace kringwerk::materials {

namespace {

/// Same word but for a Dutch, French or English plural ending (bak/bakken, palet/paletten, krat/kratten,
/// plank/planken).
bool same_but_for_plural(std::string_view a, std::string_view b) {
  const auto [shorter, longer] = a.size() < b.size() ? std::pair{a, b} : std::pair{b, a};
  if (shorter.size() < 3 || !longer.starts_with(shorter)) return false;
  const std::string_view rest = longer.substr(shorter.size());
  constexpr std::array<std::string_view, 6> kEndings{"s", "en", "n", "es", "e", "x"};
  if (std::find(kEndings.begin(), kEndings.end(), rest) != kEndings.end()) return true;
  return rest.size() == 3 && rest[0] == shorter.back() && rest.substr(1) == "en";
}

/// Each typing error takes at most one letter out of a word and puts at most one other in.
bool may_be_typo(std::uint64_t typed, std::uint64_t known, std::size_t allowed) {
  return static_cast<std::size_t>(std::popcount(typed & ~known)) <= allowed &&
         static_cast<std::size_t>(std::popcount(known & ~typed)) <= allowed;
}

Strength best_fit(std::string_view word, const std::vector<std::string_view>& typed) {
  Strength best = none;
  for (const std::string_view candidate : typed) best = std::max(best, word_fit(candidate, word));
  return best;
}

}  // namespace

std::vector<std::string_view> words_in(std::string_view folded) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < folded.size();) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

Strength word_fit(std::string_view typed, std::string_view known) {
  return word_fit(SpelledWord{typed, letters_of(typed)}, SpelledWord{known, letters_of(known)});
}

std::uint64_t letters_of(std::string_view word) {
  constexpr unsigned kPlaces = 64;
  std::uint64_t letters = 0;
  for (const char letter : word) letters |= std::uint64_t{1} << (static_cast<unsigned char>(letter) % kPlaces);
  return letters;
}

Strength word_fit(const SpelledWord& spelled_typed, const SpelledWord& spelled_known) {
  const std::string_view typed = spelled_typed.text;
  const std::string_view known = spelled_known.text;
  if (typed == known) return exact;
  if (same_but_for_plural(typed, known)) return plural;
  // The last part of a Dutch compound is what the thing is, the first part what it is made of or for: both count.
  if (known.size() >= 4 && typed.size() >= known.size() + 3 && (typed.starts_with(known) || typed.ends_with(known))) {
    return part;
  }
  const std::size_t allowed = known.size() >= 9 ? 2 : known.size() >= 5 ? 1 : 0;
  const bool near = typed.size() <= known.size() + allowed && known.size() <= typed.size() + allowed;
  if (allowed == 0 || !near || !may_be_typo(spelled_typed.letters, spelled_known.letters, allowed)) return none;
  return typing_errors(typed, known) <= allowed ? typo : none;
}

int term_score(std::string_view term, const std::vector<std::string_view>& typed) {
  int score = 0;
  for (const std::string_view word : words_in(term)) {
    const Strength best = best_fit(word, typed);
    if (best == none) return 0;
    score += best * static_cast<int>(word.size());
  }
  return score;
}

int label_score(const std::vector<std::string_view>& label, const std::vector<std::string_view>& typed) {
  int score = 0;
  for (const std::string_view word : typed) {
    int best = 0;
    for (const std::string_view candidate : label) {
      best = std::max(best, word_fit(word, candidate) * static_cast<int>(std::min(word.size(), candidate.size())));
    }
    if (best == 0) return 0;
    score += best;
  }
  return score;
}

}  // namespace kringwerk::materials
