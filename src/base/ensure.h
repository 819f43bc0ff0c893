#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace kringwerk {

/// We failed: an invariant of ours does not hold. Caught once per request or command, logged, answered with 500.
class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void ensure(bool holds, const char* what, std::source_location where = std::source_location::current()) {
  if (!holds) {
    throw BrokenInvariant(std::string(where.file_name()) + ":" + std::to_string(where.line()) + ": " + what);
  }
}

}  // namespace kringwerk
