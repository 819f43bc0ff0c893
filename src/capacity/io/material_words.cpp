#include "capacity/io/material_words.h"

#include <algorithm>

#include "materials/whole_names.h"
#include "text/format.h"

namespace kringwerk::capacity {

namespace {

bool is_named(const LocalText& name, const std::string& folded) {
  return std::any_of(kLanguages.begin(), kLanguages.end(), [&](Language language) {
    return !name.exact(language).empty() && text::folded(name.exact(language)) == folded;
  });
}

}  // namespace

std::string MaterialWords::name(const std::string& material) const {
  const auto cut = material.find('~');
  const materials::MaterialClass* found = taxonomy_.find(material.substr(0, cut));
  std::string words = found == nullptr ? material.substr(0, cut) : found->name.best(language_);
  if (cut == std::string::npos) return words;
  const auto state = terms_.states.find(material.substr(cut + 1));
  return words + " (" + (state == terms_.states.end() ? material.substr(cut + 1) : state->second.best(language_)) + ")";
}

std::string MaterialWords::find_class(std::string_view typed) const {
  const std::string folded = text::folded(typed);
  if (folded.empty()) return {};
  for (const materials::MaterialClass& one : taxonomy_.classes()) {
    if (one.id == typed || is_named(one.name, folded)) return one.id;
  }
  const auto guesses = taxonomy_.recognise(folded, 1);
  return guesses.empty() ? std::string() : guesses.front().material;
}

std::string MaterialWords::find(std::string_view typed) const {
  const auto open = typed.rfind('(');
  if (open == std::string_view::npos) return find_class(typed);
  const std::string whole = text::folded(typed);
  // A name may hold brackets of its own.
  for (const materials::MaterialClass& one : taxonomy_.classes()) {
    if (is_named(one.name, whole)) return one.id;
  }
  const std::string material = find_class(typed.substr(0, open));
  const std::string state = text::folded(typed.substr(open + 1));
  const materials::MaterialClass* found = taxonomy_.find(material);
  if (found == nullptr) return {};
  for (const std::string& key : found->states) {
    const auto term = terms_.states.find(key);
    if (key == state || (term != terms_.states.end() && is_named(term->second, state))) {
      return key == "as_is" ? material : std::string(material).append("~").append(key);
    }
  }
  return {};
}

std::vector<std::string> MaterialWords::whole_names(const std::vector<std::string>& parts) const {
  return materials::whole_names(taxonomy_, parts, text::folded);
}

}  // namespace kringwerk::capacity
