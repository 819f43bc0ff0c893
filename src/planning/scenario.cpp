#include "planning/scenario.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/csv.h"
#include "base/ensure.h"
#include "matching/nth.h"
#include "planning/kept_number.h"

namespace kringwerk::planning {

namespace {

using matching::Instance;
using matching::nth;

constexpr std::int64_t kMostKgPerWeek = 100'000'000;
constexpr std::int64_t kKilogramsPerTonne = 1000;
constexpr double kMostFactor = 100;
constexpr double kMostEuros = 100'000;
constexpr double kMostHours = 10'000;

template <class Record>
const Record* find(const std::vector<Record>& records, const std::string& id) {
  const auto found = std::find_if(records.begin(), records.end(), [&](const Record& one) { return one.id == id; });
  return found == records.end() ? nullptr : &*found;
}

bool is_known(const Instance& instance, const Change& change) {
  switch (change.kind) {
    case ChangeKind::add_activity:
    case ChangeKind::set_capacity:
      return find(instance.activities, change.subject) != nullptr;
    case ChangeKind::remove_workshop:
      return find(instance.workshops, change.subject) != nullptr;
    case ChangeKind::add_offer:
    case ChangeKind::add_need:
      return find(instance.materials, change.subject) != nullptr;
    case ChangeKind::remove_stream:
      return find(instance.offers, change.subject) != nullptr || find(instance.needs, change.subject) != nullptr;
    case ChangeKind::set_policy:
      break;
  }
  return std::find(kPolicyKeys.begin(), kPolicyKeys.end(), change.subject) != kPolicyKeys.end();
}

bool adds(ChangeKind kind) {
  return kind == ChangeKind::add_activity || kind == ChangeKind::add_offer || kind == ChangeKind::add_need;
}

std::string quoted(const std::string& text) {
  std::string all = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') all += '\\';
    all += c;
  }
  return all + "\"";
}

std::string names(const Instance& instance, const std::vector<int>& materials) {
  std::string list;
  for (const int material : materials) list += (list.empty() ? "" : ";") + nth(instance.materials, material).id;
  return list;
}

std::string permit_names(const Instance& instance, const matching::Permits& permits) {
  std::string list;
  for (const int permit : permits) list += (list.empty() ? "" : ";") + nth(instance.permit_names, permit);
  return list;
}

/// Permits that every offer of a material needs here: a new one needs them too.
std::string usual_permit(const Instance& instance, const std::string& material) {
  for (const matching::Offer& offer : instance.offers) {
    if (nth(instance.materials, offer.material).id == material) return permit_names(instance, offer.permit);
  }
  return "";
}

class TomlWriter {
 public:
  TomlWriter(const Instance& instance, const std::vector<Change>& changes, int weeks)
      : instance_(instance), changes_(changes), weeks_(weeks) {}

  std::string write() {
    for (std::size_t i = 0; i < changes_.size(); ++i) add(changes_[i], "new-" + std::to_string(i + 1));
    for (const std::string& id : gone_) remove_workshop(id);
    for (const auto& [id, file] : streams_) out_ += "[[remove]]\nfile = \"" + file + "\"\nid = " + quoted(id) + "\n";
    for (const auto& [id, kg] : capacities_) {
      const matching::Activity* activity = find(instance_.activities, id);
      if (contains(gone_, nth(instance_.workshops, activity->workshop).id)) continue;
      out_ += "[[set]]\nfile = \"activities\"\nid = " + quoted(id) +
              "\ncolumn = \"capacity_kg\"\nvalue = " + std::to_string(kg) + "\n";
    }
    if (!policy_.empty()) out_ += "[policy]\n";
    for (const auto& [key, value] : policy_) out_ += key + " = " + toml_number(value) + "\n";
    return std::move(out_);
  }

 private:
  static bool contains(const std::vector<std::string>& list, const std::string& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
  }

  void add(const Change& change, const std::string& id) {
    switch (change.kind) {
      case ChangeKind::add_activity:
        return add_activity(change, id);
      case ChangeKind::remove_workshop:
        if (!contains(gone_, change.subject)) gone_.push_back(change.subject);
        return;
      case ChangeKind::set_capacity:
        return set_capacity(change);
      case ChangeKind::add_offer:
        return add_offer(change, id);
      case ChangeKind::add_need:
        return add_need(change, id);
      case ChangeKind::remove_stream:
        streams_.insert_or_assign(change.subject,
                                  find(instance_.offers, change.subject) != nullptr ? "offers" : "needs");
        return;
      case ChangeKind::set_policy:
        policy_.insert_or_assign(change.subject, change.number);
        return;
    }
  }

