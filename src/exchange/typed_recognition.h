#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace kringwerk::exchange {

/// A recognition as people type it in a cell: its words, and the days between which it holds.
struct TypedRecognition {
  std::string words;
  Period period;
};

/// "maatwerkbedrijf", "maatwerkbedrijf (2020-2025)", "kringloopcentrum vanaf 1/1/2020", "… tot en met 31 dec 2025",
/// "… from 2020-01-01 to 2025-12-31", "… depuis 2020". A bare year is its first day at the beginning and its last day
/// at the end. nullopt when days are there that cannot be read, or when the end lies before the beginning.
std::optional<TypedRecognition> read_typed_recognition(std::string_view typed);

}  // namespace kringwerk::exchange
