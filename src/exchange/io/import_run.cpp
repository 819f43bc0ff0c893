#include "exchange/io/import_run.h"

#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "exchange/io/batch_store.h"
#include "exchange/io/record_rows.h"
#include "network/io/list_version.h"
#include "text/format.h"
#include "web/csv_file.h"

namespace kringwerk::exchange {

namespace {

using storage::Connection;

std::string field_word(const text::Texts& texts, Language language, ImportKind kind, std::string_view field) {
  return texts.get(language, "exchange.field." + std::string(key_of(kind)) + "." + std::string(field));
}

/// One record, one row: a second one would leave the undo two answers to what was before.
void check_targets(std::vector<PlannedRow>& rows) {
  std::map<std::int64_t, std::size_t> lines;
  for (PlannedRow& row : rows) {
    if (row.target == 0 || row.step == RowStep::faulty) continue;
    const auto [first, is_new] = lines.emplace(row.target, row.line);
    if (is_new) continue;
    row.findings.push_back({"exchange.row_twice", "", {{"line", static_cast<std::int64_t>(first->second)}}});
    row.step = RowStep::faulty;
  }
}

struct Planned {
  BatchPlan plan;
  std::unique_ptr<RecordImporter> importer;
};

Result<Planned> plan_all(Connection& connection, const ImportBatch& batch, const ImportScope& scope) {
  auto sheet = read_sheet(batch.content);
  if (!sheet) return sheet.error();
  Planned planned{{std::move(*sheet), {}, check_columns(batch, scope)}, importer_of(batch.kind, connection, scope)};
  if (!planned.plan.findings.empty()) return planned;
  const web::Pairs constants(batch.constants);
  for (const SheetRow& row : planned.plan.sheet.rows) {
    RowReader reader(row, batch.columns, constants, batch.notation);
    const auto chosen = batch.choices.find(row.line);
    planned.plan.rows.push_back(
        planned.importer->plan(reader, chosen == batch.choices.end() ? ChosenStep{} : chosen->second));
  }
  check_targets(planned.plan.rows);
  return planned;
}

/// The table of what stays behind: it can be repaired and brought in again.
std::string held_back_table(const BatchPlan& plan, const ImportBatch& batch, const ImportScope& scope) {
  std::vector<std::string> header = plan.sheet.header;
  header.push_back(scope.texts.get(scope.language, "exchange.reason"));
  web::CsvFile table(header);
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const PlannedRow& row = plan.rows[i];
    if (row.step != RowStep::held && row.step != RowStep::faulty) continue;
    std::vector<std::string> cells = plan.sheet.rows[i].cells;
    cells.push_back(reason_of(row, batch.kind, scope.texts, scope.language));
    table.texts(cells).end_line();
  }
  return table.lines();
}

void keep_row(Connection& transaction, const ImportBatch& batch, RecordImporter& importer, const PlannedRow& row,
              const ImportScope& scope, const RecordDeed& tell) {
  const bool is_new = row.step == RowStep::create;
  const std::int64_t id = is_new ? scope.new_id() : row.target;
  const std::string record(importer.record());
  BatchChange change{row.line, record, id, row.title, "", ""};
  if (!is_new) change.before = image_text(photograph(transaction, record, id));
  importer.keep(transaction, row, id);
  change.after = image_text(photograph(transaction, record, id));
  insert_change(transaction, batch.id, change);
  const std::string action = record + (is_new ? ".imported" : ".changed_by_import");
  tell({action, importer.record(), id, {{"import", "", batch.id.text()}}});
}

void keep_rows(Connection& transaction, const ImportBatch& batch, Planned& planned, const ImportScope& scope,
               const RecordDeed& tell, const ProgressTeller& tell_progress) {
  constexpr std::size_t kTellEvery = 50;
  ImportProgress progress;
  progress.of = static_cast<std::size_t>(batch.counts.of(RowStep::create) + batch.counts.of(RowStep::change));
  for (const PlannedRow& row : planned.plan.rows) {
    if (row.step != RowStep::create && row.step != RowStep::change) continue;
    if (tell_progress && progress.done % kTellEvery == 0) tell_progress(progress);
    keep_row(transaction, batch, *planned.importer, row, scope, tell);
    ++progress.done;
  }
}

std::vector<access::FieldChange> told_counts(const PlanCounts& counts) {
  std::vector<access::FieldChange> changes;
  for (std::size_t i = 0; i < counts.by_step.size(); ++i)
    changes.push_back({std::string(kRowStepKeys[i]), "", std::to_string(counts.by_step[i])});
  return changes;
}

Violation blocked(std::string_view rule, const BatchChange& change) {
  return {std::string(rule), "", {{"line", static_cast<std::int64_t>(change.line)}, {"name", change.title}}};
}

std::optional<Violation> why_not_back(Connection& connection, const BatchChange& change) {
  if (image_text(photograph(connection, change.record, change.record_id)) != change.after)
    return blocked("exchange.undo_changed", change);
  if (change.before.empty() && is_in_use(connection, change.record, change.record_id))
    return blocked("exchange.undo_in_use", change);
  return std::nullopt;
}

}  // namespace

