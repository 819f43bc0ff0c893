#pragma once

#include "drawings/svg.h"

namespace kringwerk::drawings {

/// One bar of a column of shares, from the left edge to `permille` of the width (viewBox 0 0 200 20, class "fall",
/// stretched by the style sheet). Below 0 and above 1000 count as the ends. Hidden from assistive technology: the row
/// says the same in numbers.
Svg draw_share_bar(int permille);

}  // namespace kringwerk::drawings
