#include "guidance/io/question_board.h"

#include <algorithm>

#include "guidance/io/show_cases.h"
#include "network/io/load_hubs.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::guidance {

namespace {

constexpr int kRowsOfPage = 50;
constexpr int kMostPages = 10'000;

struct Board {
  CaseQuery query;
  CaseList list;
  std::vector<network::Hub> hubs;  ///< of the reader
  int page = 1;
  Day today;
};

int page_in(const web::Pairs& query) {
  const std::string_view typed = query.value("page");
  int page = 0;
  for (const char c : typed.substr(0, 5)) {
    if (c < '0' || c > '9') return 1;
    page = page * 10 + (c - '0');
  }
  return std::clamp(page, 1, kMostPages);
}

Board load_board(const site::Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  const web::Pairs& typed = call.request.query;
  Board board;
  board.today = text::brussels_day(services.now());
  board.page = page_in(typed);
  board.query.filter =
      materials::value_in<CaseFilter>(kCaseFilterKeys, typed.value("state")).value_or(CaseFilter::open);
  board.query.order = materials::value_in<CaseOrder>(kCaseOrderKeys, typed.value("sort")).value_or(CaseOrder::due);
  board.query.hub = network::HubId::parse(typed.value("hub"));
  board.query.first = (board.page - 1) * kRowsOfPage;
  board.query.most = kRowsOfPage;
  return services.database.read([&](storage::Connection& connection) {
    board.list = load_case_list(connection, {actor, board.today}, board.query);
    const auto own = actor.scopes(access::ScopeKind::hub, {access::Role::coach, access::Role::coordinator});
    for (network::Hub& hub : network::load_hubs(connection)) {
      if (std::find(own.begin(), own.end(), hub.id.value()) != own.end()) board.hubs.push_back(std::move(hub));
    }
    return board;
  });
}

std::string board_address(Language language, const CaseQuery& query, int page) {
  std::string address = site::address(language, "/questions") +
                        "?state=" + std::string(materials::key_in(kCaseFilterKeys, query.filter)) +
                        "&sort=" + std::string(materials::key_in(kCaseOrderKeys, query.order));
  if (query.hub) address += "&hub=" + query.hub->text();
  if (page > 1) address += "&page=" + std::to_string(page);
  return address;
}

void show_filters(const site::Services& services, Language language, const Board& board, web::Model& model) {
  for (const std::string_view key : kCaseFilterKeys) {
    web::Model& option = model.add("STATE_OPTION");
    option.set("KEY", key).set("LABEL", services.texts.get(language, "guidance.filter." + std::string(key)));
    option.show_if(key == materials::key_in(kCaseFilterKeys, board.query.filter), "SELECTED");
  }
  model.set("SORT", materials::key_in(kCaseOrderKeys, board.query.order));
  if (board.hubs.size() < 2) return;
  web::Model& filter = model.add("HUB_FILTER");
  for (const network::Hub& hub : board.hubs) {
    web::Model& option = filter.add("HUB_OPTION");
    option.set("KEY", hub.id.text()).set("LABEL", hub.name).show_if(board.query.hub == hub.id, "SELECTED");
  }
}

/// One link per order; the one in use says so.
void show_orders(const site::Services& services, Language language, const Board& board, web::Model& model) {
  for (const CaseOrder order : {CaseOrder::due, CaseOrder::newest, CaseOrder::oldest}) {
    CaseQuery query = board.query;
    query.order = order;
    web::Model& link = model.add("ORDER");
    link.set("ADDRESS", board_address(language, query, 1));
    link.set("LABEL",
             services.texts.get(language, "guidance.order." + std::string(materials::key_in(kCaseOrderKeys, order))));
    link.show_if(order == board.query.order, "CURRENT");
  }
}

void show_rows(const site::Services& services, Language language, const Board& board, web::Model& model) {
  web::Model& table = model.add("TABLE");
  const bool many_hubs = board.hubs.size() > 1;
  table.show_if(many_hubs, "HUB_HEAD");
  for (const CaseRow& row : board.list.rows) {
    web::Model& line = table.add("ROW");
    show_due(services, language, row.found, board.today, line);
    line.set("ADDRESS", site::address(language, handled_path(row.found.id)));
    line.set("QUESTION", case_title(services, language, row.found));
    line.set("ASKER", row.found.asker_name.empty() ? row.found.asker_email : row.found.asker_name);
    line.set("ABOUT", row.about.best(language));
    line.set("STATE", state_words(services, language, row.found.state));
    line.set("RECEIVED", text::day(language, text::brussels_day(row.found.created_at)));
    if (many_hubs) line.add("HUB_CELL").set("HUB", row.hub_name);
  }
}

void show_leafing(Language language, const Board& board, web::Model& model) {
  const bool has_next = board.query.first + kRowsOfPage < board.list.total;
  if (board.page == 1 && !has_next) return;
  web::Model& pages = model.add("PAGES");
  if (board.page > 1) pages.add("PREVIOUS").set("ADDRESS", board_address(language, board.query, board.page - 1));
  if (has_next) pages.add("NEXT").set("ADDRESS", board_address(language, board.query, board.page + 1));
}

}  // namespace

web::Response question_board(const site::Services& services, const web::Call& call) {
  const Board board = load_board(services, call);
  const Language language = call.language;
  web::Model model;
  model.set("HOME", site::address(language, ""));
  model.set("COUNT", services.texts.plural(language, "guidance.board.count", board.list.total));
  show_filters(services, language, board, model);
  show_orders(services, language, board, model);
  if (board.list.rows.empty()) {
    model.show("NOTHING");
  } else {
    show_rows(services, language, board, model);
  }
  show_leafing(language, board, model);
  site::PageFrame frame;
  frame.title = services.texts.get(language, "guidance.board.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"}, {frame.title, ""}};
  return site::page(services, call, "guidance/board.html", model, frame);
}

}  // namespace kringwerk::guidance
