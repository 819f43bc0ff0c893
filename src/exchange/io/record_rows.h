#pragma once

#include <cstdint>
#include <string_view>

#include "base/image_text.h"
#include "storage/connection.h"

/// Records as rows: photographed before and after an import, put back by an undo.
namespace kringwerk::exchange {

/// `record`: "organisation", "capability" or "stream". All its rows: its own, those that hang on it, and what imports
/// call it. Empty when it is not there.
RecordRows photograph(storage::Connection& connection, std::string_view record, std::int64_t id);

/// Makes the rows of the record what `before` says; an empty image takes the record away. The list of streams gets a
/// higher version. A constraint of the store means that something else stands on the record.
void put_back(storage::Connection& transaction, std::string_view record, std::int64_t id, const RecordRows& before);

/// Whether something outside the record stands on it, so that it cannot be taken away.
bool is_in_use(storage::Connection& connection, std::string_view record, std::int64_t id);

}  // namespace kringwerk::exchange
