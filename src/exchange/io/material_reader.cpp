#include "exchange/io/material_reader.h"

#include <algorithm>

#include "materials/whole_names.h"
#include "text/format.h"

namespace kringwerk::exchange {

std::string MaterialReader::find(const std::string& typed) const {
  const auto state_at = typed.find('~');
  const materials::MaterialClass* named = taxonomy_.find(typed.substr(0, state_at));
  if (named != nullptr) {
    if (state_at == std::string::npos) return typed;
    const auto& states = named->states;
    return std::find(states.begin(), states.end(), typed.substr(state_at + 1)) == states.end() ? "" : typed;
  }
  const auto guesses = taxonomy_.recognise(text::folded(typed), 1);
  return guesses.empty() ? std::string() : guesses.front().material;
}

std::vector<std::string> MaterialReader::materials(RowReader& reader, std::string_view field) const {
  std::vector<std::string> found;
  for (const std::string& part : materials::whole_names(taxonomy_, reader.list(field), text::folded)) {
    std::string material = find(part);
    if (material.empty()) {
      reader.report({"exchange.material_unknown", std::string(field), {{"typed", part}}});
    } else if (std::find(found.begin(), found.end(), material) == found.end()) {
      found.push_back(std::move(material));
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace kringwerk::exchange
