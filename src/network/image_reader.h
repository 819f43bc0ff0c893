#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/geo.h"
#include "base/quantity.h"
#include "base/time.h"
#include "base/violation.h"
#include "network/record_image.h"

namespace kringwerk::network {

/// One column of one row.
struct Cell {
  std::string_view field;
  std::size_t row = 0;
  std::string_view column = "value";
};

/// Turns the text of an image into values, collects every finding beside its control (edit_shape.h: control_name), and
/// writes values back the way they are kept. Rules: web.required, web.too_long {longest}{found}, web.not_a_day,
/// network.not_an_amount {typed},
/// web.not_a_choice, network.to_before_from, network.position_not_understood, network.position_outside.
class ImageReader {
 public:
  explicit ImageReader(RecordImage image) : image_(std::move(image)) {}

  enum class Presence { required, optional };
  std::size_t count(std::string_view field) const { return image_.rows(field).size(); }
  std::string text(const Cell& cell, Presence presence, std::size_t longest);
  std::optional<Day> day(const Cell& cell);
  /// Whole cents in the image; what was typed and is no amount of euros is told as network.not_an_amount.
  std::optional<Money> money(const Cell& cell);
  /// Columns `from` and `to` of a row.
  Period period(std::string_view field, std::size_t row);
  std::optional<std::size_t> choice(const Cell& cell, std::span<const std::string_view> choices, Presence presence);
  /// "50.8798, 4.7005": latitude first, as maps show it.
  std::optional<Point> position(const Cell& cell);
  std::string source(std::string_view field, std::size_t row) const;

  void keep(const Cell& cell, std::string text);  ///< in place of what was typed; empty takes the column away
  void report(std::string_view rule, const Cell& cell, std::vector<Fact> facts = {});
  const RecordImage& image() const { return image_; }
  const Violations& violations() const { return violations_; }

 private:
  std::string at(const Cell& cell) const;
  RecordImage image_;
  Violations violations_;
};

/// Latitude and longitude in the shortest writing that reads back the same.
std::string position_text(Point at);
std::optional<Point> read_position(std::string_view typed);

}  // namespace kringwerk::network
