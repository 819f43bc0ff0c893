#include "accounts/io/export_history.h"

#include "accounts/io/history_filter.h"
#include "site/history.h"
#include "site/page.h"
#include "site/visit.h"
#include "web/csv_text.h"

namespace kringwerk::accounts {

namespace {

constexpr std::int64_t kLinesAtOnce = 2'000;

/// 2026-11-22T10:00:00Z
std::string utc_text(Instant at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::hh_mm_ss time{seconds - day};
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return day_text(Day{day}) + "T" + two(time.hours().count()) + ":" + two(time.minutes().count()) + ":" +
         two(time.seconds().count()) + "Z";
}

std::string record_of(const site::Services& services, Language language, const access::HistoryLine& history) {
  const access::AuditLine& line = history.line;
  std::string changes;
  for (const access::FieldChange& change : history.changes) {
    changes += (changes.empty() ? "" : "\n") + site::change_words(services, language, line.record, change);
  }
  if (history.is_detail_erased) changes = services.texts.get(language, "audit.detail_erased");
  const std::array<std::string, 10> fields{std::to_string(line.number),
                                           utc_text(line.at),
                                           site::author_words(services, language, history),
                                           line.person == 0 ? std::string() : id_text(line.person),
                                           site::deed_words(services, language, line.action),
                                           line.action,
                                           site::record_words(services, language, line.record),
                                           line.record_id == 0 ? std::string() : id_text(line.record_id),
                                           changes,
                                           line.request_id};
  return web::csv_record(fields);
}

std::string heading(const site::Services& services, Language language) {
  std::array<std::string, 10> words;
  std::size_t count = 0;
  for (const char* column :
       {"line", "time", "who", "person", "what", "action", "kind", "record", "changes", "request"}) {
    words.at(count++) = services.texts.get(language, std::string("audit.column.") + column);
  }
  // The mark of UTF-8, without which spreadsheets read accents wrong.
  return "\xEF\xBB\xBF" + web::csv_record(words);
}

std::string file_of(const site::Services& services, const web::Call& call, const access::HistoryFilter& filter) {
  const access::HistoryReader reader = site::history_reader(services, call);
  return services.database.read([&](storage::Connection& connection) {
    std::string file = heading(services, call.language);
    access::HistoryPage page{0, kLinesAtOnce};
    for (std::int64_t count = 0; count < kMostExported; count += kLinesAtOnce) {
      const access::HistoryPart part = access::load_history(connection, reader, filter, page);
      for (const access::HistoryLine& line : part.lines) file += record_of(services, call.language, line);
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
  web::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.body = file_of(services, call, found.filter.meaning);
  return std::move(response).with_header("Content-Disposition", "attachment; filename=\"kringwerk-audit.csv\"");
}

}  // namespace kringwerk::accounts
