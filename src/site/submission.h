#pragma once

#include "storage/database.h"

namespace kringwerk::site {

/// Writes what a form sent. `work` finds its own record by the form's secret first, so that one form makes one record
/// however often it comes. When the same form came twice at the same time and the other one was first, the store
/// refuses the second record; `work` then runs once more and finds the first.
template <class Work>
auto write_submission(storage::Database& database, Work&& work) {
  try {
    return database.write(work);
  } catch (const storage::Error& error) {
    if (error.kind() != storage::ErrorKind::constraint) throw;
    return database.write(work);
  }
}

}  // namespace kringwerk::site
