#pragma once

#include <span>
#include <string>

#include "base/time.h"

namespace kringwerk::web {

/// 12 hexadecimal digits of milliseconds and 20 of randomness: sorts by time, cannot be guessed.
std::string request_id_text(Instant now, std::span<const unsigned char, 10> random);
/// The same with the system's clock and random source.
std::string new_request_id();

}  // namespace kringwerk::web
