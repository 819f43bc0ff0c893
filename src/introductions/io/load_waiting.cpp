#include "introductions/io/load_waiting.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "introductions/io/seen_side.h"

namespace kringwerk::introductions {

namespace {

constexpr int kMostLooked = 200;

bool asks(const Standing& standing, const Introduction& introduction) {
  const auto own = sides_of(standing, introduction);
  return std::any_of(own.begin(), own.end(), [&](SideKind side) { return is_awaited(introduction, side); });
}

}  // namespace

WaitingList load_waiting_introductions(storage::Connection& connection, const IntroductionReader& reader,
                                       std::size_t most) {
  const Standing standing{reader.actor, std::nullopt};
  std::vector<Introduction> found;
  std::set<IntroductionId> known;
  const auto take = [&](IntroductionShelf shelf, IntroductionFilter filter, bool only_asked) {
    IntroductionQuery query;
    query.shelf = shelf;
    query.filter = filter;
    query.most = kMostLooked;
    for (Introduction& one : load_introduction_list(connection, reader, query).rows) {
      if (only_asked && !asks(standing, one)) continue;
      if (known.insert(one.id).second) found.push_back(std::move(one));
    }
  };
  take(IntroductionShelf::own, IntroductionFilter::waiting, true);
  take(IntroductionShelf::hub, IntroductionFilter::late, false);
  std::stable_sort(found.begin(), found.end(), [&](const Introduction& a, const Introduction& b) {
    return std::tuple(!asks(standing, a), a.due) < std::tuple(!asks(standing, b), b.due);
  });
  WaitingList list;
  list.total = static_cast<std::int64_t>(found.size());
  for (const Introduction& one : found) {
    if (list.rows.size() == most) break;
    list.rows.push_back({one.id, load_seen_side(connection, one, SideKind::offer, standing, reader.today).title,
                         load_seen_side(connection, one, SideKind::need, standing, reader.today).title, one.due,
                         is_late(one, reader.today), asks(standing, one)});
  }
  return list;
}

}  // namespace kringwerk::introductions