  void row(const char* file, const std::string& fields) {
    out_ += std::string("[[add]]\nfile = \"") + file + "\"\nrow = { " + fields + " }\n";
  }
  std::string kg(const Change& change) const { return std::to_string(change.kg_per_week * weeks_); }
  static std::string place(const Change& change) {
    return ", lon = " + toml_number(change.at.lon) + ", lat = " + toml_number(change.at.lat);
  }

  /// Like another: the same materials, grade, yields, days and permits, at another place.
  void add_activity(const Change& change, const std::string& id) {
    const matching::Activity& like = *find(instance_.activities, change.subject);
    const matching::Workshop& workshop = nth(instance_.workshops, like.workshop);
    row("workshops",
        "id = " + quoted(id + "-workshop") + ", name = " + quoted(id) + place(change) +
            ", labour_hours = \"\", small = 0, permits = " + quoted(permit_names(instance_, workshop.permits)));
    row("activities",
        "id = " + quoted(id) + ", workshop = " + quoted(id + "-workshop") + ", kind = " + quoted(like.kind) +
            ", materials = " + quoted(names(instance_, like.materials)) +
            ", min_grade = " + std::to_string(like.min_grade) + ", capacity_kg = " + kg(change) +
            ", cost_eur_per_t = " + toml_number(change.cost_eur.value_or(like.cost_eur_per_t)) +
            ", hours_per_t = " + toml_number(change.hours.value_or(like.hours_per_t)) +
            ", lead_days = " + std::to_string(like.lead_days) + ", min_kg = " + std::to_string(like.min_kg));
    for (const matching::Output& output : like.outputs) {
      row("outputs", "activity = " + quoted(id) +
                         ", material = " + quoted(nth(instance_.materials, output.material).id) +
                         ", grade = " + std::to_string(output.grade) + ", yield = " + toml_number(output.yield()) +
                         ", permit = " + quoted(permit_names(instance_, output.permit)));
    }
  }

  void add_offer(const Change& change, const std::string& id) {
    constexpr int kAssumedGrade = 5;
    row("offers", "id = " + quoted(id) + ", material = " + quoted(change.subject) +
                      ", grade = " + std::to_string(kAssumedGrade) + ", kg = " + kg(change) + place(change) +
                      ", permit = " + quoted(usual_permit(instance_, change.subject)));
  }

  /// Keeps as much of the price as the needs for this material do on average; all of it when there are none.
  void add_need(const Change& change, const std::string& id) {
    double sum = 0;
    int count = 0;
    for (const matching::Need& need : instance_.needs) {
      const bool takes = std::any_of(need.materials.begin(), need.materials.end(), [&](int material) {
        return nth(instance_.materials, material).id == change.subject;
      });
      if (takes) sum += need.retention;
      if (takes) ++count;
    }
    row("needs", "id = " + quoted(id) + ", materials = " + quoted(change.subject) + ", min_grade = 0, kg = " +
                     kg(change) + place(change) + ", retention = " + toml_number(count == 0 ? 1 : sum / count) +
                     ", permits = " + quoted(usual_permit(instance_, change.subject)) + ", min_kg = 0");
  }

  void set_capacity(const Change& change) {
    const matching::Activity* activity = find(instance_.activities, change.subject);
    const auto now = capacities_.try_emplace(change.subject, activity->capacity_kg).first;
    now->second =
        change.factor ? std::llround(static_cast<double>(now->second) * *change.factor) : change.kg_per_week * weeks_;
  }

  void remove_workshop(const std::string& id) {
    const auto removed = [&](const char* file, const std::string& record) {
      out_ += std::string("[[remove]]\nfile = \"") + file + "\"\nid = " + quoted(record) + "\n";
    };
    for (const matching::Activity& activity : instance_.activities) {
      if (nth(instance_.workshops, activity.workshop).id != id) continue;
      for (const matching::Output& output : activity.outputs) {
        removed("outputs", activity.id + ";" + nth(instance_.materials, output.material).id);
      }
      removed("activities", activity.id);
    }
    removed("workshops", id);
  }

