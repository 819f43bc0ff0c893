#include "materials/enter_for_company.h"

#include <doctest/doctest.h>

namespace kringwerk::materials {
namespace {

const network::HubId kHub{8};

access::Actor coordinator(access::PersonId person, network::HubId hub) {
  return {.kind = access::ActorKind::person,
          .person = person,
          .session = "s",
          .roles = {{access::Role::coordinator, access::Scope::hub(hub)}}};
}
const access::Actor kOwn = coordinator(access::PersonId{5}, kHub);

Stream draft() {
  Stream stream;
  stream.id = StreamId{3};
  stream.version = 1;
  return stream;
}

}  // namespace

TEST_CASE("a coordinator enters for a company, in the name of the own hub only") {
  const auto entered = enter_for_company(draft(), {StreamKind::need, kHub, network::OrganisationId{7}}, kOwn);
  REQUIRE(entered);
  CHECK(entered->state == StreamState::draft);
  CHECK(entered->kind == StreamKind::need);
  CHECK(entered->organisation == network::OrganisationId{7});
  CHECK(entered->entered_by == access::PersonId{5});
  CHECK_FALSE(enter_for_company(draft(), {StreamKind::offer, network::HubId{9}, std::nullopt}, kOwn));
  CHECK_FALSE(enter_for_company(draft(), {StreamKind::offer, kHub, std::nullopt}, access::Actor::visitor()));
}

TEST_CASE("who entered it sends it again or takes it back, until the company confirmed") {
  Stream stream = enter_for_company(draft(), {StreamKind::offer, kHub, std::nullopt}, kOwn).value();
  CHECK(send_again(stream, kOwn));
  const auto taken = take_back(stream, kOwn);
  REQUIRE(taken);
  CHECK(taken->state == StreamState::closed);
  CHECK(taken->version == 2);
  const access::Actor colleague = coordinator(access::PersonId{6}, kHub);
  CHECK(std::holds_alternative<Missing>(send_again(stream, colleague).error()));
  CHECK(std::holds_alternative<Missing>(take_back(stream, colleague).error()));
  CHECK(std::holds_alternative<Missing>(take_back(draft(), access::Actor::visitor()).error()));
  for (const StreamState state : {StreamState::open, StreamState::closed, StreamState::expired}) {
    stream.state = state;
    CHECK(std::holds_alternative<Conflict>(send_again(stream, kOwn).error()));
    CHECK(std::holds_alternative<Conflict>(take_back(stream, kOwn).error()));
  }
}

}  // namespace kringwerk::materials
