#pragma once

#include <string>
#include <string_view>

#include "drawings/svg.h"

namespace kringwerk::site {

/// A QR code (libqrencode, error correction M) with its quiet edge of four modules; one unit is one module. `label` is
/// what screen readers say. Dark on light in both themes: class "qr".
drawings::Svg draw_qr_code(const std::string& text, std::string_view label);

}  // namespace kringwerk::site
