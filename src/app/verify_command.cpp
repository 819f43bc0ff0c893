#include "app/verify_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "access/io/check_chain.h"
#include "app/application.h"
#include "app/home_folder.h"
#include "base/id.h"
#include "text/format.h"
#include "web/json_text.h"

namespace kringwerk::app {

namespace {

using access::ChainFault;
using access::ChainFinding;
using access::ChainReport;

constexpr int kBadInput = 2;
constexpr int kBroken = 3;

struct VerifyOptions {
  ApplicationOptions store;
  std::vector<std::string> other_folders;  ///< data folders of other processes on the same database
  bool json = false;
};

[[noreturn]] void refuse(const std::string& what) {
  std::cerr << "kringwerk verify audit: " << what << "\n";
  throw CLI::RuntimeError(kBadInput);
}

std::string existing_key(const std::filesystem::path& data) {
  const auto path = data / "keys" / "audit.key";
  if (!std::filesystem::exists(path)) refuse("there is no key " + path.string());
  return load_or_make_key(path.parent_path(), path.filename().string());
}

std::vector<access::AnchorFile::Content> read_anchors(const VerifyOptions& options, const std::string& key) {
  std::vector<access::AnchorFile::Content> files;
  files.push_back(access::AnchorFile(options.store.data).read(key));
  for (const std::string& folder : options.other_folders) files.push_back(access::AnchorFile(folder).read(key));
  return files;
}

/// A bar on the terminal, drawn anew for each percent.
class ProgressBar {
 public:
  void show(std::int64_t done, std::int64_t all) {
    if (!is_terminal_ || all <= 0) return;
    const std::int64_t percent = std::min<std::int64_t>(100, done * 100 / all);
    if (percent == shown_) return;
    shown_ = percent;
    const auto filled = static_cast<std::size_t>(percent / 4);
    std::cerr << "\r[" << std::string(filled, '#') << std::string(25 - filled, ' ') << "] " << percent << " %"
              << std::flush;
  }
  void end() {
    if (shown_ >= 0) std::cerr << "\r" << std::string(40, ' ') << "\r" << std::flush;
  }

 private:
  const bool is_terminal_ = ::isatty(STDERR_FILENO) == 1;
  std::int64_t shown_ = -1;
};

std::string words_of(const ChainFinding& finding) {
  const std::string other = std::to_string(finding.expected);
  switch (finding.fault) {
    case ChainFault::line_missing:
      return "is not there; the next line is " + other;
    case ChainFault::line_changed:
      return "does not fit: it was edited, moved, put in, or renumbered, or the line before it was";
    case ChainFault::detail_changed:
      return "has another detail than it was written with";
    case ChainFault::detail_missing:
      return "has lost its detail, and no later line says that it was erased";
    case ChainFault::detail_unowned:
      return "is not there, but its detail is";
    case ChainFault::head_changed:
      return "is the last line, but the head of the trail says " + other + " or another hash";
    case ChainFault::end_cut_off:
      return "is not there: the end was cut off, an anchor knows line " + other;
    case ChainFault::anchor_differs:
      return "has another hash than its anchor: it, or a line after the anchor before, was made anew with the key";
    case ChainFault::anchor_changed:
      return "is the last that could be checked: line " + other +
             " of an anchor file was changed, or one before it taken out";
  }
  return {};
}

std::string time_text(Instant at) {
  return text::moment(Language::en, at);
}

void print_words(const ChainReport& report) {
  std::cout << report.lines << " lines, " << report.erased << " details erased, " << report.anchors
            << " anchors fit\nhead: line " << report.head.number << " " << report.head.hash << "\n";
  if (report.anchors == 0 && report.lines > 0) {
    std::cout << "No anchor was found: an end that is cut off, or a trail made anew with the key, would not be seen.\n";
  }
  if (!report.first) {
    std::cout << "The audit trail is whole.\n";
    return;
  }
  const ChainFinding& finding = *report.first;
  std::cout << "BROKEN: line " << finding.line.number;
  if (finding.has_line) {
    std::cout << " (" << time_text(finding.line.at) << ", " << finding.line.action << ", " << finding.line.record << " "
              << id_text(finding.line.record_id) << ")";
  }
  std::cout << " " << words_of(finding) << ".\n";
  if (finding.since) std::cout << "The last time known to be whole: " << time_text(*finding.since) << ".\n";
}

void print_json(const ChainReport& report) {
  std::cout << "{\"ok\":" << (report.first ? "false" : "true") << ",\"lines\":" << report.lines
            << ",\"erased\":" << report.erased << ",\"anchors\":" << report.anchors
            << ",\"head\":{\"line\":" << report.head.number << ",\"hash\":" << web::json_string(report.head.hash)
            << "}";
  if (report.first) {
    const ChainFinding& finding = *report.first;
    const auto fault = access::kChainFaultKeys[static_cast<std::size_t>(finding.fault)];
    std::cout << ",\"first\":{\"fault\":" << web::json_string(fault) << ",\"line\":" << finding.line.number
              << ",\"expected\":" << finding.expected;
    if (finding.has_line) {
      std::cout << ",\"at_ms\":" << to_ms(finding.line.at) << ",\"action\":" << web::json_string(finding.line.action)
                << ",\"record\":" << web::json_string(finding.line.record)
                << ",\"record_id\":" << web::json_string(id_text(finding.line.record_id));
    }
    std::cout << "}";
  }
  std::cout << "}\n";
}

void verify_audit(const VerifyOptions& options) {
  const std::filesystem::path data(options.store.data);
  if (options.store.database.empty() && !std::filesystem::exists(data / "kringwerk.db")) {
    refuse("there is no store in " + data.string());
  }
  const std::string key = existing_key(data);
  const auto anchors = read_anchors(options, key);
  storage::Database database = storage::Database::open({store_url(options.store), 1});
  ProgressBar bar;
  const ChainReport report = database.read([&](storage::Connection& connection) {
    return access::check_chain(connection, key, anchors,
                               [&](std::int64_t done, std::int64_t all) { bar.show(done, all); });
  });
  bar.end();
  options.json ? print_json(report) : print_words(report);
  if (report.first) throw CLI::RuntimeError(kBroken);
}

}  // namespace

void add_verify_command(CLI::App& app) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* verify = app.add_subcommand("verify", "Check what the store promises");
  verify->require_subcommand(1);
  CLI::App* audit = verify->add_subcommand("audit", "Check that no line of the audit trail was changed or taken out");
  audit->add_option("--data", options->store.data, "Folder of the store, its key and its anchors")->required();
  audit->add_option("--database", options->store.database, "PostgreSQL address; without it SQLite in the data folder");
  audit->add_option("--anchors", options->other_folders, "Data folder of another process on the same database");
  audit->add_flag("--json", options->json, "One JSON object instead of sentences");
  audit->footer(
      "Exit code 0: whole, 3: broken, 2: nothing to check.\nExample:\n  kringwerk verify audit --data var/kringwerk");
  audit->callback([options] { verify_audit(*options); });
}

}  // namespace kringwerk::app
