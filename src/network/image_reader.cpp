#include "network/image_reader.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.h"
#include "network/edit_shape.h"

namespace kringwerk::network {

namespace {

std::optional<double> degrees_in(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string shortest(double value) {
  std::array<char, 40> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  return {text.data(), written.ptr};
}

}  // namespace

std::string position_text(Point at) {
  return shortest(at.lat) + ", " + shortest(at.lon);
}

std::optional<Point> read_position(std::string_view typed) {
  const auto comma = typed.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto lat = degrees_in(typed.substr(0, comma));
  const auto lon = degrees_in(typed.substr(comma + 1));
  if (!lat || !lon) return std::nullopt;
  return Point{*lon, *lat};
}

std::string ImageReader::at(const Cell& cell) const {
  const auto& rows = image_.rows(cell.field);
  return cell.row < rows.size() ? column_of(rows[cell.row], cell.column) : std::string();
}

void ImageReader::report(std::string_view rule, const Cell& cell, std::vector<Fact> facts) {
  violations_.push_back({std::string(rule), control_name(cell.field, cell.row, cell.column), std::move(facts)});
}

void ImageReader::keep(const Cell& cell, std::string text) {
  auto& rows = image_.fields[std::string(cell.field)];
  if (rows.size() <= cell.row) rows.resize(cell.row + 1);
  if (text.empty())
    rows[cell.row].erase(std::string(cell.column));
  else
    rows[cell.row][std::string(cell.column)] = std::move(text);
}

std::string ImageReader::text(const Cell& cell, Presence presence, std::size_t longest) {
  std::string found = at(cell);
  if (found.empty() && presence == Presence::required) report("web.required", cell);
  const std::size_t length = utf8_length(found);
  if (length > longest) {
    report("web.too_long", cell,
           {{"longest", static_cast<std::int64_t>(longest)}, {"found", static_cast<std::int64_t>(length)}});
  }
  return found;
}

std::optional<Day> ImageReader::day(const Cell& cell) {
  const std::string typed = at(cell);
  if (typed.empty()) return std::nullopt;
  const auto found = parse_day(typed);
  if (!found) report("web.not_a_day", cell);
  return found;
}

std::optional<Money> ImageReader::money(const Cell& cell) {
  const std::string typed = at(cell);
  if (typed.empty()) return std::nullopt;
  if (const auto cents = cents_in(typed)) return Money::cents(*cents);
  report("network.not_an_amount", cell, {{"typed", typed}});
  return std::nullopt;
}

Period ImageReader::period(std::string_view field, std::size_t row) {
  const Period period{day({field, row, "from"}), day({field, row, "to"})};
  if (period.from && period.to && *period.to < *period.from) report("network.to_before_from", {field, row, "to"});
  return period;
}

std::optional<std::size_t> ImageReader::choice(const Cell& cell, std::span<const std::string_view> choices,
                                               Presence presence) {
  const std::string typed = at(cell);
  if (typed.empty()) {
    if (presence == Presence::required) report("web.required", cell);
    return std::nullopt;
  }
  const auto found = std::find(choices.begin(), choices.end(), typed);
  if (found == choices.end()) {
    report("web.not_a_choice", cell);
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - choices.begin());
}

std::optional<Point> ImageReader::position(const Cell& cell) {
  const std::string typed = at(cell);
  if (typed.empty()) return std::nullopt;
  const auto found = read_position(typed);
  if (!found) {
    report("network.position_not_understood", cell, {{"typed", typed}});
  } else if (!is_near_belgium(*found)) {
    report("network.position_outside", cell, {{"typed", typed}});
  } else {
    keep(cell, position_text(*found));
  }
  return found;
}

std::string ImageReader::source(std::string_view field, std::size_t row) const {
  return at({field, row, "source"});
}

}  // namespace kringwerk::network
