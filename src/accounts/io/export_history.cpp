#include "accounts/io/export_history.h"

#include "accounts/io/history_filter.h"
#include "site/history.h"
#include "site/page.h"
#include "site/visit.h"
#include "web/csv_file.h"

namespace kringwerk::accounts {

namespace {

constexpr std::int64_t kLinesAtOnce = 2'000;

void add_line(const site::Services& services, Language language, const access::HistoryLine& history,
              web::CsvFile& file) {
  const access::AuditLine& line = history.line;
  std::string changes;
  for (const access::FieldChange& change : history.changes) {
    changes += (changes.empty() ? "" : "\n") + site::change_words(services, language, line.record, change);
  }
  if (history.is_detail_erased) changes = services.texts.get(language, "audit.detail_erased");
  const auto id = [](std::int64_t number) { return number == 0 ? std::string() : id_text(number); };
  file.number(line.number).moment(line.at).text(site::author_words(services, language, history)).text(id(line.person));
  file.text(site::deed_words(services, language, line.action)).text(line.action);
  file.text(site::record_words(services, language, line.record)).text(id(line.record_id));
  file.text(changes).text(line.request_id).end_line();
}

std::vector<std::string> heads(const site::Services& services, Language language) {
  std::vector<std::string> words;
  for (const char* column :
       {"line", "time", "who", "person", "what", "action", "kind", "record", "changes", "request"}) {
    words.push_back(services.texts.get(language, std::string("audit.column.") + column));
  }
  return words;
}

web::CsvFile file_of(const site::Services& services, const web::Call& call, const access::HistoryFilter& filter) {
  const access::HistoryReader reader = site::history_reader(services, call);
  return services.database.read([&](storage::Connection& connection) {
    web::CsvFile file(heads(services, call.language));
    access::HistoryPage page{0, kLinesAtOnce};
    for (std::int64_t count = 0; count < kMostExported; count += kLinesAtOnce) {
      const access::HistoryPart part = access::load_history(connection, reader, filter, page);
      for (const access::HistoryLine& line : part.lines) add_line(services, call.language, line, file);
      if (part.older == 0) break;
      page.before = part.older;
    }
    return file;
  });
}

std::vector<access::FieldChange> told_of(const TypedHistoryFilter& filter, std::int64_t count) {
  std::vector<access::FieldChange> told{{"lines", "", std::to_string(count)}};
  const auto add = [&](const char* field, const std::string& value) {
    if (!value.empty()) told.push_back({field, "", value});
  };
  add("person", filter.meaning.person ? filter.meaning.person->text() : std::string());
  add("record", filter.record);
  add("record_id", filter.record_id);
  add("action", filter.action);
  add("from", filter.from);
  add("to", filter.to);
  return told;
}

}  // namespace

web::Response export_history(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  if (auto asked = site::ask_proof(services, call, "/audit")) return std::move(*asked);
  const access::HistoryReader reader = site::history_reader(services, call);
  struct Found {
    TypedHistoryFilter filter;
    std::int64_t count = 0;
  };
  const Found found = services.database.write([&](storage::Connection& transaction) {
    Found result{read_history_filter(transaction, read.form.fields, call.language), 0};
    if (!result.filter.violations.empty()) return result;
    result.count = access::count_history(transaction, reader, result.filter.meaning, kMostExported + 1);
    if (result.count > kMostExported) return result;
    site::record(services, transaction, call,
                 {"audit.exported", "audit_line", 0, told_of(result.filter, result.count)});
    return result;
  });
  if (!found.filter.violations.empty() || found.count > kMostExported) {
    const std::string query = found.filter.query();
    return web::Response::see_other(site::address(call.language, "/audit") + "?" + query + (query.empty() ? "" : "&") +
                                    "export=refused");
  }
  return web::csv_download("kringwerk-audit.csv", file_of(services, call, found.filter.meaning).lines());
}

}  // namespace kringwerk::accounts
