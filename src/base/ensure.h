#pragma once

#include <stdexcept>
#include <string>

namespace kringwerk {

/// We failed: an invariant of ours does not hold. Caught once per request or command, logged, answered with 500.
class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// The builtins instead of std::source_location: Debian 12's clang 14, which builds the fuzz targets, lacks the latter.
inline void ensure(bool holds, const char* what, int line = __builtin_LINE(), const char* file = __builtin_FILE()) {
  if (!holds) throw BrokenInvariant(std::string(file) + ":" + std::to_string(line) + ": " + what);
}

}  // namespace kringwerk
