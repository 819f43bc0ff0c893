#include "drawings/label_placer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kringwerk::drawings {
namespace {

constexpr double kCharacterWidth = 7.3;
constexpr double kAscent = 11;
constexpr double kDescent = 4;
constexpr double kGap = 5;

double estimated_width(std::string_view label) {
  // Bytes that continue a UTF-8 character have no width of their own.
  const auto characters = std::count_if(label.begin(), label.end(),
                                        [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return kCharacterWidth * static_cast<double>(characters);
}

}  // namespace

void LabelPlacer::reserve(Spot centre, double radius) {
  taken_.push_back({centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius});
}

std::optional<LabelPlace> LabelPlacer::place(std::string_view label, Spot centre, double radius) {
  const double width = estimated_width(label);
  const double away = radius + kGap;
  const std::array<LabelPlace, 4> sides{
      LabelPlace{{centre.x + away, centre.y + 5}, "start"}, LabelPlace{{centre.x - away, centre.y + 5}, "end"},
      LabelPlace{{centre.x, centre.y - away}, "middle"}, LabelPlace{{centre.x, centre.y + away + kAscent}, "middle"}};
  for (const LabelPlace& side : sides) {
    const double left = side.anchor == "start" ? side.at.x : side.at.x - (side.anchor == "end" ? width : width / 2);
    const Box box{left, side.at.y - kAscent, left + width, side.at.y + kDescent};
    if (is_free(box)) {
      taken_.push_back(box);
      return side;
    }
  }
  return std::nullopt;
}

bool LabelPlacer::is_free(const Box& box) const {
  const bool inside =
      box.left >= frame_.left && box.right <= frame_.right && box.top >= frame_.top && box.bottom <= frame_.bottom;
  return inside && std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) { return box.overlaps(other); });
}

}  // namespace kringwerk::drawings
