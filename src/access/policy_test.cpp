#include "access/policy.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "access/policy_table.h"
#include "base/ensure.h"

namespace kringwerk::access {

namespace {

using Fields = std::vector<std::string_view>;

Actor somebody(std::vector<HeldRole> roles) {
  return {.kind = ActorKind::person, .person = PersonId{7}, .session = "hash", .roles = std::move(roles)};
}

const Actor kUser = somebody({{Role::organisation_user, Scope{ScopeKind::organisation, 5}}});
const Actor kOtherUser = somebody({{Role::organisation_user, Scope{ScopeKind::organisation, 6}}});
const Actor kCoach = somebody({{Role::coach, Scope{ScopeKind::hub, 8}}});
const Actor kCoordinator = somebody({{Role::coordinator, Scope{ScopeKind::hub, 8}}});
const Actor kAdministrator = somebody({{Role::administrator, Scope::network()}});

RecordFacts stream(std::string_view visibility) {
  return {.type = "stream", .visibility = visibility, .state = "open", .organisation = 5, .hubs = {8}, .person = {}};
}

constexpr std::string_view kTypes = "record,fields,visibilities,states\nthing,record|price,private|public,-\n";
constexpr std::string_view kHeader = "record,fields,action,visibility,state,who,why\n";

void refuses(const std::string& line, std::string_view types = kTypes) {
  CAPTURE(line);
  CHECK_THROWS_AS(PolicyTable::read(types, std::string(kHeader) + line), BrokenInvariant);
}

}  // namespace

TEST_CASE("a private stream is for its organisation alone") {
  CHECK(may(kUser, Action::read, stream("private")));
  for (const Actor& other : {Actor::visitor(), kOtherUser, kCoach, kCoordinator, kAdministrator, Actor::program()}) {
    CHECK_FALSE(may(other, Action::read, stream("private")));
  }
}

TEST_CASE("each visibility reaches further than the one before") {
  CHECK(may(kCoach, Action::read, stream("hub")));
  CHECK_FALSE(may(kOtherUser, Action::read, stream("hub")));
  CHECK(may(kOtherUser, Action::read, stream("network")));
  CHECK_FALSE(may(somebody({}), Action::read, stream("network")));
  CHECK(may(Actor::visitor(), Action::read, stream("public")));
}

TEST_CASE("what the table does not know is hidden") {
  CHECK_FALSE(may(kUser, Action::read, stream("everywhere")));
  CHECK_FALSE(may(kUser, Action::read, stream("")));
  CHECK_FALSE(may(kUser, Action::read, stream("private"), "margin"));
  RecordFacts record = stream("public");
  record.state = "archived";
  CHECK_FALSE(may(kUser, Action::read, record));
  record.type = "river";
  CHECK_FALSE(may(kUser, Action::read, record));
  CHECK(readable_fields(kUser, record).empty());
  CHECK(readable_condition({.type = "river"}, "?1", "?2") == "(1 = 0)");
  CHECK(readable_condition({.type = "stream"}, "?1", "?2") == "(1 = 0)");
}

TEST_CASE("a field shown to fewer people than its record stays with them, and never reaches further than it") {
  RecordFacts record = stream("public");
  record.narrowed = {{"price", "hub"}, {"position", "private"}};
  CHECK(readable_fields(Actor::visitor(), record) == Fields{"*", "owner", "description"});
  CHECK(readable_fields(kCoach, record) == Fields{"*", "owner", "price", "description"});
  CHECK(readable_fields(kUser, record) == Fields{"*", "owner", "price", "position", "contact", "description"});
  record.visibility = "hub";
  record.narrowed = {{"price", "public"}};
  CHECK_FALSE(may(Actor::visitor(), Action::read, record, "price"));
  record.narrowed = {{"price", "unknown"}};
  CHECK_FALSE(may(kUser, Action::read, record, "price"));
}

TEST_CASE("a secret link is a right on its own record") {
  RecordFacts draft = stream("public");
  draft.state = "draft";
  CHECK_FALSE(may(Actor::link_holder(), Action::read, draft));
  draft.is_by_link = true;
  CHECK(may(Actor::link_holder(), Action::read, draft));
  CHECK(may(Actor::link_holder(), Action::approve, draft));
}

TEST_CASE("a table with a word that is not known is not used") {
  CHECK_NOTHROW(PolicyTable::read(kTypes, std::string(kHeader) + "thing,record|price,read|update,*,*,self,why\n"));
  refuses("thong,record,read,*,*,self,why\n");
  refuses("thing,prize,read,*,*,self,why\n");
  refuses("thing,*,read,*,*,self,why\n");
  refuses("thing,record,peek,*,*,self,why\n");
  refuses("thing,record,*,*,*,self,why\n");
  refuses("thing,record,read,hub,*,self,why\n");
  refuses("thing,record,read,*,open,self,why\n");
  refuses("thing,record,read,*,*,myself,why\n");
  refuses("thing,record,read,*,*,*,why\n");
  refuses("thing,record,read,*,*,self,\n");
  refuses("thing,record,read,*,*,self|,why\n");
  refuses("thing,record,read,*,*,self|self,why\n");
  refuses("thing,record,read,*,*,self\n");
  refuses("");
  refuses("thing,record,read,*,*,self,why\n", "record,fields,visibilities,states\nthing,record,secret,-\n");
  refuses("thing,record,read,*,*,self,why\n", "record,fields,visibilities,states\nthing,price,public,-\n");
  refuses("thing,record,read,*,*,self,why\n", "record,fields\nthing,record\n");
}

}  // namespace kringwerk::access
