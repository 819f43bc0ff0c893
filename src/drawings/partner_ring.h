#pragma once

#include <string>
#include <string_view>

#include "drawings/svg_writer.h"

namespace kringwerk::drawings {

/// What is known about one of the three kinds of core partner a hub must have.
enum class PartnerState { present, missing, unknown };

/// The three arcs, clockwise from the top: local government, regular economy, social economy.
struct PartnerRing {
  PartnerState government = PartnerState::unknown;
  PartnerState regular = PartnerState::unknown;
  PartnerState social = PartnerState::unknown;
};

/// Adds the three arcs around `centre`: full when present, dotted in the partner's colour when missing, a thin grey
/// line when unknown. The line width follows from the radius, so that small and large rings look alike.
struct RingPlace {
  Spot centre;
  double radius = 0;
};
void add_partner_arcs(SvgWriter& writer, const PartnerRing& ring, RingPlace place);

/// The ring as a picture of its own (viewBox 0 0 32 32, class "ring"). With an empty label it is hidden from assistive
/// technology, because the words stand beside it; otherwise it is an image with that name.
Svg draw_partner_ring(const PartnerRing& ring, std::string_view label);

}  // namespace kringwerk::drawings
