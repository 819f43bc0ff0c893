#include <algorithm>

#include "clocks/io/show_freshness.h"
#include "freshness/io/board.h"
#include "materials/stream.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/csv_file.h"

namespace kringwerk::freshness {

namespace {

constexpr std::string_view kBoardPath = "/freshness";
constexpr std::array<std::string_view, 5> kNextStepKeys{"read_note", "correct_address", "confirm", "mail", "wait"};

std::string_view key_of_step(NextStep step) {
  return kNextStepKeys.at(static_cast<std::size_t>(step));
}

/// Words of one row that the page and the file share.
class RowWording {
 public:
  RowWording(const site::Services& services, Language language, const Board& board)
      : services_(services), language_(language), board_(board) {}

  std::string kind(const DueRecord& record) const {
    return get("clocks.type." + std::string(clocks::key_of(record.key.type)));
  }
  std::string state(const DueRecord& record) const {
    return get("freshness.state." + std::string(materials::key_in(clocks::kFreshnessKeys, record.state)));
  }
  std::string since(const DueRecord& record) const {
    return text::day(language_, text::brussels_day(record.confirmed_at));
  }
  std::int64_t age(const DueRecord& record) const {
    return days_between(text::brussels_day(record.confirmed_at), board_.reading.today);
  }
  /// When the contact was last asked for this record, and how often.
  std::string mails(const DueRecord& record) const {
    if (!record.standing.notice) return get("freshness.board.no_mail");
    return services_.texts.plural(language_, "freshness.board.mailed", record.standing.notice->mails,
                                  {{"day", text::day(language_, text::brussels_day(record.standing.notice->last))}});
  }
  std::string reach(const DueRecord& record) const {
    constexpr std::array<std::string_view, 4> kKeys{"mail", "no_address", "unwilling", "bouncing"};
    return get("freshness.reach." + std::string(kKeys.at(static_cast<std::size_t>(record.standing.reach))));
  }
  std::string get(std::string_view id) const { return services_.texts.get(language_, id); }

