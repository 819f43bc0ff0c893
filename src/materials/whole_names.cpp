#include "materials/whole_names.h"

#include <algorithm>
#include <cstddef>

namespace kringwerk::materials {

namespace {

using Fold = std::function<std::string(std::string_view)>;

constexpr std::size_t kMostCommas = 5;

bool is_term(const Taxonomy& taxonomy, const std::string& folded) {
  return std::any_of(taxonomy.classes().begin(), taxonomy.classes().end(), [&](const MaterialClass& one) {
    return std::find(one.folded_terms.begin(), one.folded_terms.end(), folded) != one.folded_terms.end();
  });
}

bool is_name(const Taxonomy& taxonomy, std::string_view typed, const Fold& fold) {
  if (is_term(taxonomy, fold(typed))) return true;
  const auto state = typed.rfind('(');
  return state != std::string_view::npos && typed.ends_with(')') && is_term(taxonomy, fold(typed.substr(0, state)));
}

}  // namespace

std::vector<std::string> whole_names(const Taxonomy& taxonomy, const std::vector<std::string>& parts,
                                     const Fold& fold) {
  std::vector<std::string> names;
  for (std::size_t first = 0; first < parts.size();) {
    std::string name = parts[first];
    std::size_t next = first + 1;
    std::string longer = name;
    for (std::size_t last = first + 1; last < parts.size() && last - first <= kMostCommas; ++last) {
      longer += ", " + parts[last];
      if (!is_name(taxonomy, longer, fold)) continue;
      name = longer;
      next = last + 1;
    }
    names.push_back(std::move(name));
    first = next;
  }
  return names;
}

}  // namespace kringwerk::materials
