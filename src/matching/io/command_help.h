#pragma once

#include <string>

#include "base/result.h"
#include "matching/io/match_commands.h"

namespace kringwerk::matching {

inline constexpr int kBadInput = 2;
inline constexpr int kRefused = 3;

/// Writes the findings, one per line, and ends the command with that exit code.
[[noreturn]] void end_with(const CommandOutput& out, const Violations& found, int code);

template <class Value>
Value taken(const CommandOutput& out, Result<Value> result, int code) {
  if (result) return *std::move(result);
  const auto* invalid = std::get_if<Invalid>(&result.error());
  end_with(out, invalid == nullptr ? Violations{} : invalid->violations, code);
}

/// The whole file. Throws std::runtime_error when it cannot be read.
std::string text_of_file(const std::string& path);

}  // namespace kringwerk::matching