 private:
  const site::Services& services_;
  Language language_;
  const Board& board_;
};

void show_step(const RowWording& words, Language language, const DueRecord& record, NextStep step, web::Model& row) {
  const std::string key = text_of(record.key);
  const std::string address = site::address(language, "/freshness/address/" + key);
  switch (step) {
    case NextStep::correct_address:
      row.add("STEP_LINK").set("ADDRESS", address).set("LABEL", words.get("freshness.step.correct_address"));
      break;
    case NextStep::mail:
      row.add("STEP_BUTTON").set("VALUE", "mail:" + key).set("LABEL", words.get("freshness.step.mail"));
      break;
    case NextStep::wait:
      row.add("STEP_NONE").set("LABEL", words.get("freshness.step.wait"));
      break;
    case NextStep::read_note:
    case NextStep::confirm:
      row.add("STEP_BUTTON").set("VALUE", "confirm:" + key).set("LABEL", words.get("freshness.step.confirm"));
      break;
  }
  web::Model& more = row.add("MORE");
  if (step != NextStep::confirm && step != NextStep::read_note) {
    more.add("MORE_BUTTON").set("VALUE", "confirm:" + key).set("LABEL", words.get("freshness.step.confirm"));
  }
  more.add("MORE_BUTTON")
      .set("VALUE", "close:" + key)
      .set("LABEL", words.get(record.key.type == clocks::RecordType::organisation ? "freshness.step.gone"
                                                                                  : "freshness.step.close"));
  if (step != NextStep::correct_address) {
    more.add("MORE_LINK").set("ADDRESS", address).set("LABEL", words.get("freshness.step.address"));
  }
}

void show_row(const site::Services& services, Language language, const Board& board, const DueRecord& record,
              web::Model& table) {
  const RowWording words(services, language, board);
  web::Model& row = table.add("ROW").set("KEY", text_of(record.key));
  const Language written = record.title.best_language(language);
  row.set("TITLE", record.title.exact(written)).set("TITLE_LANG", language_code(written));
  row.set("ADDRESS", site::address(language, path_of(record.key))).set("KIND", words.kind(record));
  row.show_if(record.is_example, "EXAMPLE");
  if (record.key.type != clocks::RecordType::organisation && !record.organisation_name.empty()) {
    row.add("OWNED").set("OWNER", record.organisation_name);
  }
  const auto shown = clocks::show_freshness(services, language, board.reading, {record.key.type, record.confirmed_at});
  constexpr std::array<std::string_view, 4> kClasses{"ok", "info", "warn", "stop"};
  row.set("STATE", words.state(record)).set("STATE_SVG", shown.disc);
  row.set("STATE_CLASS", kClasses.at(static_cast<std::size_t>(record.state)));
  row.set("AGE", services.texts.plural(language, "freshness.board.age", words.age(record)));
  row.set("SINCE", words.since(record));
  if (!record.contact.empty()) row.add("CONTACT").set("EMAIL", record.contact);
  if (record.standing.reach != Reach::mail) row.add("UNREACHED").set("WHY", words.reach(record));
  row.set("MAILS", words.mails(record));
  if (!record.note.empty()) row.add("NOTED").set("NOTE", record.note);
  show_step(words, language, record, next_step(record.standing, services.now()), row);
}

void show_board_filters(const site::Services& services, Language language, const Board& board, web::Model& model) {
  const auto words = [&](const std::string& id) { return services.texts.get(language, id); };
  for (std::size_t i = 0; i < kBoardFilterKeys.size(); ++i) {
    BoardQuery query = board.query;
    query.filter = static_cast<BoardFilter>(i);
    query.page = 1;
    model.add("TAB")
        .set("ADDRESS", site::address(language, kBoardPath) + query_text(query))
        .set("LABEL", words("freshness.filter." + std::string(kBoardFilterKeys.at(i))))
        .set("COUNT", board.counts.at(i))
        .show_if(query.filter == board.query.filter, "CURRENT");
  }
  for (const std::string_view key : clocks::kRecordTypeKeys) {
    model.add("TYPE_OPTION")
        .set("KEY", key)
        .set("LABEL", words("clocks.type." + std::string(key)))
        .show_if(board.query.type && clocks::key_of(*board.query.type) == key, "SELECTED");
  }
  for (std::size_t i = 0; i < kBoardOrderKeys.size(); ++i) {
    model.add("ORDER_OPTION")
        .set("KEY", kBoardOrderKeys.at(i))
        .set("LABEL", words("freshness.order." + std::string(kBoardOrderKeys.at(i))))
        .show_if(static_cast<BoardOrder>(i) == board.query.order, "SELECTED");
  }
  if (board.hubs.size() < 2) return;
  web::Model& filter = model.add("HUB_FILTER");
  filter.set("ALL_HUBS", words(board.is_of_all ? "freshness.board.every_hub" : "guidance.board.all_hubs"));
  for (const network::Hub& hub : board.hubs) {
    filter.add("HUB_OPTION")
        .set("KEY", hub.id.text())
        .set("LABEL", hub.name)
        .show_if(board.query.hub == hub.id, "SELECTED");
  }
}

void show_board_pages(Language language, const Board& board, std::size_t first, web::Model& model) {
  const bool has_next = first + kRowsOfBoard < board.rows.size();
  if (board.query.page == 1 && !has_next) return;
  web::Model& pages = model.add("PAGES");
  const auto address = [&](int page) {
    BoardQuery query = board.query;
    query.page = page;
    return site::address(language, kBoardPath) + query_text(query);
  };
  if (board.query.page > 1) pages.add("PREVIOUS").set("ADDRESS", address(board.query.page - 1));
  if (has_next) pages.add("NEXT").set("ADDRESS", address(board.query.page + 1));
}

/// What a change said it did; nothing for words that nobody wrote.
void show_said(const site::Services& services, const web::Call& call, web::Model& model) {
  const std::string said(call.request.query.value("said"));
  constexpr std::array<std::string_view, 6> kSaid{"confirmed", "mailed", "mailed_lately", "closed", "none", "address"};
  if (std::find(kSaid.begin(), kSaid.end(), said) == kSaid.end()) return;
  std::int64_t count = 0;
  for (const char c : call.request.query.value("n").substr(0, 3)) {
    if (c >= '0' && c <= '9') count = count * 10 + (c - '0');
  }
  const bool is_good = said != "mailed_lately" && said != "none";
  model.add("SAID")
      .set("CLASS", is_good ? "ok" : "warn")
      .set("TEXT", said == "confirmed" ? services.texts.plural(call.language, "freshness.said.confirmed", count)
                                       : services.texts.get(call.language, "freshness.said." + said));
}

}  // namespace

web::Response board_page(const site::Services& services, const web::Call& call) {
  const Language language = call.language;
  const Board board = load_board(services, call, read_board_query(call.request.query));
  web::Model model;
  const std::string query = query_text(board.query);
  model.set("ACTION", site::address(language, kBoardPath))
      .set("SAME_VIEW", site::address(language, kBoardPath) + query);
  model.set("SHOW", materials::key_in(kBoardFilterKeys, board.query.filter));
  model.set("FILE", site::address(language, "/freshness/list.csv") + query);
  show_said(services, call, model);
  show_board_filters(services, language, board, model);
  model.set("LEAD",
            services.texts.get(language, board.is_of_all ? "freshness.board.lead_all" : "freshness.board.lead"));
  const std::size_t first = static_cast<std::size_t>(board.query.page - 1) * kRowsOfBoard;
  if (first >= board.rows.size()) {
    model.show(board.counts.at(0) == 0 ? "NOTHING_DUE" : "NOTHING_FITS");
  } else {
    web::Model& table = model.add("TABLE");
    for (std::size_t i = first; i < std::min(first + kRowsOfBoard, board.rows.size()); ++i) {
      show_row(services, language, board, board.rows.at(i), table);
    }
  }
  show_board_pages(language, board, first, model);
  site::PageFrame frame;
  frame.title = services.texts.get(language, "freshness.board.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"}, {frame.title, ""}};
  return site::with_form(services, call, model,
                         [&] { return site::page(services, call, "freshness/board.html", model, frame); });
}

web::Response board_file(const site::Services& services, const web::Call& call) {
  const Language language = call.language;
  const Board board = load_board(services, call, read_board_query(call.request.query));
  const RowWording words(services, language, board);
  std::vector<std::string> head;
  for (const std::string_view column :
       {"kind", "title", "owner", "state", "confirmed", "age", "contact", "reach", "mails", "note", "step", "link"}) {
    head.push_back(words.get("freshness.column." + std::string(column)));
  }
  web::CsvFile file(head);
  for (const DueRecord& record : board.rows) {
    file.texts({words.kind(record), record.title.best(language), record.organisation_name, words.state(record)});
    file.day(text::brussels_day(record.confirmed_at)).number(words.age(record));
    file.texts({record.contact, words.reach(record), words.mails(record), record.note});
    file.text(words.get("freshness.step." + std::string(key_of_step(next_step(record.standing, services.now())))));
    file.text(services.public_url + site::address(language, path_of(record.key))).end_line();
  }
  services.database.write([&](storage::Connection& transaction) {
    site::record(services, transaction, call,
                 {"freshness.exported", "freshness", 0, {{"rows", "", std::to_string(board.rows.size())}}});
  });
  return web::csv_download("kringwerk-freshness.csv", file.lines());
}

}  // namespace kringwerk::freshness
