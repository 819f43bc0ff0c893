#include "exchange/io/batch_store.h"

#include <algorithm>
#include <map>

#include "base/word_list.h"

namespace kringwerk::exchange {

namespace {

using storage::Connection;
using storage::Rows;

constexpr std::string_view kSelect =
    "SELECT batch_id, hub_id, kind, state, file_name, other_sheets, language, decimal_sign, columns, constants, "
    "choices, created_rows, changed_rows, same_rows, held_rows, fault_rows, made_by, made_at_ms, imported_at_ms, "
    "undone_at_ms, version FROM import_batch ";

BatchState read_state(std::string_view key) {
  const auto found = std::find(kBatchStateKeys.begin(), kBatchStateKeys.end(), key);
  return static_cast<BatchState>(found - kBatchStateKeys.begin());
}

std::string_view key_of_state(BatchState state) {
  return kBatchStateKeys[static_cast<std::size_t>(state)];
}

ImportBatch read_batch(const Rows& rows) {
  ImportBatch batch;
  batch.id = rows.get<BatchId>(0);
  batch.hub = rows.get<std::optional<network::HubId>>(1);
  batch.kind = parse_import_kind(rows.text(2)).value();
  batch.state = read_state(rows.text(3));
  batch.file_name = rows.get<std::string>(4);
  batch.other_sheets = split_list(rows.text(5));
  batch.language = parse_language(rows.text(6)).value();
  batch.notation = rows.text(7) == "," ? Language::nl : Language::en;
  batch.columns = read_columns(rows.text(8));
  batch.constants = read_constants(rows.text(9));
  batch.choices = read_choices(rows.text(10));
  for (std::size_t i = 0; i < batch.counts.by_step.size(); ++i)
    batch.counts.by_step[i] = rows.int64(static_cast<int>(11 + i));
  batch.made_by = rows.get<std::optional<access::PersonId>>(16);
  batch.made_at = rows.get<Instant>(17);
  batch.imported_at = rows.get<std::optional<Instant>>(18);
  batch.undone_at = rows.get<std::optional<Instant>>(19);
  batch.version = rows.int64(20);
  return batch;
}

std::string_view decimal_sign(const ImportBatch& batch) {
  return batch.notation == Language::nl ? "," : ".";
}

}  // namespace

std::optional<ImportBatch> load_batch(Connection& connection, BatchId id) {
  Rows rows = connection.query(std::string(kSelect) + "WHERE batch_id = ?1", id);
  if (!rows.next()) return std::nullopt;
  ImportBatch batch = read_batch(rows);
  Rows texts = connection.query("SELECT content, held_back FROM import_batch WHERE batch_id = ?1", id);
  texts.next();
  batch.content = texts.get<std::string>(0);
  batch.held_back = texts.get<std::string>(1);
  return batch;
}

std::vector<ImportBatch> load_batches(Connection& connection, std::span<const std::int64_t> hubs) {
  constexpr std::size_t kMost = 50;
  std::vector<ImportBatch> batches;
  for (const std::int64_t hub : hubs) {
    Rows rows = connection.query(
        std::string(kSelect) + "WHERE hub_id = ?1 ORDER BY made_at_ms DESC, batch_id DESC LIMIT 50", hub);
    while (rows.next()) batches.push_back(read_batch(rows));
  }
  std::sort(batches.begin(), batches.end(),
            [](const ImportBatch& a, const ImportBatch& b) { return a.made_at > b.made_at; });
  if (batches.size() > kMost) batches.resize(kMost);
  return batches;
}

void insert_batch(Connection& transaction, const ImportBatch& batch) {
  transaction.execute(
      "INSERT INTO import_batch VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, 0, 0, 0, ?14, "
      "?15, NULL, NULL, ?16)",
      batch.id, batch.hub, key_of(batch.kind), key_of_state(batch.state), batch.file_name,
      join_list(batch.other_sheets), language_code(batch.language), decimal_sign(batch), batch.content,
      columns_text(batch.columns), constants_text(batch.constants), choices_text(batch.choices), batch.held_back,
      batch.made_by, batch.made_at, batch.version);
}

bool update_batch(Connection& transaction, const ImportBatch& batch) {
  const auto& counts = batch.counts.by_step;
  return transaction.execute(
             "UPDATE import_batch SET state = ?1, decimal_sign = ?2, content = ?3, columns = ?4, constants = ?5, "
             "choices = ?6, held_back = ?7, created_rows = ?8, changed_rows = ?9, same_rows = ?10, held_rows = ?11, "
             "fault_rows = ?12, imported_at_ms = ?13, undone_at_ms = ?14, version = ?15 WHERE batch_id = ?16 AND "
             "version = ?15 - 1",
             key_of_state(batch.state), decimal_sign(batch), batch.content, columns_text(batch.columns),
             constants_text(batch.constants), choices_text(batch.choices), batch.held_back, counts[0], counts[1],
             counts[2], counts[3], counts[4], batch.imported_at, batch.undone_at, batch.version, batch.id) == 1;
}

RememberedColumns load_columns(Connection& connection, std::int64_t hub, ImportKind kind,
                               const std::vector<std::string>& folded_headers) {
  std::map<std::string, std::string> fields;
  Rows rows =
      connection.query("SELECT header, field FROM import_column WHERE hub_id = ?1 AND kind = ?2", hub, key_of(kind));
  while (rows.next()) fields.emplace(rows.get<std::string>(0), rows.get<std::string>(1));
  RememberedColumns remembered;
  for (const std::string& header : folded_headers) {
    const auto found = fields.find(header);
    remembered.is_known.push_back(found != fields.end());
    remembered.columns.push_back(found == fields.end() ? std::string() : found->second);
  }
  return remembered;
}

void remember_columns(Connection& transaction, const ImportBatch& batch,
                      const std::vector<std::string>& folded_headers) {
  const std::int64_t hub = batch.hub ? batch.hub->value() : 0;
  for (std::size_t i = 0; i < folded_headers.size() && i < batch.columns.size(); ++i) {
    if (folded_headers[i].empty()) continue;
    transaction.execute(
        "INSERT INTO import_column VALUES (?1, ?2, ?3, ?4) ON CONFLICT (hub_id, kind, header) DO UPDATE SET field = "
        "excluded.field",
        hub, key_of(batch.kind), folded_headers[i], batch.columns[i]);
  }
}

void insert_change(Connection& transaction, BatchId batch, const BatchChange& change) {
  transaction.execute("INSERT INTO import_change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", batch,
                      static_cast<std::int64_t>(change.line), change.record, change.record_id, change.title,
                      change.before, change.after);
}

std::vector<BatchChange> load_changes(Connection& connection, BatchId batch) {
  std::vector<BatchChange> changes;
  Rows rows = connection.query(
      "SELECT line, record, record_id, title, before_image, after_image FROM import_change WHERE batch_id = ?1 "
      "ORDER BY line DESC, record_id",
      batch);
  while (rows.next()) {
    changes.push_back({static_cast<std::size_t>(rows.int64(0)), rows.get<std::string>(1), rows.int64(2),
                       rows.get<std::string>(3), rows.get<std::string>(4), rows.get<std::string>(5)});
  }
  return changes;
}

void remove_change(Connection& transaction, BatchId batch, const BatchChange& change) {
  transaction.execute("DELETE FROM import_change WHERE batch_id = ?1 AND record = ?2 AND record_id = ?3", batch,
                      change.record, change.record_id);
}

}  // namespace kringwerk::exchange
