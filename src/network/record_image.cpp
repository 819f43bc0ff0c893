#include "network/record_image.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace kringwerk::network {

namespace {

std::set<std::string, std::less<>> field_names(const ImageChange& change) {
  std::set<std::string, std::less<>> names;
  for (const RecordImage* image : {&change.before, &change.after})
    for (const auto& [name, rows] : image->fields) names.insert(name);
  return names;
}

/// The rows of `all` that `others` do not hold, each as often as it is more.
std::vector<FactRow> only_in(const std::vector<FactRow>& all, std::vector<FactRow> others) {
  std::vector<FactRow> more;
  for (const FactRow& row : all) {
    const auto twin = std::find(others.begin(), others.end(), row);
    if (twin == others.end())
      more.push_back(row);
    else
      others.erase(twin);
  }
  return more;
}

bool says_something(const FactRow& row) {
  constexpr std::array<std::string_view, 4> kBeside{"source", "doubt", "basis", "confirmed"};
  return std::any_of(row.begin(), row.end(), [&](const auto& column) {
    return std::find(kBeside.begin(), kBeside.end(), column.first) == kBeside.end();
  });
}

/// The order of rows says nothing.
bool same_rows(const std::vector<FactRow>& a, const std::vector<FactRow>& b) {
  return a.size() == b.size() && only_in(a, b).empty();
}

void put(RecordImage& image, const std::string& field, const std::vector<FactRow>& rows) {
  if (rows.empty())
    image.fields.erase(field);
  else
    image.fields[field] = rows;
}

}  // namespace

const std::vector<FactRow>& RecordImage::rows(std::string_view field) const {
  static const std::vector<FactRow> kNone;
  const auto found = fields.find(field);
  return found == fields.end() ? kNone : found->second;
}

std::string RecordImage::value(std::string_view field, std::string_view column) const {
  const auto& all = rows(field);
  return all.empty() ? std::string() : column_of(all.front(), column);
}

void RecordImage::add(std::string_view field, FactRow row) {
  std::erase_if(row, [](const auto& column) { return column.second.empty(); });
  if (says_something(row)) fields[std::string(field)].push_back(std::move(row));
}

std::optional<std::int64_t> cents_in(std::string_view value) {
  std::int64_t cents = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), cents);
  if (error != std::errc{} || end != value.data() + value.size() || cents < 0) return std::nullopt;
  return cents;
}

std::string column_of(const FactRow& row, std::string_view column) {
  const auto found = row.find(column);
  return found == row.end() ? std::string() : found->second;
}

std::vector<FieldDifference> differences(const RecordImage& before, const RecordImage& after) {
  std::vector<FieldDifference> all;
  for (const std::string& field : field_names({before, after})) {
    FieldDifference one{field, only_in(before.rows(field), after.rows(field)),
                        only_in(after.rows(field), before.rows(field))};
    if (!one.gone.empty() || !one.come.empty()) all.push_back(std::move(one));
  }
  return all;
}

Rebased rebase(const ImageChange& change, const RecordImage& current) {
  Rebased rebased{current, {}};
  for (const std::string& field : field_names(change)) {
    const auto& after = change.after.rows(field);
    if (same_rows(change.before.rows(field), after) || same_rows(current.rows(field), after)) continue;
    if (same_rows(current.rows(field), change.before.rows(field)))
      put(rebased.image, field, after);
    else
      rebased.overtaken.push_back(field);
  }
  return rebased;
}

}  // namespace kringwerk::network
