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
std::vector<std::string> listed(const std::string& field);  ///< parts between ';'

/// The files that describe hubs: those of the brief, or the example hubs.
struct HubFiles {
  std::string_view folder;
  std::string_view list_prefix;
  static HubFiles brief() { return {"", ""}; }
  static HubFiles example() { return {"world/", "world/"}; }
};
void insert_hubs(storage::Connection& transaction, const storage::DataFolder& data, const HubFiles& files);
void insert_capabilities(storage::Connection& transaction, const storage::DataFolder& data, Instant now);

}  // namespace kringwerk::network
