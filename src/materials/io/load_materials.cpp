#include "materials/io/load_materials.h"

#include "base/word_list.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::Rows;

MaterialClass read_class(const Rows& rows) {
  MaterialClass material;
  material.id = rows.get<std::string>(0);
  material.parent = rows.get<std::optional<std::string>>(1).value_or("");
  material.family = rows.get<std::string>(2);
  material.name = LocalText{rows.get<std::string>(3), rows.get<std::string>(4), rows.get<std::string>(5)};
  material.states = split_list(rows.get<std::string>(6));
  material.default_unit = rows.get<std::string>(7);
  material.mass_per_m3 = rows.get<std::optional<Mass>>(8);
  material.price_per_tonne = rows.get<std::optional<Money>>(9);
  material.price_source = rows.get<std::string>(10);
  material.waste_codes = split_list(rows.get<std::string>(11));
  material.is_hazardous = rows.get<bool>(12);
  for (const Language language : kLanguages)
    material.folded_terms.push_back(text::folded(material.name.exact(language)));
  return material;
}

}  // namespace

Taxonomy load_taxonomy(Connection& connection) {
  std::vector<MaterialClass> classes;
  std::map<std::string, std::size_t> place;
  {
    Rows rows = connection.query(
        "SELECT material_id, parent_id, family, name_nl, name_en, name_fr, states, default_unit, grams_per_m3, "
        "price_cents_per_tonne, price_source, waste_codes, is_hazardous FROM material ORDER BY material_id");
    while (rows.next()) {
      classes.push_back(read_class(rows));
      place[classes.back().id] = classes.size() - 1;
    }
  }
  Rows rows = connection.query("SELECT material_id, synonym FROM material_synonym ORDER BY material_id, synonym");
  while (rows.next()) {
    classes[place.at(rows.get<std::string>(0))].folded_terms.push_back(text::folded(rows.text(1)));
  }
  return Taxonomy(std::move(classes));
}

Terms load_terms(Connection& connection) {
  Terms terms;
  Rows rows = connection.query("SELECT list, term, name_nl, name_en, name_fr, retention FROM term");
  while (rows.next()) {
    const std::string list = rows.get<std::string>(0);
    const std::string term = rows.get<std::string>(1);
    const LocalText name{rows.get<std::string>(2), rows.get<std::string>(3), rows.get<std::string>(4)};
    if (list == "material_state") terms.states[term] = name;
    if (list == "activity_kind") terms.activity_kinds[term] = name;
    if (list == "retention") {
      terms.retention_names[term] = name;
      terms.retention[term] = rows.get<std::optional<double>>(5).value_or(0);
    }
  }
  return terms;
}

}  // namespace kringwerk::materials
