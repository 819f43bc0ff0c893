#include "planning/potential_rows.h"

#include <algorithm>

#include "base/csv.h"
#include "base/ensure.h"
#include "base/word_list.h"
#include "matching/nth.h"
#include "planning/kept_number.h"

namespace kringwerk::planning {

namespace {

using matching::Instance;
using matching::nth;
using matching::Potential;
using matching::PotentialKind;

constexpr std::string_view kHeader = "kind,hub,work,materials,low_eur,high_eur,records";
constexpr std::size_t kColumns = 7;

/// The record whose place says which hubs a group belongs to. A workshop is where its activities are.
const std::string& id_of(const Instance& instance, PotentialKind kind, int record) {
  switch (kind) {
    case PotentialKind::capacity:
    case PotentialKind::work:
      return nth(instance.activities, record).id;
    case PotentialKind::labour:
      return nth(instance.workshops, record).id;
    case PotentialKind::need:
      return nth(instance.needs, record).id;
    case PotentialKind::offer:
      break;
  }
  return nth(instance.offers, record).id;
}

std::string place_of(const Instance& instance, const PlanNames& names, PotentialKind kind, int record) {
  std::string id = id_of(instance, kind, record);
  if (kind == PotentialKind::labour) {
    const auto found = std::find_if(instance.activities.begin(), instance.activities.end(),
                                    [&](const matching::Activity& activity) { return activity.workshop == record; });
    if (found != instance.activities.end()) id = found->id;
  }
  const auto name = names.records.find(id);
  return name == names.records.end() ? "" : name->second.place;
}

std::vector<std::string> materials_of(const Instance& instance, PotentialKind kind, int record) {
  std::vector<int> materials;
  if (kind == PotentialKind::capacity || kind == PotentialKind::work) {
    materials = nth(instance.activities, record).materials;
  }
  if (kind == PotentialKind::need) materials = nth(instance.needs, record).materials;
  if (kind == PotentialKind::offer) materials = {nth(instance.offers, record).material};
  std::vector<std::string> ids;
  for (const int material : materials) ids.push_back(nth(instance.materials, material).id);
  return ids;
}

}  // namespace

matching::PotentialOptions potential_by_hub(const Instance& instance, const PlanNames& names) {
  matching::PotentialOptions options;
  options.with_work = true;
  options.labels = [&](PotentialKind kind, int record) -> std::vector<std::string> {
    const auto place = names.places.find(place_of(instance, names, kind, record));
    if (place == names.places.end() || place->second.hubs.empty()) return {""};
    return place->second.hubs;
  };
  return options;
}

std::vector<PotentialRow> potential_rows(const Instance& instance, const std::vector<Potential>& found) {
  std::vector<PotentialRow> rows;
  for (const Potential& potential : found) {
    PotentialRow row{.kind = potential.kind,
                     .hub = potential.label,
                     .work = "",
                     .materials = materials_of(instance, potential.kind, potential.records.front()),
                     .low_eur = potential.low_eur_per_unit,
                     .high_eur = potential.high_eur_per_unit,
                     .records = {}};
    if (row.kind == PotentialKind::capacity || row.kind == PotentialKind::work) {
      row.work = nth(instance.activities, potential.records.front()).kind;
    }
    for (const int record : potential.records) row.records.push_back(id_of(instance, potential.kind, record));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string potential_text(const std::vector<PotentialRow>& rows) {
  std::string text = std::string(kHeader) + "\r\n";
  for (const PotentialRow& row : rows) {
    const std::array<std::string, kColumns> fields{std::string(key_of(row.kind)),
                                                   row.hub,
                                                   row.work,
                                                   join_list(row.materials),
                                                   number_text(row.low_eur),
                                                   number_text(row.high_eur),
                                                   join_list(row.records)};
    for (const std::string& field : fields) text += (&field == fields.data() ? "" : ",") + csv_field(field, false);
    text += "\r\n";
  }
  return text;
}

std::vector<PotentialRow> read_potential(std::string_view text) {
  std::vector<PotentialRow> rows;
  CsvReader reader(text);
  ensure(reader.next().has_value(), "potential.csv has a header");
  while (auto record = reader.next()) {
    const std::vector<std::string>& fields = record->fields;
    ensure(fields.size() == kColumns, "a line of potential.csv has all columns");
    const auto kind = std::find(kPotentialKeys.begin(), kPotentialKeys.end(), fields[0]);
    ensure(kind != kPotentialKeys.end(), "a line of potential.csv is of a known kind");
    rows.push_back({.kind = static_cast<PotentialKind>(kind - kPotentialKeys.begin()),
                    .hub = fields[1],
                    .work = fields[2],
                    .materials = split_list(fields[3]),
                    .low_eur = kept_number(fields[4]),
                    .high_eur = kept_number(fields[5]),
                    .records = split_list(fields[6])});
  }
  return rows;
}

}  // namespace kringwerk::planning
