#include "materials/stream_index.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace kringwerk::materials {
namespace {

ListedStream stream(std::int64_t id, const char* family, const char* words) {
  ListedStream result;
  result.id = StreamId{id};
  result.family = family;
  result.words = words;
  result.confirmed_at = instant_from_ms(id);
  return result;
}

std::vector<std::int64_t> ids(const ListPart& part) {
  std::vector<std::int64_t> result;
  for (const ListedStream* row : part.rows) result.push_back(row->id.value());
  return result;
}

using Ids = std::vector<std::int64_t>;

TEST_CASE("every word must occur, also as a part of a longer one") {
  const StreamIndex index({stream(1, "hout", "houtafval paletten"), stream(2, "hout", "hout planken"),
                           stream(3, "metaal", "ijzer planken")});
  ListRequest request;
  request.filter.words = {"hout"};
  CHECK(ids(index.find(request)) == Ids{2, 1});
  request.filter.words = {"hout", "plank"};
  CHECK(ids(index.find(request)) == Ids{2});
  request.filter.words = {"zeewier"};
  CHECK(index.find(request).total == 0);
  request.filter.words = {"outafvalpal"};
  CHECK(index.find(request).total == 0);
}

TEST_CASE("conditions hold together, and an unknown key fits nothing") {
  ListedStream early = stream(1, "hout", "");
  early.available = {std::nullopt, parse_day("2026-12-01")};
  early.per_week = Mass::kilograms(5);
  ListedStream late = stream(2, "hout", "");
  late.available = {parse_day("2027-01-01"), std::nullopt};
  late.kind = StreamKind::need;
  const StreamIndex index({early, late});
  ListRequest request;
  request.filter.available = {parse_day("2026-12-15"), parse_day("2027-02-01")};
  CHECK(ids(index.find(request)) == Ids{2});
  request.filter.kind = StreamKind::offer;
  CHECK(ids(index.find(request)).empty());
  request.filter = {};
  request.filter.minimum = Mass::kilograms(5);
  CHECK(ids(index.find(request)) == Ids{1});
  request.filter = {};
  request.filter.family = "steen";
  CHECK(index.find(request).total == 0);
  request.filter = {};
  request.filter.places = std::vector<network::Nis>{};
  CHECK(index.find(request).total == 0);
}

TEST_CASE("unknown amounts come last") {
  ListedStream small = stream(1, "", "");
  small.per_week = Mass::kilograms(1);
  ListedStream large = stream(2, "", "");
  large.per_week = Mass::kilograms(9);
  const StreamIndex index({stream(3, "", ""), small, large});
  ListRequest request;
  request.order = ListOrder::amount;
  CHECK(ids(index.find(request)) == Ids{2, 1, 3});
}

TEST_CASE("a cursor that is not listed begins at the beginning") {
  const StreamIndex index({stream(1, "", ""), stream(2, "", "")});
  ListRequest request;
  request.cursor.stream = StreamId{77};
  CHECK(ids(index.find(request)) == Ids{2, 1});
  request.cursor.side = ListCursor::Side::before;
  CHECK(ids(index.find(request)) == Ids{2, 1});
}

TEST_CASE("leafing forward and back shows every row once, in one order") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    INFO("round ", round);
    std::vector<ListedStream> streams;
    std::size_t expected = 0;
    for (std::size_t left = random() % 40; left > 0; --left) {
      const bool is_glass = random() % 3 != 0;
      expected += is_glass ? 1 : 0;
      streams.push_back(stream(static_cast<std::int64_t>(left), is_glass ? "glas" : "hout", ""));
      streams.back().per_week = Mass::kilograms(static_cast<std::int64_t>(random() % 5));
    }
    const StreamIndex index(streams);
    ListRequest request;
    request.filter.family = "glas";
    request.order = ListOrder::amount;
    request.most = 3;
    Ids forward;
    ListPart part = index.find(request);
    CHECK(part.total == expected);
    CHECK_FALSE(part.has_previous);
    for (;; part = index.find(request)) {
      for (const std::int64_t id : ids(part)) forward.push_back(id);
      if (!part.has_next) break;
      request.cursor = {part.rows.back()->id, ListCursor::Side::after};
    }
    CHECK(forward.size() == expected);
    Ids backward = ids(part);
    while (part.has_previous) {
      request.cursor = {part.rows.front()->id, ListCursor::Side::before};
      part = index.find(request);
      const Ids more = ids(part);
      backward.insert(backward.begin(), more.begin(), more.end());
    }
    CHECK(backward == forward);
  }
}

TEST_CASE("what a reader may not see is in no count, order, page or cursor") {
  ListedStream open = stream(1, "hout", "planken");
  ListedStream network = stream(2, "hout", "planken");
  network.readers = {Visibility::network, {}, std::nullopt, StreamState::open};
  ListedStream hub = stream(3, "hout", "planken");
  hub.readers = {Visibility::hub, {8}, network::OrganisationId{7}, StreamState::open};
  ListedStream last = stream(4, "hout", "planken");
  const StreamIndex index({open, network, hub, last});
  ListRequest request;
  CHECK(ids(index.find(request)) == Ids{4, 1});
  CHECK(index.find(request).total == 2);
  request.most = 1;
  CHECK(index.find(request).has_next);
  request.cursor.stream = StreamId{2};
  CHECK(ids(index.find(request)) == Ids{4});
  CHECK_FALSE(index.find(request).has_previous);
  request.most = 25;
  const auto reader = [](access::Role role, access::ScopeKind kind, std::int64_t id) {
    access::Actor actor;
    actor.kind = access::ActorKind::person;
    actor.roles = {{role, {kind, id}}};
    return actor;
  };
  request.cursor = {};
  request.reader = reader(access::Role::organisation_user, access::ScopeKind::organisation, 6);
  CHECK(ids(index.find(request)) == Ids{4, 2, 1});
  request.reader = reader(access::Role::organisation_user, access::ScopeKind::organisation, 7);
  CHECK(ids(index.find(request)) == Ids{4, 3, 2, 1});
  request.reader = reader(access::Role::coach, access::ScopeKind::hub, 8);
  CHECK(ids(index.find(request)) == Ids{4, 3, 2, 1});
  request.reader = reader(access::Role::coach, access::ScopeKind::hub, 9);
  CHECK(ids(index.find(request)) == Ids{4, 2, 1});
}

TEST_CASE("without a state asked for, the list holds what lives; what has ended is there for who asks and may see it") {
  ListedStream open = stream(1, "hout", "");
  ListedStream talks = stream(2, "hout", "");
  talks.readers.state = StreamState::in_talks;
  ListedStream closed = stream(3, "hout", "");
  closed.readers.state = StreamState::closed;
  ListedStream closed_network = closed;
  closed_network.id = StreamId{4};
  closed_network.readers.visibility = Visibility::network;
  ListedStream heat = stream(5, "andere", "");
  heat.resource = Resource::energy;
  const StreamIndex index({open, talks, closed, closed_network, heat});
  ListRequest request;
  CHECK(index.find(request).total == 3);
  request.filter.state = StreamState::closed;
  CHECK(index.find(request).total == 1);
  request.reader = example_reader({Audience::Reach::network, {}});
  CHECK(index.find(request).total == 1);
  request.filter.state = StreamState::in_talks;
  CHECK(index.find(request).total == 1);
  request.filter.state.reset();
  request.filter.resource = Resource::energy;
  CHECK(index.find(request).total == 1);
}

}  // namespace
}  // namespace kringwerk::materials