  const Instance& instance_;
  const std::vector<Change>& changes_;
  int weeks_;
  std::string out_;
  std::vector<std::string> gone_;
  std::map<std::string, std::string> streams_;
  std::map<std::string, std::int64_t> capacities_;
  std::map<std::string, double> policy_;
};

constexpr std::size_t kColumns = 10;
constexpr std::string_view kHeader = "kind,subject,place,lon,lat,kg_per_week,factor,cost_eur,hours,number";

std::optional<double> maybe_number(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(kept_number(text));
}

std::string maybe_text(const std::optional<double>& value) {
  return value ? number_text(*value) : "";
}

bool is_within(double value, double most) {
  return std::isfinite(value) && value >= 0 && value <= most;
}

}  // namespace

Violations check_change(const Instance& instance, const std::vector<Change>& before, const Change& change) {
  Violations found;
  if (before.size() >= kMostChanges) {
    found.push_back({"whatif.too_many_changes", "", {{"most", static_cast<std::int64_t>(kMostChanges)}}});
  }
  if (!is_known(instance, change)) found.push_back({"whatif.subject_unknown", "subject", {}});
  const bool is_capacity = change.kind == ChangeKind::set_capacity;
  const std::int64_t least = is_capacity ? 0 : 1;
  if ((adds(change.kind) || (is_capacity && !change.factor)) &&
      (change.kg_per_week < least || change.kg_per_week > kMostKgPerWeek)) {
    found.push_back({"whatif.amount_out_of_range", "amount", {{"most", kMostKgPerWeek / kKilogramsPerTonne}}});
  }
  if (is_capacity && change.factor && !is_within(*change.factor, kMostFactor)) {
    found.push_back({"whatif.factor_out_of_range", "amount", {{"most", static_cast<std::int64_t>(kMostFactor)}}});
  }
  if (change.cost_eur && !is_within(*change.cost_eur, kMostEuros)) {
    found.push_back({"whatif.cost_out_of_range", "cost", {{"most", static_cast<std::int64_t>(kMostEuros)}}});
  }
  if (change.hours && !is_within(*change.hours, kMostHours)) {
    found.push_back({"whatif.hours_out_of_range", "hours", {{"most", static_cast<std::int64_t>(kMostHours)}}});
  }
  if (change.kind == ChangeKind::set_policy && !is_within(change.number, kMostEuros)) {
    found.push_back({"whatif.number_out_of_range", "number", {{"most", static_cast<std::int64_t>(kMostEuros)}}});
  }
  return found;
}

std::string changes_toml(const Instance& instance, const std::vector<Change>& changes, int weeks) {
  return TomlWriter(instance, changes, weeks).write();
}

int weeks_of(const Period& period) {
  constexpr int kWeek = 7;
  if (!period.from || !period.to) return 1;
  return static_cast<int>(std::max<std::int64_t>(1, (days_between(*period.from, *period.to) + 1) / kWeek));
}

std::string changes_text(const std::vector<Change>& changes) {
  std::string text = std::string(kHeader) + "\r\n";
  for (const Change& change : changes) {
    const std::array<std::string, kColumns> fields{std::string(key_of(change.kind)),
                                                   change.subject,
                                                   change.place,
                                                   number_text(change.at.lon),
                                                   number_text(change.at.lat),
                                                   std::to_string(change.kg_per_week),
                                                   maybe_text(change.factor),
                                                   maybe_text(change.cost_eur),
                                                   maybe_text(change.hours),
                                                   number_text(change.number)};
    for (const std::string& field : fields) text += (&field == fields.data() ? "" : ",") + csv_field(field, false);
    text += "\r\n";
  }
  return text;
}

std::vector<Change> read_changes(std::string_view text) {
  std::vector<Change> changes;
  CsvReader reader(text);
  ensure(reader.next().has_value(), "kept changes have a header");
  while (auto record = reader.next()) {
    const std::vector<std::string>& fields = record->fields;
    ensure(fields.size() == kColumns, "a kept change has all columns");
    const auto kind = std::find(kChangeKindKeys.begin(), kChangeKindKeys.end(), fields[0]);
    ensure(kind != kChangeKindKeys.end(), "a kept change is of a known kind");
    changes.push_back({.kind = static_cast<ChangeKind>(kind - kChangeKindKeys.begin()),
                       .subject = fields[1],
                       .place = fields[2],
                       .at = {kept_number(fields[3]), kept_number(fields[4])},
                       .kg_per_week = static_cast<std::int64_t>(kept_number(fields[5])),
                       .factor = maybe_number(fields[6]),
                       .cost_eur = maybe_number(fields[7]),
                       .hours = maybe_number(fields[8]),
                       .number = kept_number(fields[9])});
  }
  return changes;
}

}  // namespace kringwerk::planning
