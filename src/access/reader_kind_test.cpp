#include "access/reader_kind.h"

#include <doctest/doctest.h>

namespace kringwerk::access {

namespace {

const PolicyTable& table() {
  static const PolicyTable kTable = PolicyTable::read(
      "record,fields,visibilities,states\nthing,record|price|name,private|hub|public,draft|open\nplain,record,-,-\n",
      "record,fields,action,visibility,state,who,why\n"
      "thing,record|name,read,public,open,everyone,Why.\n"
      "thing,record|price|name,read,hub|public,*,hub_coach,Why.\n"
      "thing,record,update,private,draft,self,Why.\n"
      "plain,record,read,*,*,signed_in,Why.\n");
  return kTable;
}

Allowance asked(std::string_view type, std::string_view field, Action action, std::string_view kind) {
  for (const ReaderKind& reader : reader_kinds()) {
    if (reader.key == kind) return allowance(table(), *table().find_type(type), field, action, reader.relations);
  }
  FAIL("no such kind of reader");
  return {};
}

}  // namespace

TEST_CASE("what a kind of reader may is told with all cases in which, and no more") {
  CHECK(asked("thing", "*", Action::read, "visitor") == Allowance{{{"public"}, {"open"}}});
  CHECK(asked("thing", "price", Action::read, "visitor").empty());
  CHECK(asked("thing", "*", Action::read, "hub_coach") == Allowance{{{"hub", "public"}, {}}});
  CHECK(asked("thing", "*", Action::update, "self") == Allowance{{{"private"}, {"draft"}}});
  CHECK(asked("plain", "*", Action::read, "auditor") == Allowance{{{}, {}}});
  CHECK(asked("plain", "*", Action::read, "visitor").empty());
}

TEST_CASE("fields that everybody reads in the same cases stand together") {
  CHECK(fields_read_alike(table(), *table().find_type("thing")) ==
        std::vector<std::vector<std::string>>{{"*", "name"}, {"price"}});
}

TEST_CASE("every word for what somebody is to a record belongs to a kind of reader") {
  RelationSet all = 0;
  for (const ReaderKind& kind : reader_kinds()) all |= kind.relations;
  CHECK(all == (RelationSet{1} << kRelationKeys.size()) - 1);
}

}  // namespace kringwerk::access
