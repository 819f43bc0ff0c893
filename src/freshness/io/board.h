#pragma once

#include <array>
#include <map>

#include "freshness/io/load_due_records.h"
#include "network/hub.h"
#include "site/services.h"
#include "web/router.h"

/// What is due, stale and hidden in the hubs of a coordinator.
namespace kringwerk::freshness {

/// yours: the hub's turn. mail: the address bounces.
enum class BoardFilter { all, yours, due, stale, hidden, bouncing };
inline constexpr std::array<std::string_view, 6> kBoardFilterKeys{"all", "yours", "due", "stale", "hidden", "bouncing"};
/// urgent: what is the hub's turn first, then the longest unconfirmed.
enum class BoardOrder { urgent, oldest, name, contact };
inline constexpr std::array<std::string_view, 4> kBoardOrderKeys{"urgent", "oldest", "name", "contact"};

struct BoardQuery {
  BoardFilter filter = BoardFilter::all;
  BoardOrder order = BoardOrder::urgent;
  std::optional<clocks::RecordType> type;
  std::optional<network::HubId> hub;
  int page = 1;
};
BoardQuery read_board_query(const web::Pairs& typed);
/// "?show=stale&page=2": empty for the plain board.
std::string query_text(const BoardQuery& query);

struct Board {
  BoardQuery query;
  clocks::ClockReading reading;
  std::vector<DueRecord> rows;           ///< that fit the filter, in order; all pages
  std::array<std::int64_t, 6> counts{};  ///< by filter, of the chosen type and hub
  std::vector<network::Hub> hubs;        ///< of the reader
  bool is_of_all = false;                ///< the reader sees those of all hubs: an administrator
};
Board load_board(const site::Services& services, const web::Call& call, const BoardQuery& query);

bool is_yours(const DueRecord& record, Instant now);

inline constexpr std::size_t kRowsOfBoard = 50;

/// The page, and the same rows as a file; each download stands in the audit trail.
web::Response board_page(const site::Services& services, const web::Call& call);
web::Response board_file(const site::Services& services, const web::Call& call);
/// What the form of the page does: confirm some, mail, end.
web::Response change_board(const site::Services& services, const web::Call& call);

/// Where a bouncing or missing address is put right.
web::Response address_page(const site::Services& services, const web::Call& call);
web::Response change_address(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::freshness
