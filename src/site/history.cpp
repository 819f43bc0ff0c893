#include "site/history.h"

#include <charconv>

#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::site {

namespace {

constexpr std::int64_t kLinesOnRecord = 10;

/// The text of the id that `first` and `second` make, or `otherwise`.
std::string words_or(const Services& services, Language language, const std::string& id, std::string_view otherwise) {
  return services.texts.has(language, id) ? services.texts.get(language, id) : std::string(otherwise);
}

std::string value_words(const Services& services, Language language, const std::string& field_id,
                        const std::string& value) {
  return words_or(services, language, "access.value." + field_id + "." + value, value);
}

std::int64_t cursor_of(const web::Call& call) {
  const std::string_view typed = call.request.query.value("history");
  std::int64_t before = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), before);
  return before;
}

}  // namespace

std::string deed_words(const Services& services, Language language, std::string_view action) {
  return words_or(services, language, "access.deed." + std::string(action), action);
}

std::string record_words(const Services& services, Language language, std::string_view record) {
  return words_or(services, language, "access.record." + std::string(record), record);
}

std::string author_words(const Services& services, Language language, const access::HistoryLine& line) {
  using enum access::HistoryLine::Author;
  switch (line.author) {
    case visitor:
      return services.texts.get(language, "audit.author.visitor");
    case link_holder:
      return services.texts.get(language, "audit.author.link_holder");
    case program:
      return services.texts.get(language, "audit.author.program");
    case erased_person:
      return services.texts.get(language, "audit.author.erased");
    case unknown_person:
      return services.texts.get(language, "audit.author.unknown");
    case person:
      break;
  }
  return line.name;
}

std::string change_words(const Services& services, Language language, std::string_view record,
                         const access::FieldChange& change) {
  const std::string id = std::string(record) + "." + change.field;
  const std::vector<Fact> facts{{"field", words_or(services, language, "access.field." + id, change.field)},
                                {"before", value_words(services, language, id, change.before)},
                                {"after", value_words(services, language, id, change.after)}};
  if (change.before.empty() && change.after.empty()) {
    return services.texts.format(language, "audit.change.other", {facts[0]});
  }
  if (change.before.empty()) return services.texts.format(language, "audit.change.filled", {facts[0], facts[2]});
  if (change.after.empty()) return services.texts.format(language, "audit.change.emptied", {facts[0], facts[1]});
  return services.texts.format(language, "audit.change.changed", facts);
}

void show_history_lines(const Services& services, Language language, const std::vector<access::HistoryLine>& lines,
                        RecordNames records, web::Model& model) {
  for (const access::HistoryLine& history : lines) {
    web::Model& row = model.add("LINE");
    row.set("WHEN", text::moment(language, history.line.at));
    row.set("WHO", author_words(services, language, history));
    row.set("DEED", deed_words(services, language, history.line.action));
    if (records == RecordNames::shown) {
      row.add("RECORD")
          .set("WORDS", record_words(services, language, history.line.record))
          .set("ID", history.line.record_id == 0 ? std::string() : id_text(history.line.record_id));
    }
    for (const access::FieldChange& change : history.changes) {
      row.add("CHANGE").set("WORDS", change_words(services, language, history.line.record, change));
    }
    row.show_if(history.is_detail_erased, "ERASED");
  }
}

access::HistoryReader history_reader(const Services& services, const web::Call& call) {
  return {visit_of(call).actor.session, text::brussels_day(services.now()), std::nullopt, {}};
}

std::optional<web::Html> show_history(const Services& services, const web::Call& call, const RecordHistory& history) {
  if (!visit_of(call).actor.is_signed_in()) return std::nullopt;
  access::HistoryReader reader = history_reader(services, call);
  reader.record_organisation = history.organisation;
  reader.record_hubs = history.hubs;
  access::HistoryFilter filter;
  filter.record = history.record;
  filter.record_id = history.record_id;
  filter.former_ids = history.former_ids;
  const access::HistoryPage page{cursor_of(call), kLinesOnRecord};
  const auto part = services.database.read(
      [&](storage::Connection& connection) { return access::load_history(connection, reader, filter, page); });
  if (part.lines.empty()) return std::nullopt;
  web::Model model;
  show_history_lines(services, call.language, part.lines, RecordNames::left_out, model);
  if (part.older > 0) model.add("OLDER").set("ADDRESS", "?history=" + std::to_string(part.older) + "#history");
  return services.templates.render("site/history.html", call.language, model);
}

}  // namespace kringwerk::site
