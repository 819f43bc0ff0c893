#pragma once

#include <string>

#include "base/language.h"
#include "base/quantity.h"

namespace kringwerk::handovers {

/// Kilograms to the gram, as a form reads them back in that language: "1200", "0,5", "12,345" (en "12.345"). No mark
/// between thousands.
std::string kilograms_exactly(Mass mass, Language language);

}  // namespace kringwerk::handovers
