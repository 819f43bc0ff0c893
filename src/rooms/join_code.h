#pragma once

#include <string>
#include <string_view>

/// The code that people type to join a room: eight letters and digits without 0, 1, i, l, o and u, so that it can be
/// read aloud. 39 random bits: trying them at the pace the site allows takes longer than any room lives.
namespace kringwerk::rooms {

inline constexpr std::size_t kCodeLength = 8;

/// The first characters of a new secret (access/io/secrets.h) that a code may have. A secret without enough of them
/// makes no code: empty.
std::string code_from(std::string_view secret);

/// What somebody typed as a code is written: letters small, without spaces and dashes. Empty when it can be no code.
std::string tidy_code(std::string_view typed);

/// "KRT7-2MQF", for screens and paper.
std::string shown_code(std::string_view code);

}  // namespace kringwerk::rooms
