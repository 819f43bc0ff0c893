#include "app/privacy_command.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <iomanip>
#include <iostream>
#include <memory>

#include "access/io/record_deed.h"
#include "accounts/io/load_retention.h"
#include "accounts/io/retention_run.h"
#include "app/application.h"
#include "app/registered_records.h"
#include "text/format.h"

namespace kringwerk::app {

namespace {

using accounts::Extent;

struct RetentionOptions {
  ApplicationOptions application;
  bool apply = false;
  bool dry_run = false;
};

struct RetentionAnswer {
  std::vector<accounts::RetentionLine> lines;
  std::int64_t released = 0;
};

void print(const RetentionAnswer& answer, Extent extent) {
  constexpr int kNameWidth = 18;
  constexpr int kNumberWidth = 8;
  std::cout << std::left << std::setw(kNameWidth) << "class" << std::right << std::setw(kNumberWidth) << "days"
            << std::setw(kNumberWidth) << "due"
            << "  oldest\n";
  for (const accounts::RetentionLine& line : answer.lines) {
    std::cout << std::left << std::setw(kNameWidth) << line.rule->name << std::right << std::setw(kNumberWidth)
              << line.rule->kept_days.value_or(0) << std::setw(kNumberWidth) << line.due << "  "
              << (line.oldest ? day_text(text::brussels_day(*line.oldest)) : "-") << "\n";
  }
  std::cout << std::left << std::setw(kNameWidth) << "released holds" << std::right << std::setw(2 * kNumberWidth)
            << answer.released << "  -\n"
            << (extent == Extent::count ? "Dry run: nothing changed. --apply does it.\n" : "Done.\n");
}

void run(const RetentionOptions& options) {
  const Extent extent = options.apply && !options.dry_run ? Extent::apply : Extent::count;
  const HomeFolder home = find_home(options.application.home);
  const auto rules = accounts::load_retention(home.data() / "retention.toml");
  const access::RecordRegistry registry = registered_records();
  const std::string audit_key = load_or_make_key(std::filesystem::path(options.application.data) / "keys", "audit.key");
  storage::Database database = storage::Database::open({store_url(options.application)});
  const Instant now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto work = [&](storage::Connection& connection) {
    RetentionAnswer answer;
    answer.lines = accounts::run_retention(connection, registry, rules, extent, now);
    answer.released = accounts::erase_released(connection, registry, extent, now);
    if (extent == Extent::count) return answer;
    std::vector<access::FieldChange> changes;
    for (const accounts::RetentionLine& line : answer.lines) {
      if (line.due > 0) changes.push_back({line.rule->name, std::to_string(line.due), ""});
    }
    const access::DeedAuthor author{access::ActorKind::program, {}, "retention", now};
    access::record_deed(connection, audit_key, author, {"retention.applied", "retention", 0, changes});
    return answer;
  };
  print(extent == Extent::count ? database.read(work) : database.write(work), extent);
  if (extent == Extent::apply) database.forget_removed(storage::Database::Traces::rewrite);
}

}  // namespace

void add_privacy_command(CLI::App& app) {
  auto options = std::make_shared<RetentionOptions>();
  CLI::App* privacy = app.add_subcommand("privacy", "Personal data: what is kept, and how long");
  privacy->require_subcommand(1);
  CLI::App* retention = privacy->add_subcommand("retention", "Show or remove what is kept longer than it should");
  retention->add_option("--data", options->application.data, "Folder of the store")->required();
  retention->add_option("--database", options->application.database,
                        "PostgreSQL address; without it SQLite in the data folder");
  retention->add_option("--home", options->application.home, "Folder of the program's own files");
  auto* apply = retention->add_flag("--apply", options->apply, "Remove or empty what is due");
  retention->add_flag("--dry-run", options->dry_run, "Only count (this is what happens without --apply)")
      ->excludes(apply);
  retention->footer("Example, once a night:\n  kringwerk privacy retention --data var/kringwerk --apply");
  retention->callback([options] { run(*options); });
}

}  // namespace kringwerk::app
