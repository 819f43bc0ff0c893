#include "materials/word_fit.h"

#include <algorithm>
#include <array>
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
  if (typed == known) return exact;
  if (same_but_for_plural(typed, known)) return plural;
  // The last part of a Dutch compound is what the thing is, the first part what it is made of or for: both count.
  if (known.size() >= 4 && typed.size() >= known.size() + 3 && (typed.starts_with(known) || typed.ends_with(known))) {
    return part;
  }
  const std::size_t allowed = known.size() >= 9 ? 2 : known.size() >= 5 ? 1 : 0;
  const bool near = typed.size() <= known.size() + allowed && known.size() <= typed.size() + allowed;
  return allowed > 0 && near && typing_errors(typed, known) <= allowed ? typo : none;
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
