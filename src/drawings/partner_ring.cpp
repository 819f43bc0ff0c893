#include "drawings/partner_ring.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace kringwerk::drawings {
namespace {

constexpr double kGapDegrees = 10;
constexpr double kArcDegrees = 120 - kGapDegrees;

Spot on_ring(RingPlace place, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  return {place.centre.x + place.radius * std::sin(angle), place.centre.y - place.radius * std::cos(angle)};
}

std::string arc_path(RingPlace place, double start_degrees) {
  const std::string radius = svg_number(place.radius);
  return "M" + svg_spot(on_ring(place, start_degrees)) + "A" + radius + " " + radius + " 0 0 1 " +
         svg_spot(on_ring(place, start_degrees + kArcDegrees));
}

}  // namespace

void add_partner_arcs(SvgWriter& writer, const PartnerRing& ring, RingPlace place) {
  constexpr std::array<std::string_view, 3> colours{"seg1", "seg2", "seg3"};
  const std::array<PartnerState, 3> states{ring.government, ring.regular, ring.social};
  const double full = place.radius * 0.29;
  for (std::size_t i = 0; i < states.size(); ++i) {
    const bool unknown = states[i] == PartnerState::unknown;
    writer.open("path");
    writer.set("class", "arc " + std::string(unknown ? "seg-unknown" : colours[i]));
    writer.set("stroke-width", unknown ? full * 0.4 : full);
    if (states[i] == PartnerState::missing) {
      writer.set("stroke-dasharray", svg_number(full * 0.55) + " " + svg_number(full * 0.9));
    }
    writer.set("d", arc_path(place, kGapDegrees / 2 + 120.0 * static_cast<double>(i)));
    writer.close();
  }
}

Svg draw_partner_ring(const PartnerRing& ring, std::string_view label) {
  SvgWriter writer;
  writer.open("svg").set("class", "ring").set("viewBox", "0 0 32 32");
  if (label.empty()) {
    writer.set("aria-hidden", "true");
  } else {
    writer.set("role", "img").set("aria-label", label);
  }
  add_partner_arcs(writer, ring, {{16, 16}, 12.5});
  writer.close();
  return writer.finish();
}

}  // namespace kringwerk::drawings
