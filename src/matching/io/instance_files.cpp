#include "matching/io/instance_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "matching/instance_builder.h"
#include "matching/io/instance_table.h"
#include "matching/io/load_policy_file.h"
#include "matching/row_checks.h"

namespace kringwerk::matching {

namespace {

constexpr std::array<const char*, 7> kFiles{"policy.toml",   "materials.csv",  "offers.csv", "needs.csv",
                                            "workshops.csv", "activities.csv", "outputs.csv"};

class Reader {
 public:
  explicit Reader(const std::map<std::string, std::string>& texts) : texts_(texts) {}

  Result<Instance> read() {
    for (const char* file : kFiles) {
      if (!texts_.contains(file)) found_.push_back(finding("matching.file_missing", {file, 0}, ""));
    }
    if (texts_.contains("policy.toml")) rows_.policy = read_policy(texts_.at("policy.toml"), found_);
    read_materials();
    read_offers();
    read_needs();
    read_workshops();
    read_activities();
    read_outputs();
    auto built = build_instance(rows_);
    if (!built) append(found_, std::get<Invalid>(built.error()).violations);
    if (found_.empty()) return built;
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Violation& a, const Violation& b) { return place_of(a) < place_of(b); });
    return Invalid{std::move(found_)};
  }

 private:
  /// The order of the files, then of their lines.
  static std::pair<std::ptrdiff_t, std::int64_t> place_of(const Violation& violation) {
    const auto& file = std::get<std::string>(violation.facts[0].value);
    return {std::find(kFiles.begin(), kFiles.end(), file) - kFiles.begin(),
            std::get<std::int64_t>(violation.facts[1].value)};
  }

  void note_unread(std::string_view file) {
    rows_.unread.materials = rows_.unread.materials || file == "materials.csv";
    rows_.unread.workshops = rows_.unread.workshops || file == "workshops.csv";
    rows_.unread.activities = rows_.unread.activities || file == "activities.csv";
  }

  template <class Take>
  void each(const TableShape& shape, Take take) {
    const auto text = texts_.find(std::string(shape.file));
    if (text == texts_.end()) return note_unread(shape.file);
    InstanceTable table(text->second, shape, found_);
    if (!table.is_whole()) note_unread(shape.file);
    rows_.unread.ids.insert(table.lost_ids().begin(), table.lost_ids().end());
    for (std::size_t row = 0; row < table.rows(); ++row) take(table, row);
  }

  void read_materials() {
    each({"materials.csv", {"id", "name", "price_eur_per_t"}, {}}, [&](InstanceTable& table, std::size_t row) {
      rows_.materials.push_back(
          {table.where(row), table.text(row, "id"), table.text(row, "name"), table.number(row, "price_eur_per_t")});
    });
  }

  void read_offers() {
    const TableShape shape{"offers.csv", {"id", "material", "grade", "kg", "from", "to", "lon", "lat", "permit"}, {}};
    each(shape, [&](InstanceTable& table, std::size_t row) {
      OfferRow offer{.where = table.where(row), .id = table.text(row, "id"), .material = table.text(row, "material")};
      offer.grade = table.number(row, "grade");
      offer.kg = table.number(row, "kg");
      offer.window = table.window(row);
      offer.at = table.place(row);
      offer.permit = table.list(row, "permit");
      rows_.offers.push_back(std::move(offer));
    });
  }

  void read_needs() {
    const TableShape shape{"needs.csv",
                           {"id", "materials", "min_grade", "kg", "from", "to", "lon", "lat", "retention", "permits"},
                           {"min_kg"}};
    each(shape, [&](InstanceTable& table, std::size_t row) {
      NeedRow need{.where = table.where(row), .id = table.text(row, "id"), .materials = table.list(row, "materials")};
      need.min_grade = table.number(row, "min_grade");
      need.kg = table.number(row, "kg");
      need.window = table.window(row);
      need.at = table.place(row);
      need.retention = table.number(row, "retention");
      need.permits = table.list(row, "permits");
      if (!table.text(row, "min_kg").empty()) need.min_kg = table.number(row, "min_kg");
      rows_.needs.push_back(std::move(need));
    });
  }

  void read_workshops() {
    const TableShape shape{"workshops.csv", {"id", "name", "lon", "lat", "labour_hours", "small", "permits"}, {}};
    each(shape, [&](InstanceTable& table, std::size_t row) {
      WorkshopRow workshop{.where = table.where(row), .id = table.text(row, "id"), .name = table.text(row, "name")};
      workshop.at = table.place(row);
      if (!table.text(row, "labour_hours").empty()) workshop.labour_hours = table.number(row, "labour_hours");
      workshop.small = table.yes(row, "small");
      workshop.permits = table.list(row, "permits");
      rows_.workshops.push_back(std::move(workshop));
    });
  }

  void read_activities() {
    const TableShape shape{"activities.csv",
                           {"id", "workshop", "kind", "materials", "min_grade", "capacity_kg", "cost_eur_per_t",
                            "hours_per_t", "lead_days"},
                           {"min_kg"}};
    each(shape, [&](InstanceTable& table, std::size_t row) {
      ActivityRow activity{.where = table.where(row), .id = table.text(row, "id")};
      activity.workshop = table.text(row, "workshop");
      activity.kind = table.text(row, "kind");
      activity.materials = table.list(row, "materials");
      activity.min_grade = table.number(row, "min_grade");
      activity.capacity_kg = table.number(row, "capacity_kg");
      activity.cost_eur_per_t = table.number(row, "cost_eur_per_t");
      activity.hours_per_t = table.number(row, "hours_per_t");
      activity.lead_days = table.number(row, "lead_days");
      if (!table.text(row, "min_kg").empty()) activity.min_kg = table.number(row, "min_kg");
      rows_.activities.push_back(std::move(activity));
    });
  }

  void read_outputs() {
    each({"outputs.csv", {"activity", "material", "grade", "yield"}, {"permit"}},
         [&](InstanceTable& table, std::size_t row) {
           OutputRow output{.where = table.where(row), .activity = table.text(row, "activity")};
           output.material = table.text(row, "material");
           output.grade = table.number(row, "grade");
           output.yield = table.number(row, "yield");
           output.permit = table.list(row, "permit");
           rows_.outputs.push_back(std::move(output));
         });
  }

  const std::map<std::string, std::string>& texts_;
  InstanceRows rows_;
  Violations found_;
};

}  // namespace

Result<Instance> read_instance(const std::map<std::string, std::string>& texts) {
  return Reader(texts).read();
}

std::map<std::string, std::string> instance_texts(const std::filesystem::path& folder) {
  std::map<std::string, std::string> texts;
  for (const char* file : kFiles) {
    if (!std::filesystem::exists(folder / file)) continue;
    std::ifstream in(folder / file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) throw std::runtime_error("cannot read " + (folder / file).string());
    texts.emplace(file, std::move(text));
  }
  return texts;
}

Result<Instance> read_instance_folder(const std::filesystem::path& folder) {
  return read_instance(instance_texts(folder));
}

}  // namespace kringwerk::matching
