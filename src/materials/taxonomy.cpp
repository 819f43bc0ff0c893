#include "materials/taxonomy.h"

#include <algorithm>
#include <array>

#include "base/typing_errors.h"

namespace kringwerk::materials {

namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

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

enum Strength { none = 0, typo = 4, part = 6, plural = 9, exact = 10 };

Strength fit(std::string_view typed, std::string_view term) {
  if (typed == term) return exact;
  if (same_but_for_plural(typed, term)) return plural;
  // The last part of a Dutch compound is what the thing is, the first part what it is made of or for: both count.
  if (term.size() >= 4 && typed.size() >= term.size() + 3 && (typed.starts_with(term) || typed.ends_with(term))) {
    return part;
  }
  const std::size_t allowed = term.size() >= 9 ? 2 : term.size() >= 5 ? 1 : 0;
  const bool near = typed.size() <= term.size() + allowed && term.size() <= typed.size() + allowed;
  return allowed > 0 && near && typing_errors(typed, term) <= allowed ? typo : none;
}

/// Every word of the term must fit some typed word; the score grows with the letters it explains.
int score_of(std::string_view term, const std::vector<std::string_view>& typed) {
  int score = 0;
  for (const std::string_view word : words_of(term)) {
    Strength best = none;
    for (const std::string_view candidate : typed) best = std::max(best, fit(candidate, word));
    if (best == none) return 0;
    score += best * static_cast<int>(word.size());
  }
  return score;
}

}  // namespace

Taxonomy::Taxonomy(std::vector<MaterialClass> classes) : classes_(std::move(classes)) {
  std::sort(classes_.begin(), classes_.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

const MaterialClass* Taxonomy::find(std::string_view id) const {
  const auto found = std::lower_bound(classes_.begin(), classes_.end(), id,
                                      [](const MaterialClass& item, std::string_view key) { return item.id < key; });
  return found != classes_.end() && found->id == id ? &*found : nullptr;
}

std::vector<std::string> Taxonomy::with_descendants(std::string_view id) const {
  std::vector<std::string> family{std::string(id)};
  for (std::size_t i = 0; i < family.size(); ++i) {
    for (const MaterialClass& item : classes_) {
      if (item.parent == family[i]) family.push_back(item.id);
    }
  }
  return family;
}

std::vector<Recognised> Taxonomy::recognise(std::string_view folded, std::size_t most) const {
  const auto typed = words_of(folded);
  std::vector<Recognised> found;
  for (const MaterialClass& item : classes_) {
    Recognised best{item.id, 0, {}};
    for (const std::string& term : item.folded_terms) {
      const int score = score_of(term, typed);
      if (score > best.score) best = Recognised{item.id, score, term};
    }
    if (best.score > 0) found.push_back(std::move(best));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace kringwerk::materials
