#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "storage/connection.h"
#include "storage/data_folder.h"

namespace kringwerk::network {

/// Fields of the shipped tables. Faults are ours and throw.
std::optional<std::string_view> optional_text(const std::string& field);
double degrees(const std::string& field);
std::optional<double> optional_degrees(const std::string& field);
std::int64_t whole_number(const std::string& field);
std::optional<std::int64_t> optional_number(const std::string& field);
/// A decimal number times `scale`, rounded to the nearest whole.
std::int64_t scaled(const std::string& field, double scale);
bool is_yes(const std::string& field);

/// Which part of the shipped files: the facts of the brief, or the example economy below world/. Examples carry their
/// days as "…_days_ago", so that they never grow old.
class WorldPart {
 public:
  static WorldPart brief() { return WorldPart("", Day{}); }
  static WorldPart example(Day today) { return WorldPart("world/", today); }

  bool is_example() const { return !folder_.empty(); }
  std::string file(std::string_view name) const { return folder_ + std::string(name); }
  /// The name of a column that holds a day: "from", or "from_days_ago" among the examples.
  std::string_view day_column(std::string_view fact, std::string_view example) const {
    return is_example() ? example : fact;
  }
  std::optional<Day> day(const std::string& field) const;

 private:
  WorldPart(std::string folder, Day today) : folder_(std::move(folder)), today_(today) {}
  std::string folder_;
  Day today_;
};
void insert_hubs(storage::Connection& transaction, const storage::DataFolder& data, const WorldPart& part);
void insert_capabilities(storage::Connection& transaction, const storage::DataFolder& data, Instant now);

}  // namespace kringwerk::network
