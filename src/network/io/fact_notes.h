#pragma once

#include <string>
#include <string_view>

#include "network/edit_shape.h"
#include "network/record_image.h"
#include "storage/connection.h"

/// What is kept beside single facts: their sources and doubts (tables fact_note, source).
namespace kringwerk::network {

/// Which record.
struct NotedRecord {
  const EditShape& shape;
  std::int64_t id = 0;
};

/// Adds `source` and `doubt` to the rows of an image that was read from the record's tables; facts without a source of
/// their own have that of the record.
void add_fact_notes(storage::Connection& connection, const NotedRecord& record, const std::string& record_source,
                    RecordImage& image);
/// Keeps the sources and doubts of `image` in place of those that were.
void save_fact_notes(storage::Connection& transaction, const NotedRecord& record, const RecordImage& image);

}  // namespace kringwerk::network
