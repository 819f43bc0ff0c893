#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "drawings/svg_writer.h"

namespace kringwerk::drawings {

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

/// A chosen place for a label: its baseline point and the value of text-anchor.
struct LabelPlace {
  Spot at;
  std::string_view anchor;
};

/// Finds places for labels so that none covers a marker or another label: greedy, in the order asked.
/// Widths are estimated from the number of characters at the label size of the style sheet (14 units, semi-bold).
class LabelPlacer {
 public:
  explicit LabelPlacer(Box frame) : frame_(frame) {}
  /// Keeps a disc free of labels.
  void reserve(Spot centre, double radius);
  /// The first free side of the disc (right, left, top, bottom), or nullopt. The place is taken at once.
  std::optional<LabelPlace> place(std::string_view label, Spot centre, double radius);

 private:
  bool is_free(const Box& box) const;

  Box frame_;
  std::vector<Box> taken_;
};

}  // namespace kringwerk::drawings
