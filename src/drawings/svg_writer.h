#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawings/svg.h"

namespace kringwerk::drawings {

/// A place in a drawing, in units of its viewBox; y grows downwards.
struct Spot {
  double x = 0;
  double y = 0;
  friend bool operator==(const Spot&, const Spot&) = default;
};

/// At most one decimal, rounded half away from zero, never "-0" and never in the reader's locale: 12.5, 3, -0.4.
std::string svg_number(double value);

/// "x y", for the data of a path.
std::string svg_spot(Spot spot);

/// Text made safe for XML text and quoted attributes: & < > " ' escaped, control characters XML forbids left out.
std::string svg_escape(std::string_view text);

/// Writes one SVG fragment as a string. Text and values are escaped; element and attribute names come from our own
/// code and are not. No method writes an inline style: colours and line widths that follow the page come from classes.
/// Not thread-safe; one writer makes one fragment.
class SvgWriter {
 public:
  /// Starts an element inside the one that is open.
  SvgWriter& open(std::string_view name);
  /// Adds an attribute to the element opened last; only before its content starts.
  SvgWriter& set(std::string_view name, std::string_view value);
  SvgWriter& set(std::string_view name, const char* value) { return set(name, std::string_view(value)); }
  SvgWriter& set(std::string_view name, double value);
  SvgWriter& text(std::string_view content);
  /// Ends the element opened last; <name/> when it has no content.
  SvgWriter& close();
  /// The finished fragment. Every element must be closed.
  Svg finish();

 private:
  void end_tag_head();

  std::string out_;
  std::vector<std::string> names_;
  bool head_is_open_ = false;
};

}  // namespace kringwerk::drawings
