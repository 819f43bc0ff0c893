#include <algorithm>

#include "clocks/io/load_clocks.h"
#include "freshness/io/board.h"
#include "materials/stream.h"
#include "network/io/load_hubs.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::freshness {

namespace {

using storage::Connection;

constexpr int kMostPages = 10'000;

int page_number(std::string_view typed) {
  int page = 0;
  for (const char c : typed.substr(0, 5)) {
    if (c < '0' || c > '9') return 1;
    page = page * 10 + (c - '0');
  }
  return std::clamp(page, 1, kMostPages);
}

bool fits(const DueRecord& record, BoardFilter filter, Instant now) {
  switch (filter) {
    case BoardFilter::yours:
      return is_yours(record, now);
    case BoardFilter::due:
      return record.state == clocks::Freshness::due;
    case BoardFilter::stale:
      return record.state == clocks::Freshness::stale;
    case BoardFilter::hidden:
      return record.state == clocks::Freshness::hidden;
    case BoardFilter::bouncing:
      return record.standing.reach == Reach::bouncing;
    case BoardFilter::all:
      break;
  }
  return true;
}

void sort_rows(std::vector<DueRecord>& rows, BoardOrder order, Instant now) {
  const auto name_of = [](const DueRecord& record) {
    return text::sort_key(Language::nl, record.title.best(Language::nl));
  };
  // The rows come with the longest unconfirmed first.
  switch (order) {
    case BoardOrder::urgent:
      std::stable_sort(rows.begin(), rows.end(),
                       [&](const DueRecord& a, const DueRecord& b) { return is_yours(a, now) && !is_yours(b, now); });
      break;
    case BoardOrder::name: {
      std::map<RecordKey, std::string> names;
      for (const DueRecord& row : rows) names[row.key] = name_of(row);
      std::stable_sort(rows.begin(), rows.end(),
                       [&](const DueRecord& a, const DueRecord& b) { return names[a.key] < names[b.key]; });
      break;
    }
    case BoardOrder::contact:
      std::stable_sort(rows.begin(), rows.end(),
                       [](const DueRecord& a, const DueRecord& b) { return a.contact < b.contact; });
      break;
    case BoardOrder::oldest:
      break;
  }
}

}  // namespace

bool is_yours(const DueRecord& record, Instant now) {
  const NextStep step = next_step(record.standing, now);
  return step == NextStep::read_note || step == NextStep::correct_address || step == NextStep::confirm;
}

BoardQuery read_board_query(const web::Pairs& typed) {
  BoardQuery query;
  query.filter = materials::value_in<BoardFilter>(kBoardFilterKeys, typed.value("show")).value_or(BoardFilter::all);
  query.order = materials::value_in<BoardOrder>(kBoardOrderKeys, typed.value("sort")).value_or(BoardOrder::urgent);
  query.type = clocks::parse_record_type(typed.value("type"));
  query.hub = network::HubId::parse(typed.value("hub"));
  query.page = page_number(typed.value("page"));
  return query;
}

std::string query_text(const BoardQuery& query) {
  std::string text;
  const auto add = [&](std::string_view name, std::string_view value) {
    text += text.empty() ? "?" : "&";
    text.append(name).append("=").append(value);
  };
  if (query.filter != BoardFilter::all) add("show", materials::key_in(kBoardFilterKeys, query.filter));
  if (query.order != BoardOrder::urgent) add("sort", materials::key_in(kBoardOrderKeys, query.order));
  if (query.type) add("type", clocks::key_of(*query.type));
  if (query.hub) add("hub", query.hub->text());
  if (query.page > 1) add("page", std::to_string(query.page));
  return text;
}

Board load_board(const site::Services& services, const web::Call& call, const BoardQuery& query) {
  const access::Actor& actor = site::visit_of(call).actor;
  const Instant now = services.now();
  Board board = services.database.read([&](Connection& connection) {
    Board read;
    read.reading = clocks::load_clock_reading(connection, now);
    DueQuery asked;
    asked.reader = actor;
    asked.hub = query.hub;
    read.rows = load_due_records(connection, read.reading, asked);
    const auto own = actor.scopes(access::ScopeKind::hub, {access::Role::coordinator});
    read.is_of_all = actor.holds(access::Role::administrator);
    for (network::Hub& hub : network::load_hubs(connection)) {
      if (read.is_of_all || std::find(own.begin(), own.end(), hub.id.value()) != own.end())
        read.hubs.push_back(std::move(hub));
    }
    return read;
  });
  board.query = query;
  std::erase_if(board.rows, [&](const DueRecord& record) { return query.type && record.key.type != *query.type; });
  for (std::size_t i = 0; i < board.counts.size(); ++i) {
    board.counts.at(i) = std::count_if(board.rows.begin(), board.rows.end(), [&](const DueRecord& record) {
      return fits(record, static_cast<BoardFilter>(i), now);
    });
  }
  std::erase_if(board.rows, [&](const DueRecord& record) { return !fits(record, query.filter, now); });
  sort_rows(board.rows, query.order, now);
  return board;
}

}  // namespace kringwerk::freshness