Violations check_columns(const ImportBatch& batch, const ImportScope& scope) {
  Violations findings;
  const auto word = [&](std::string_view field) { return field_word(scope.texts, scope.language, batch.kind, field); };
  for (const ImportField& field : fields_of(batch.kind)) {
    const auto columns = std::count(batch.columns.begin(), batch.columns.end(), field.name);
    const bool is_constant = std::any_of(batch.constants.begin(), batch.constants.end(),
                                         [&](const auto& constant) { return constant.first == field.name; });
    if (columns > 1) findings.push_back({"exchange.field_twice", "", {{"field", word(field.name)}}});
    if (columns == 0 && !is_constant && field.is_required)
      findings.push_back({"exchange.column_missing", "", {{"field", word(field.name)}}});
  }
  return findings;
}

Result<BatchPlan> plan_batch(Connection& connection, const ImportBatch& batch, const ImportScope& scope) {
  auto planned = plan_all(connection, batch, scope);
  if (!planned) return planned.error();
  return std::move(planned->plan);
}

std::vector<std::string> folded_headers(const Sheet& sheet) {
  std::vector<std::string> headers;
  for (const std::string& header : sheet.header) headers.push_back(text::folded(header));
  return headers;
}

ColumnFields first_columns(Connection& connection, const ImportBatch& batch, const Sheet& sheet) {
  const std::vector<std::string> headers = folded_headers(sheet);
  const RememberedColumns remembered =
      load_columns(connection, batch.hub ? batch.hub->value() : 0, batch.kind, headers);
  ColumnFields columns = guess_columns(batch.kind, headers);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!remembered.is_known[i]) continue;
    const std::string& field = remembered.columns[i];
    // What was remembered takes the field from a column that was guessed.
    for (std::size_t j = 0; j < columns.size(); ++j)
      if (j != i && !field.empty() && columns[j] == field) columns[j].clear();
    columns[i] = field;
  }
  return columns;
}

Result<ImportBatch> run_batch(Connection& transaction, ImportBatch batch, const ImportScope& scope,
                              const RecordDeed& tell, const ProgressTeller& tell_progress) {
  if (batch.state != BatchState::prepared) return Conflict{};
  auto planned = plan_all(transaction, batch, scope);
  if (!planned) return planned.error();
  const BatchPlan& plan = planned->plan;
  if (!plan.findings.empty()) return Invalid{plan.findings};
  batch.counts = count(plan.rows);
  keep_rows(transaction, batch, *planned, scope, tell, tell_progress);
  network::raise_list_version(transaction);
  remember_columns(transaction, batch, folded_headers(plan.sheet));
  const bool is_complete = batch.counts.of(RowStep::held) + batch.counts.of(RowStep::faulty) == 0;
  batch.held_back = is_complete ? "" : held_back_table(plan, batch, scope);
  batch.content.clear();
  batch.state = BatchState::imported;
  batch.imported_at = scope.now;
  ++batch.version;
  if (!update_batch(transaction, batch)) return Stale{};
  tell({"import.done", "import_batch", batch.id.value(), told_counts(batch.counts)});
  return batch;
}

Result<ImportBatch> undo_batch(Connection& transaction, ImportBatch batch, UndoReach reach, Instant now,
                               const RecordDeed& tell) {
  if (batch.state != BatchState::imported) return Conflict{};
  Violations findings;
  const std::vector<BatchChange> changes = load_changes(transaction, batch.id);
  const std::int64_t made = batch.counts.of(RowStep::create) + batch.counts.of(RowStep::change);
  if (static_cast<std::int64_t>(changes.size()) < made) return Invalid{{Violation{"exchange.undo_expired", "", {}}}};
  for (const BatchChange& change : changes) {
    if (auto finding = why_not_back(transaction, change)) {
      findings.push_back(std::move(*finding));
      continue;
    }
    const auto before = read_image(change.before);
    ensure(before.has_value(), "an image that was kept can be read");
    put_back(transaction, change.record, change.record_id, *before);
    remove_change(transaction, batch.id, change);
    const std::string action = change.record + ".import_undone";
    tell({action, change.record, change.record_id, {{"import", batch.id.text(), ""}}});
  }
  if (!findings.empty() && reach == UndoReach::all_or_nothing) return Invalid{std::move(findings)};
  batch.state = BatchState::undone;
  batch.undone_at = now;
  ++batch.version;
  if (!update_batch(transaction, batch)) return Stale{};
  tell({"import.undone", "import_batch", batch.id.value(), {}});
  return batch;
}

Result<ImportBatch> refuse_depended(const std::function<Result<ImportBatch>()>& undo) {
  try {
    return undo();
  } catch (const storage::Error& error) {
    if (error.kind() != storage::ErrorKind::constraint) throw;
    return Invalid{{Violation{"exchange.undo_depended", "", {}}}};
  }
}

std::string reason_of(const PlannedRow& row, ImportKind kind, const text::Texts& texts, Language language) {
  if (row.step == RowStep::held && row.chosen.choice == RowChoice::skip)
    return texts.get(language, "exchange.reason.skipped");
  if (row.step == RowStep::held) {
    const std::string how(row.candidates.front().how);
    return texts.format(language, "exchange.reason.alike",
                        {{"name", row.candidates.front().name}, {"how", texts.get(language, "exchange.alike." + how)}});
  }
  std::string reason;
  for (const Violation& finding : row.findings) {
    if (!reason.empty()) reason += " ";
    if (!finding.field.empty()) reason += field_word(texts, language, kind, finding.field) + ": ";
    reason += texts.finding(language, finding);
  }
  return reason;
}

}  // namespace kringwerk::exchange
