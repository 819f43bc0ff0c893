#pragma once

#include "base/time.h"
#include "storage/connection.h"

namespace kringwerk::storage {

/// The period of two columns that stand side by side, the first day and the last; NULL is an open end.
inline Period period_in(const Rows& rows, int first) {
  return Period{rows.get<std::optional<Day>>(first), rows.get<std::optional<Day>>(first + 1)};
}

}  // namespace kringwerk::storage
