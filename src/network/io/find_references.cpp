#include "network/io/find_references.h"

#include <algorithm>
#include <set>

#include "network/io/load_places.h"
#include "network/organisation.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

constexpr int kMostChoices = 12;

std::string name_of_place(Connection& connection, const std::string& nis, Language language) {
  const auto town = load_municipality(connection, Nis{nis});
  return town ? town->name.best(language) : nis;
}

/// Name, with the municipality where several have the same.
std::string name_of_organisation(Connection& connection, OrganisationId id) {
  Rows rows = connection.query("SELECT name FROM organisation WHERE organisation_id = ?1", id);
  return rows.next() ? rows.get<std::string>(0) : std::string();
}

FoundReference one_of(std::vector<ReferenceChoice> choices, const TypedReference& typed) {
  const auto picked = std::find_if(choices.begin(), choices.end(),
                                   [&](const ReferenceChoice& choice) { return choice.key == typed.picked; });
  if (picked != choices.end()) return {picked->key, {}};
  if (choices.size() == 1) return {choices.front().key, {}};
  return {{}, std::move(choices)};
}

FoundReference find_place(Connection& connection, const TypedReference& typed, Language language) {
  if (!typed.kept.empty() && name_of_place(connection, typed.kept, language) == typed.words) return {typed.kept, {}};
  std::vector<ReferenceChoice> choices;
  const std::string folded = text::folded(typed.words);
  for (const FoundPlace& found : find_places(connection, typed.words)) {
    const Municipality& town = found.municipality;
    const bool is_exact =
        text::folded(town.name.best(Language::nl)) == folded || text::folded(town.name.best(Language::fr)) == folded;
    if (is_exact) return {town.nis.code, {}};
    // A postcode has several places of one municipality.
    const bool is_new = std::none_of(choices.begin(), choices.end(),
                                     [&](const ReferenceChoice& choice) { return choice.key == town.nis.code; });
    if (is_new) choices.push_back({town.nis.code, town.name.best(language)});
  }
  return one_of(std::move(choices), typed);
}

FoundReference find_organisation(Connection& connection, const TypedReference& typed) {
  const auto kept = OrganisationId::parse(typed.kept);
  if (kept && name_of_organisation(connection, *kept) == typed.words) return {typed.kept, {}};
  std::vector<ReferenceChoice> choices = find_organisations(connection, typed.words, kMostChoices);
  std::vector<ReferenceChoice> exact;
  const std::string folded = text::folded(typed.words);
  std::copy_if(choices.begin(), choices.end(), std::back_inserter(exact), [&](const ReferenceChoice& choice) {
    const std::string name = choice.name.substr(0, choice.name.rfind(", "));
    return text::folded(choice.name) == folded || text::folded(name) == folded;
  });
  return one_of(exact.empty() ? std::move(choices) : std::move(exact), typed);
}

}  // namespace

FoundReference find_reference(Connection& connection, ColumnKind kind, const TypedReference& typed, Language language) {
  return kind == ColumnKind::place ? find_place(connection, typed, language) : find_organisation(connection, typed);
}

std::vector<ReferenceChoice> find_organisations(Connection& connection, std::string_view words, int most) {
  std::vector<ReferenceChoice> found;
  const std::string folded = text::folded(words);
  Rows rows = connection.query(
      "SELECT o.organisation_id, o.name, COALESCE(m.name_nl, '') FROM organisation o LEFT JOIN municipality m ON m.nis "
      "= o.nis ORDER BY o.name_sort, o.organisation_id");
  while (rows.next() && std::cmp_less(found.size(), most)) {
    const std::string name = rows.get<std::string>(1);
    if (text::folded(name).find(folded) == std::string::npos) continue;
    const std::string town = rows.get<std::string>(2);
    std::string label = name;
    if (!town.empty()) label.append(", ").append(town);
    found.push_back({rows.get<OrganisationId>(0).text(), std::move(label)});
  }
  return found;
}

std::string ReferenceNames::of(ColumnKind kind, const std::string& key) const {
  const auto& names = kind == ColumnKind::place ? places : organisations;
  const auto found = names.find(key);
  return found == names.end() ? key : found->second;
}

ReferenceNames load_reference_names(Connection& connection, const EditShape& shape,
                                    const std::vector<const RecordImage*>& images, Language language) {
  ReferenceNames names;
  for (const FieldShape& field : shape.fields) {
    for (const ColumnShape& column : field.columns) {
      if (column.kind != ColumnKind::place && column.kind != ColumnKind::organisation) continue;
      for (const RecordImage* image : images) {
        for (const FactRow& row : image->rows(field.name)) {
          const std::string key = column_of(row, column.name);
          auto& known = column.kind == ColumnKind::place ? names.places : names.organisations;
          if (key.empty() || known.contains(key)) continue;
          if (column.kind == ColumnKind::place) {
            known[key] = name_of_place(connection, key, language);
          } else if (const auto id = OrganisationId::parse(key)) {
            known[key] = name_of_organisation(connection, *id);
          }
        }
      }
    }
  }
  return names;
}

}  // namespace kringwerk::network
