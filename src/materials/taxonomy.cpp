#include "materials/taxonomy.h"

#include <algorithm>

#include "materials/word_fit.h"

namespace kringwerk::materials {

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
  const auto typed = words_in(folded);
  std::vector<Recognised> found;
  for (const MaterialClass& item : classes_) {
    Recognised best{item.id, 0, {}};
    for (const std::string& term : item.folded_terms) {
      const int score = term_score(term, typed);
      if (score > best.score) best = Recognised{item.id, score, term};
    }
    if (best.score > 0) found.push_back(std::move(best));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace kringwerk::materials
