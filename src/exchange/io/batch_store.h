#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exchange/import_batch.h"
#include "storage/connection.h"

namespace kringwerk::exchange {

std::optional<ImportBatch> load_batch(storage::Connection& connection, BatchId id);
/// Of these hubs, newest first, at most 50; without contents.
std::vector<ImportBatch> load_batches(storage::Connection& connection, std::span<const std::int64_t> hubs);
void insert_batch(storage::Connection& transaction, const ImportBatch& batch);
/// Everything that can change, when the version was `batch.version - 1`; false when somebody else was first.
bool update_batch(storage::Connection& transaction, const ImportBatch& batch);

/// What columns with these folded headers meant the last time; "" for those that were never seen or not used.
struct RememberedColumns {
  ColumnFields columns;
  std::vector<bool> is_known;
};
RememberedColumns load_columns(storage::Connection& connection, std::int64_t hub, ImportKind kind,
                               const std::vector<std::string>& folded_headers);
void remember_columns(storage::Connection& transaction, const ImportBatch& batch,
                      const std::vector<std::string>& folded_headers);

/// One record that a batch made or changed.
struct BatchChange {
  std::size_t line = 0;
  std::string record;
  std::int64_t record_id = 0;
  std::string title;
  std::string before;  ///< image_text
  std::string after;
};
void insert_change(storage::Connection& transaction, BatchId batch, const BatchChange& change);
/// Last line first.
std::vector<BatchChange> load_changes(storage::Connection& connection, BatchId batch);
void remove_change(storage::Connection& transaction, BatchId batch, const BatchChange& change);

}  // namespace kringwerk::exchange
