#pragma once

#include <string>
#include <vector>

#include "base/quantity.h"
#include "drawings/svg.h"

namespace kringwerk::drawings {

/// The bars of a ledger: one small picture per term, then one for the sum. Each bar runs from the balance before the
/// term to the balance after it, all on one scale (viewBox 0 0 200 20, class "fall", stretched by the style sheet); the
/// thin line is zero. Green (class pos) adds, red (neg) takes, the sum (tot) runs from zero. Hidden from assistive
/// technology: the row says the same in words. Returns terms.size() + 1 pictures.
std::vector<Svg> draw_waterfall(const std::vector<Money>& terms);

}  // namespace kringwerk::drawings
