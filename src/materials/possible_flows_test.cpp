#include "materials/possible_flows.h"

#include <doctest/doctest.h>

namespace kringwerk::materials {
namespace {

MaterialClass material(const char* id, const char* parent, const char* family) {
  MaterialClass made;
  made.id = id;
  made.parent = parent;
  made.family = family;
  return made;
}

Taxonomy small_taxonomy() {
  return Taxonomy({material("kunststof", "", "kunststof"), material("hard", "kunststof", "kunststof"),
                   material("pp", "hard", "kunststof"), material("pe", "hard", "kunststof"),
                   material("hout", "", "hout")});
}

ListedStream stream_of(std::int64_t id, StreamKind kind, const char* material, std::optional<std::int64_t> kilograms,
                       StreamState state = StreamState::open) {
  ListedStream stream;
  stream.id = StreamId{id};
  stream.kind = kind;
  stream.material = material;
  stream.family = std::string_view(material) == "hout" ? "hout" : "kunststof";
  stream.readers.state = state;
  if (kilograms) stream.per_week = Mass::kilograms(*kilograms);
  return stream;
}

constexpr auto kOffer = StreamKind::offer;
constexpr auto kNeed = StreamKind::need;

PossibleFlows flows_of(std::vector<ListedStream> streams, FlowGroups groups) {
  const StreamIndex index(std::move(streams));
  return possible_flows(index, small_taxonomy(), RowSet::all(index.streams().size()), groups);
}

TEST_CASE("offered, in talks, asked too and not asked add up") {
  const auto flows = flows_of(
      {stream_of(1, kOffer, "pp", 100), stream_of(2, kOffer, "pp", 40, StreamState::in_talks),
       stream_of(3, kOffer, "pp", std::nullopt), stream_of(4, kNeed, "pp", 30), stream_of(5, kNeed, "hout", 8)},
      FlowGroups::families);
  REQUIRE(flows.groups.size() == 2);
  const GroupFlow& plastic = flows.groups[0];
  CHECK(plastic.group == "kunststof");
  CHECK(plastic.offers == 3);
  CHECK(plastic.unknown == 1);
  CHECK(plastic.offered == Mass::kilograms(140));
  CHECK(plastic.in_talks == Mass::kilograms(40));
  CHECK(plastic.asked_too == Mass::kilograms(30));
  CHECK(plastic.unasked() == Mass::kilograms(70));
  CHECK(plastic.unmet() == Mass{});
  CHECK(flows.groups[1].unmet() == Mass::kilograms(8));
  REQUIRE(flows.links.size() == 1);
  CHECK(flows.links[0].per_week == Mass::kilograms(30));
}

TEST_CASE("a need takes what stands below it, and leaves to the narrower need what only that can take") {
  // "hard" could take the pp too, but then the need for pp would stay without.
  const auto flows =
      flows_of({stream_of(1, kNeed, "hard", 10), stream_of(2, kNeed, "pp", 10), stream_of(3, kOffer, "pp", 10),
                stream_of(4, kOffer, "pe", 10), stream_of(5, kOffer, "kunststof", 10)},
               FlowGroups::classes);
  Mass together;
  for (const FlowLink& link : flows.links) {
    together = together + link.per_week;
    CHECK(flows.groups[link.from].group != "kunststof");
  }
  CHECK(together == Mass::kilograms(20));
}

TEST_CASE("what is not recognised goes nowhere") {
  const auto flows = flows_of({stream_of(1, kOffer, "", 10), stream_of(2, kNeed, "", 10)}, FlowGroups::families);
  CHECK(flows.links.empty());
  CHECK(flows.groups.at(0).unasked() == Mass::kilograms(10));
}

}  // namespace
}  // namespace kringwerk::materials
