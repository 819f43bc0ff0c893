#include "planning/plan_names.h"

#include <array>

#include "base/csv.h"
#include "base/ensure.h"
#include "base/word_list.h"
#include "planning/kept_number.h"

namespace kringwerk::planning {

namespace {

/// The columns of names.csv; each kind of line uses its own.
enum class Column {
  what,
  id,
  nl,
  en,
  fr,
  state_nl,
  state_en,
  state_fr,
  owner,
  organisation,
  place,
  hubs,
  family,
  example,
  lon,
  lat
};
constexpr std::size_t kColumns = 16;
constexpr std::string_view kHeader =
    "what,id,nl,en,fr,state_nl,state_en,state_fr,owner,organisation,place,hubs,family,is_example,lon,lat";

class Line {
 public:
  Line() = default;
  explicit Line(std::vector<std::string> fields) {
    ensure(fields.size() == kColumns, "a line of names.csv has all columns");
    for (std::size_t i = 0; i < kColumns; ++i) fields_[i] = std::move(fields[i]);
  }
  std::string& operator[](Column column) { return fields_[static_cast<std::size_t>(column)]; }
  const std::string& operator[](Column column) const { return fields_[static_cast<std::size_t>(column)]; }

  void set_name(const LocalText& name) { set(name, Column::nl); }
  void set_state(const LocalText& state) { set(state, Column::state_nl); }
  LocalText name() const { return text(Column::nl); }
  LocalText state() const { return text(Column::state_nl); }

  void write(std::string& out) const {
    for (std::size_t i = 0; i < kColumns; ++i) out += (i == 0 ? "" : ",") + csv_field(fields_[i], false);
    out += "\r\n";
  }

 private:
  static Column after(Column first, int more) { return static_cast<Column>(static_cast<int>(first) + more); }
  void set(const LocalText& text, Column first) {
    for (const Language language : kLanguages) (*this)[after(first, static_cast<int>(language))] = text.exact(language);
  }
  LocalText text(Column first) const { return {(*this)[first], (*this)[after(first, 1)], (*this)[after(first, 2)]}; }
  std::array<std::string, kColumns> fields_;
};

Line line_of(std::string_view what, const std::string& id) {
  Line line;
  line[Column::what] = what;
  line[Column::id] = id;
  return line;
}

void write_records(const PlanNames& names, std::string& out) {
  for (const auto& [id, record] : names.records) {
    Line line = line_of("record", id);
    line[Column::owner] = record.owner;
    line[Column::organisation] = record.organisation;
    line[Column::place] = record.place;
    line[Column::example] = record.is_example ? "1" : "0";
    line.write(out);
  }
}

void write_materials(const PlanNames& names, std::string& out) {
  for (const auto& [id, material] : names.materials) {
    Line line = line_of("material", id);
    line.set_name(material.name);
    line.set_state(material.state);
    line[Column::family] = material.family;
    line.write(out);
  }
}

void write_places(const PlanNames& names, std::string& out) {
  for (const auto& [nis, place] : names.places) {
    Line line = line_of("place", nis);
    line.set_name(place.name);
    line[Column::hubs] = join_list(place.hubs);
    line[Column::lon] = number_text(place.centre.lon);
    line[Column::lat] = number_text(place.centre.lat);
    line.write(out);
  }
}

void read_line(const Line& line, PlanNames& names) {
  const std::string& what = line[Column::what];
  const std::string& id = line[Column::id];
  if (what == "record") {
    names.records[id] = {line[Column::owner], line[Column::organisation], line[Column::place],
                         line[Column::example] == "1"};
  } else if (what == "material") {
    names.materials[id] = {line.name(), line.state(), line[Column::family]};
  } else if (what == "place") {
    names.places[id] = {
        line.name(), {kept_number(line[Column::lon]), kept_number(line[Column::lat])}, split_list(line[Column::hubs])};
  } else if (what == "hub") {
    names.hubs[id] = line[Column::nl];
  } else {
    ensure(what == "kind", "a line of names.csv is of a known kind");
    names.kinds[id] = line.name();
  }
}

}  // namespace

std::string names_text(const PlanNames& names) {
  std::string out = std::string(kHeader) + "\r\n";
  write_records(names, out);
  write_materials(names, out);
  write_places(names, out);
  for (const auto& [id, name] : names.hubs) {
    Line line = line_of("hub", id);
    line[Column::nl] = name;
    line.write(out);
  }
  for (const auto& [key, name] : names.kinds) {
    Line line = line_of("kind", key);
    line.set_name(name);
    line.write(out);
  }
  return out;
}

PlanNames read_names(std::string_view text) {
  PlanNames names;
  CsvReader reader(text);
  ensure(reader.next().has_value(), "names.csv has a header");
  while (auto record = reader.next()) read_line(Line(std::move(record->fields)), names);
  ensure(!reader.error(), "names.csv is a table");
  return names;
}

}  // namespace kringwerk::planning
