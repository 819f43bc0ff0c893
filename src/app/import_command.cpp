#include "app/import_command.h"

#include <sodium.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "access/io/record_deed.h"
#include "app/application.h"
#include "app/spoken_finding.h"
#include "exchange/io/batch_store.h"
#include "exchange/io/given_table.h"
#include "exchange/io/import_run.h"
#include "storage/database.h"

namespace kringwerk::app {

namespace {

using exchange::ImportBatch;
using exchange::ImportKind;
using exchange::RowStep;

constexpr int kRefused = 2;

struct ImportOptions {
  ApplicationOptions application;
  std::string file;
  std::string mapping;
  std::string batch;
  bool dry_run = false;
  bool leave_changed = false;
};

Instant clock_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

storage::Database open_store(const ImportOptions& options, Instant now) {
  std::filesystem::create_directories(options.application.data);
  storage::Database database = storage::Database::open({store_url(options.application)});
  prepare_store(database, find_home(options.application.home), options.application.filling, now);
  return database;
}

std::string content_of_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path);
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

[[noreturn]] void refuse(const Refusal& refusal, Language language) {
  const auto speak = finding_speaker(language);
  if (const auto* invalid = std::get_if<Invalid>(&refusal))
    for (const Violation& finding : invalid->violations) std::cerr << speak(finding) << "\n";
  else
    std::cerr << "not possible in the state this import is in\n";
  throw CLI::RuntimeError(kRefused);
}

exchange::RecordDeed teller(storage::Connection& transaction, const ImportOptions& options, Instant now) {
  const std::string key = load_or_make_key(std::filesystem::path(options.application.data) / "keys", "audit.key");
  return [&transaction, key, now](const access::Deed& deed) {
    access::record_deed(transaction, key, {access::ActorKind::program, {}, "import", now}, deed);
  };
}

/// For who has to say which column is which.
void print_columns(const exchange::Sheet& sheet, const exchange::ImportScope& scope) {
  std::string columns;
  for (const std::string& header : sheet.header)
    if (!header.empty()) columns += (columns.empty() ? "" : ", ") + header;
  std::cerr << scope.texts.format(scope.language, "exchange.command.columns", {{"columns", columns}}) << "\n";
}

void print_rows(const exchange::BatchPlan& plan, const ImportBatch& batch, const exchange::ImportScope& scope) {
  for (const exchange::PlannedRow& row : plan.rows) {
    if (row.step != RowStep::held && row.step != RowStep::faulty) continue;
    std::cerr << row.line << ": " << row.title << ": "
              << exchange::reason_of(row, batch.kind, scope.texts, scope.language) << "\n";
  }
}

void print_counts(const exchange::PlanCounts& counts, const exchange::ImportScope& scope) {
  for (std::size_t i = 0; i < counts.by_step.size(); ++i) {
    const std::string id = "exchange.count." + std::string(exchange::kRowStepKeys[i]);
    std::cout << scope.texts.plural(scope.language, id, counts.by_step[i]) << "\n";
  }
}

void import_file(const ImportOptions& options, ImportKind kind) {
  const Language language = terminal_language();
  const Instant now = clock_now();
  const auto texts = text::Texts::load(find_home(options.application.home).locale());
  storage::Database database = open_store(options, now);
  IdMaker ids;
  const auto new_id = [&ids, now] { return ids.next(to_ms(now), randombytes_random()); };
  const exchange::ImportScope scope{std::nullopt, "", {}, access::Actor::program(), language, now, texts, new_id};
  ImportBatch batch;
  batch.id = exchange::BatchId{new_id()};
  batch.kind = kind;
  batch.language = language;
  batch.made_at = now;
  batch.file_name = std::filesystem::path(options.file).filename().string();
  const auto given = exchange::read_given(content_of_file(options.file), "");
  if (!given) refuse(given.error(), language);
  exchange::take_over(batch, *given);

  using Outcome = std::pair<exchange::BatchPlan, exchange::PlanCounts>;
  const auto work = [&](storage::Connection& connection) -> Result<Outcome> {
    ImportBatch fresh = batch;
    const auto sheet = exchange::read_sheet(fresh.content);
    if (!sheet) return sheet.error();
    fresh.columns = exchange::first_columns(connection, fresh, *sheet);
    if (!options.mapping.empty()) {
      if (auto done = exchange::apply_mapping(options.mapping, *sheet, fresh); !done) return done.error();
    }
    auto plan = exchange::plan_batch(connection, fresh, scope);
    if (!plan) return plan.error();
    if (!plan->findings.empty()) {
      print_columns(*sheet, scope);
      return Invalid{plan->findings};
    }
    const exchange::PlanCounts counts = exchange::count(plan->rows);
    if (options.dry_run) return Outcome{std::move(*plan), counts};
    exchange::insert_batch(connection, fresh);
    const auto kept = exchange::run_batch(connection, fresh, scope, teller(connection, options, now));
    if (!kept) return kept.error();
    return Outcome{std::move(*plan), kept->counts};
  };
  const auto outcome = options.dry_run ? database.read(work) : database.write(work);
  if (!outcome) refuse(outcome.error(), language);
  print_rows(outcome->first, batch, scope);
  print_counts(outcome->second, scope);
  std::cout << texts.get(language, "exchange.identity." + std::string(key_of(kind))) << "\n";
  if (options.dry_run)
    std::cout << texts.get(language, "exchange.command.dry_run") << "\n";
  else
    std::cout << texts.format(language, "exchange.command.batch", {{"batch", batch.id.text()}}) << "\n";
}

void undo(const ImportOptions& options) {
  const Language language = terminal_language();
  const Instant now = clock_now();
  const auto texts = text::Texts::load(find_home(options.application.home).locale());
  const auto id = exchange::BatchId::parse(options.batch);
  storage::Database database = open_store(options, now);
  const auto reach = options.leave_changed ? exchange::UndoReach::leave_changed : exchange::UndoReach::all_or_nothing;
  const auto undone = exchange::refuse_depended([&] {
    return database.write([&](storage::Connection& transaction) -> Result<ImportBatch> {
      const auto batch = id ? exchange::load_batch(transaction, *id) : std::nullopt;
      if (!batch) return Invalid{{Violation{"exchange.batch_unknown", "", {{"batch", options.batch}}}}};
      return exchange::undo_batch(transaction, *batch, reach, now, teller(transaction, options, now));
    });
  });
  if (!undone) refuse(undone.error(), language);
  std::cout << texts.format(language, "exchange.command.undone", {{"batch", options.batch}}) << "\n";
}

void add_store_options(CLI::App* command, ApplicationOptions& options) {
  command->add_option("--data", options.data, "Folder of the store and its keys")->required();
  command->add_option("--database", options.database, "PostgreSQL address; without it SQLite in the data folder");
  command->add_option("--home", options.home, "Folder of the program's files")->envname("KRINGWERK_HOME");
}

void add_init(CLI::App& app) {
  const auto options = std::make_shared<ImportOptions>();
  CLI::App* init = app.add_subcommand("init", "Make a store, filled with the shipped hubs and places");
  add_store_options(init, options->application);
  init->footer("Example:\n  kringwerk init --data var/kringwerk");
  init->callback([options] {
    open_store(*options, clock_now());
    std::cout << store_url(options->application) << "\n";
  });
}

void add_kind(CLI::App* import, ImportKind kind, const std::string& what) {
  const auto options = std::make_shared<ImportOptions>();
  CLI::App* command = import->add_subcommand(std::string(key_of(kind)), "Bring in a table of " + what);
  command->add_option("FILE", options->file, "CSV, TSV or XLSX")->required()->check(CLI::ExistingFile);
  add_store_options(command, options->application);
  command->add_option(
      "--mapping", options->mapping,
      "Which column is which field: 'name=Naam;kbo=Ondernemingsnummer;kind:=regular_economy', or a file "
      "with one of these a line; field:=value sets it for all rows without one");
  command->add_flag("--dry-run", options->dry_run, "Only say what would become of each row");
  std::string fields;
  for (const exchange::ImportField& field : exchange::fields_of(kind))
    fields += (fields.empty() ? "" : " ") + std::string(field.name) + (field.is_required ? "*" : "");
  command->footer("Fields (* needed): " + fields + "\nExample:\n  kringwerk import " + std::string(key_of(kind)) +
                  " list.csv --data var/kringwerk --dry-run");
  command->callback([options, kind] { import_file(*options, kind); });
}

}  // namespace

void add_import_commands(CLI::App& app) {
  add_init(app);
  CLI::App* import = app.add_subcommand("import", "Tables from a spreadsheet");
  import->require_subcommand(1);
  add_kind(import, ImportKind::organisations, "organisations");
  add_kind(import, ImportKind::capabilities, "what workplaces can do");
  add_kind(import, ImportKind::streams, "offers and needs");
  const auto options = std::make_shared<ImportOptions>();
  CLI::App* undo_command = import->add_subcommand("undo", "Put everything back as it was before an import");
  undo_command->add_option("BATCH", options->batch, "What import printed")->required();
  add_store_options(undo_command, options->application);
  undo_command->add_flag("--leave-changed", options->leave_changed, "Leave records that were changed since");
  undo_command->footer("Example:\n  kringwerk import undo 0123456789abc --data var/kringwerk");
  undo_command->callback([options] { undo(*options); });
}

}  // namespace kringwerk::app
