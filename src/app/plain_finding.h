#pragma once

#include <string>

#include "base/violation.h"

namespace kringwerk::app {

/// A finding for a terminal: "offers.csv:3: kg: matching.kg_out_of_range (found: 1e+13)".
std::string plain_finding(const Violation& violation);

}  // namespace kringwerk::app
