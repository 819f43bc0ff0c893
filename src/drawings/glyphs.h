#pragma once

#include <string>

#include "drawings/svg.h"

namespace kringwerk::drawings {

/// Small signs for badges. All are hidden from assistive technology, because the word always stands beside them, and
/// take the colour of the text around them. Class "glyph", viewBox 0 0 24 24, except the ladder.

/// How well a figure is founded; the ring has five arcs and as many heavy ones as the level.
enum class EvidenceLevel { estimated = 1, declared, weighed, counter_signed, audited };
Svg draw_evidence_ring(EvidenceLevel level);

/// How much of its time a record has left: a disc that runs empty. `share_left` is held within 0 and 1.
Svg draw_freshness_disc(double share_left);

/// Ten strokes falling from R0 (refuse) to R9 (recover), the reached rung filled: the taller, the better.
/// `rung` is 0 to 9. Class "ladder", viewBox 0 0 70 24.
Svg draw_ladder(int rung);

}  // namespace kringwerk::drawings
