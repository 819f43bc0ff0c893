#include "introductions/io/introduction_board.h"

#include <algorithm>

#include "introductions/io/load_introductions.h"
#include "introductions/io/show_introductions.h"
#include "network/io/load_hubs.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using storage::Connection;

constexpr int kRowsOfPage = 50;
constexpr int kMostPages = 10'000;

struct BoardRow {
  Introduction introduction;
  SeenSide offer;
  SeenSide need;
};

struct Board {
  IntroductionQuery query;
  std::vector<BoardRow> rows;
  std::int64_t total = 0;
  std::vector<network::Hub> hubs;  ///< of the reader
  int page = 1;
  Day today;
};

int page_in(std::string_view typed) {
  int page = 0;
  for (const char c : typed.substr(0, 5)) {
    if (c < '0' || c > '9') return 1;
    page = page * 10 + (c - '0');
  }
  return std::clamp(page, 1, kMostPages);
}

std::vector<network::Hub> load_own_hubs(Connection& connection, const access::Actor& actor) {
  const auto own = actor.scopes(access::ScopeKind::hub, {access::Role::coach, access::Role::coordinator});
  std::vector<network::Hub> hubs = network::load_hubs(connection);
  std::erase_if(
      hubs, [&](const network::Hub& hub) { return std::find(own.begin(), own.end(), hub.id.value()) == own.end(); });
  return hubs;
}

Board load_board(const site::Services& services, const web::Call& call, IntroductionShelf shelf) {
  const access::Actor& actor = site::visit_of(call).actor;
  const web::Pairs& typed = call.request.query;
  Board board;
  board.today = text::brussels_day(services.now());
  board.page = page_in(typed.value("page"));
  board.query.shelf = shelf;
  board.query.filter = materials::value_in<IntroductionFilter>(kIntroductionFilterKeys, typed.value("state"))
                           .value_or(IntroductionFilter::open);
  board.query.hub = network::HubId::parse(typed.value("hub"));
  board.query.first = (board.page - 1) * kRowsOfPage;
  board.query.most = kRowsOfPage;
  return services.database.read([&](Connection& connection) {
    IntroductionList list = load_introduction_list(connection, {actor, board.today}, board.query);
    board.total = list.total;
    board.rows.clear();
    const Standing standing{actor, std::nullopt};
    for (Introduction& row : list.rows) {
      SeenSide offer = load_seen_side(connection, row, SideKind::offer, standing, board.today);
      SeenSide need = load_seen_side(connection, row, SideKind::need, standing, board.today);
      board.rows.push_back({std::move(row), std::move(offer), std::move(need)});
    }
    if (shelf == IntroductionShelf::hub) board.hubs = load_own_hubs(connection, actor);
    return board;
  });
}

std::string_view path_of(IntroductionShelf shelf) {
  return shelf == IntroductionShelf::own ? "/introductions" : "/introductions/board";
}

std::string board_address(Language language, const IntroductionQuery& query, int page) {
  std::string address = site::address(language, path_of(query.shelf)) +
                        "?state=" + std::string(materials::key_in(kIntroductionFilterKeys, query.filter));
  if (query.hub) address += "&hub=" + query.hub->text();
  if (page > 1) address += "&page=" + std::to_string(page);
  return address;
}

void show_filters(const site::Services& services, Language language, const Board& board, web::Model& model) {
  show_choice(services, language, kIntroductionFilterKeys,
              {"STATE_OPTION", "introductions.filter.", materials::key_in(kIntroductionFilterKeys, board.query.filter)},
              model);
  if (board.hubs.size() < 2) return;
  web::Model& filter = model.add("HUB_FILTER");
  for (const network::Hub& hub : board.hubs) {
    web::Model& option = filter.add("HUB_OPTION");
    option.set("KEY", hub.id.text()).set("LABEL", hub.name).show_if(board.query.hub == hub.id, "SELECTED");
  }
}

std::string answer_words(const site::Services& services, Language language, const Side& side) {
  const std::string key(side.answer ? materials::key_in(kAnswerKeys, *side.answer) : std::string_view("none"));
  return services.texts.get(language, "introductions.answered." + key);
}

void show_rows(const site::Services& services, Language language, const Board& board, web::Model& model) {
  web::Model& table = model.add("TABLE");
  for (const BoardRow& row : board.rows) {
    web::Model& line = table.add("ROW");
    line.set("ADDRESS", site::address(language, "/introductions/" + row.introduction.id.text()));
    const auto name = [&](const SeenSide& side) {
      const std::string title = side.title.best(language);
      return title.empty() ? services.texts.get(language, "introductions.not_shown") : title;
    };
    line.set("OFFER", name(row.offer)).set("NEED", name(row.need));
    line.set("OFFER_WHO", row.offer.organisation).set("NEED_WHO", row.need.organisation);
    line.set("OFFER_ANSWER", answer_words(services, language, row.introduction.offer));
    line.set("NEED_ANSWER", answer_words(services, language, row.introduction.need));
    line.set("PROPOSED", text::day(language, text::brussels_day(row.introduction.proposed_at)));
    show_state(services, language, row.introduction, board.today, line);
  }
}

void show_leafing(Language language, const Board& board, web::Model& model) {
  const bool has_next = board.query.first + kRowsOfPage < board.total;
  if (board.page == 1 && !has_next) return;
  web::Model& pages = model.add("PAGES");
  if (board.page > 1) pages.add("PREVIOUS").set("ADDRESS", board_address(language, board.query, board.page - 1));
  if (has_next) pages.add("NEXT").set("ADDRESS", board_address(language, board.query, board.page + 1));
}

web::Response list_page(const site::Services& services, const web::Call& call, IntroductionShelf shelf) {
  const Board board = load_board(services, call, shelf);
  const Language language = call.language;
  const auto words = [&](std::string_view id) { return services.texts.get(language, id); };
  const bool is_own = shelf == IntroductionShelf::own;
  web::Model model;
  model.set("HEADING", words(is_own ? "introductions.list.title" : "introductions.board.title"));
  model.set("LEAD", words(is_own ? "introductions.list.lead" : "introductions.board.lead"));
  model.set("ACTION", site::address(language, path_of(shelf)));
  model.set("COUNT", services.texts.plural(language, "introductions.list.count", board.total));
  show_filters(services, language, board, model);
  if (board.rows.empty()) {
    model.add("NOTHING").set("WHY",
                             words(is_own ? "introductions.list.nothing_why" : "introductions.board.nothing_why"));
  } else {
    show_rows(services, language, board, model);
  }
  show_leafing(language, board, model);
  site::PageFrame frame;
  frame.title = words(is_own ? "introductions.list.title" : "introductions.board.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{words("site.my"), "/my"}, {frame.title, ""}};
  return site::page(services, call, "introductions/list.html", model, frame);
}

}  // namespace

web::Response own_introductions(const site::Services& services, const web::Call& call) {
  return list_page(services, call, IntroductionShelf::own);
}

web::Response introduction_board(const site::Services& services, const web::Call& call) {
  return list_page(services, call, IntroductionShelf::hub);
}

}  // namespace kringwerk::introductions
