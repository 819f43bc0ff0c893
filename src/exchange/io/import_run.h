#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "access/io/record_deed.h"
#include "exchange/import_batch.h"
#include "exchange/io/record_importer.h"
#include "exchange/sheet.h"

/// From a table to records, in the caller's transaction.
namespace kringwerk::exchange {

/// A batch read against the store as it is now.
struct BatchPlan {
  Sheet sheet;
  std::vector<PlannedRow> rows;  ///< in the order of the file; none when `findings` are there
  Violations findings;           ///< of the whole: exchange.column_missing {field}, exchange.field_twice {field}
};

/// What is wrong with the choice of columns, whatever the rows say: the findings of BatchPlan.
Violations check_columns(const ImportBatch& batch, const ImportScope& scope);

/// Invalid when the content is no table (read_sheet).
Result<BatchPlan> plan_batch(storage::Connection& connection, const ImportBatch& batch, const ImportScope& scope);

/// Headers in the form of text::folded.
std::vector<std::string> folded_headers(const Sheet& sheet);
/// What each column means: as remembered by the hub, else guessed.
ColumnFields first_columns(storage::Connection& connection, const ImportBatch& batch, const Sheet& sheet);

using RecordDeed = std::function<void(const access::Deed&)>;

/// How many of the rows that can be brought in are.
struct ImportProgress {
  std::size_t done = 0;
  std::size_t of = 0;
};
/// Called now and then inside the transaction. What it throws rolls everything back.
using ProgressTeller = std::function<void(const ImportProgress&)>;

/// Brings in what the plan can, with an image of each record before and after, and answers the batch as it is then.
/// The rows that stay behind are kept as a table with reasons. Conflict when it is not prepared, Invalid when the plan
/// has findings, Stale when somebody else changed the batch.
Result<ImportBatch> run_batch(storage::Connection& transaction, ImportBatch batch, const ImportScope& scope,
                              const RecordDeed& tell, const ProgressTeller& tell_progress = {});

/// `leave_changed`: records that cannot be put back stay, the others are.
enum class UndoReach { all_or_nothing, leave_changed };

/// Puts back every record as it was before. Rules: exchange.undo_changed {line} {name}, exchange.undo_in_use {line}
/// {name}, exchange.undo_expired, each with field "". Conflict when it is not imported.
Result<ImportBatch> undo_batch(storage::Connection& transaction, ImportBatch batch, UndoReach reach, Instant now,
                               const RecordDeed& tell);

/// Runs the transaction of an undo. What this module does not know may stand on a record as well; then the store
/// refuses to take it away, and the answer is exchange.undo_depended.
Result<ImportBatch> refuse_depended(const std::function<Result<ImportBatch>()>& undo);

/// Why a row is not brought in, in one line for people.
std::string reason_of(const PlannedRow& row, ImportKind kind, const text::Texts& texts, Language language);

}  // namespace kringwerk::exchange
