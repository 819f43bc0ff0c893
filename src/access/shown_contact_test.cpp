#include "access/shown_contact.h"

#include <doctest/doctest.h>

namespace kringwerk::access {
namespace {

const std::string kEmail = "jo@bedrijf.be";

Actor staff(Role role, std::int64_t hub) {
  const Scope scope{scope_kind_of(role), hub};
  return {.kind = ActorKind::person, .person = PersonId{7}, .session = "s", .roles = {{role, scope}}};
}

RecordFacts stream(std::string_view visibility) {
  RecordFacts facts;
  facts.type = "stream";
  facts.visibility = visibility;
  facts.state = "open";
  facts.organisation = 5;
  facts.hubs = {8};
  return facts;
}

}  // namespace

TEST_CASE("the address of a stream goes to the coordinator of its hub and to its owner") {
  CHECK(shown_email(staff(Role::coordinator, 8), stream("public"), kEmail) == kEmail);
  CHECK(shown_email(staff(Role::organisation_user, 5), stream("private"), kEmail) == kEmail);
}

TEST_CASE("staff of other hubs and oversight see a mask") {
  CHECK(shown_email(staff(Role::coordinator, 9), stream("public"), kEmail) == "j…@b….be");
  CHECK(shown_email(staff(Role::coach, 8), stream("public"), kEmail) == "j…@b….be");
  CHECK(shown_email(staff(Role::auditor, 0), stream("public"), kEmail) == "j…@b….be");
}

TEST_CASE("everybody else sees nothing, and of what is hidden not even a mask") {
  CHECK(shown_email(Actor::visitor(), stream("public"), kEmail).empty());
  CHECK(shown_email(staff(Role::organisation_user, 6), stream("public"), kEmail).empty());
  CHECK(shown_email(staff(Role::coordinator, 9), stream("private"), kEmail).empty());
  CHECK(shown_email(staff(Role::coordinator, 8), stream("public"), "").empty());
}

}  // namespace kringwerk::access
