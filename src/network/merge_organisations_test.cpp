#include "network/merge_organisations.h"

#include <doctest/doctest.h>

using namespace kringwerk;
using namespace kringwerk::network;

namespace {

OrganisationRecord organisation(std::int64_t id, const std::string& name) {
  OrganisationRecord record;
  record.id = OrganisationId{id};
  record.name = name;
  return record;
}

}  // namespace

TEST_CASE("the survivor's values stay, the other's fill what is empty, lists are joined") {
  OrganisationRecord stays = organisation(1, "Maker");
  stays.website = "https://maker.example";
  stays.sectors = {"hout", "metaal"};
  OrganisationRecord goes = organisation(2, "De Maker");
  goes.kind = OrganisationKind::social_economy;
  goes.enterprise_number = "0207521503";
  goes.website = "https://anders.example";
  goes.nis = Nis{"24062"};
  goes.position = Point{4.7, 50.8};
  goes.sectors = {"papier", "hout"};
  goes.note = "Belt liever.";
  const MergeChoices first = first_choices(stays, goes);
  const OrganisationRecord merged = merged_record(stays, goes, first);
  CHECK(merged.id == stays.id);
  CHECK(merged.name == "Maker");
  CHECK(merged.kind == stays.kind);
  CHECK(merged.website == "https://maker.example");
  CHECK(merged.enterprise_number == "0207521503");
  CHECK(merged.nis == goes.nis);
  CHECK(merged.position == goes.position);
  CHECK(merged.sectors == std::vector<std::string>{"hout", "metaal", "papier"});
  CHECK(merged.note == "Belt liever.");
  CHECK(merged_record(stays, stays, first_choices(stays, stays)) == stays);
}

TEST_CASE("every field can be taken from the other, some from both") {
  OrganisationRecord stays = organisation(1, "A");
  stays.languages = {"nl"};
  stays.note = "een";
  OrganisationRecord goes = organisation(2, "B");
  goes.kind = OrganisationKind::financier;
  goes.kind_basis = KindBasis::our_reading;
  goes.enterprise_number = "0207521503";
  goes.nis = Nis{"24062"};
  goes.website = "https://b.example";
  goes.email = "b@b.example";
  goes.languages = {"fr"};
  goes.sectors = {"hout"};
  goes.note = "twee";
  MergeChoices choices;
  choices.sides.fill(MergeSide::absorbed);
  OrganisationRecord all = merged_record(stays, goes, choices);
  for (std::size_t i = 0; i < kMergeFieldKeys.size(); ++i) {
    CAPTURE(std::string(kMergeFieldKeys[i]));
    CHECK(is_different(static_cast<MergeField>(i), stays, goes));
    CHECK_FALSE(is_different(static_cast<MergeField>(i), all, goes));
  }
  choices.sides.fill(MergeSide::both);
  all = merged_record(stays, goes, choices);
  CHECK(all.name == "A");
  CHECK(all.languages == std::vector<std::string>{"nl", "fr"});
  CHECK(all.note == "een\ntwee");
}

TEST_CASE("lists in another order are the same") {
  OrganisationRecord a = organisation(1, "A");
  OrganisationRecord b = organisation(2, "A");
  a.sectors = {"hout", "metaal"};
  b.sectors = {"metaal", "hout"};
  CHECK_FALSE(is_different(MergeField::sectors, a, b));
}

TEST_CASE("who may become one") {
  struct Case {
    const char* what;
    MergeParty survivor;
    MergeParty absorbed;
    std::string rule;
  };
  const OrganisationRecord a = organisation(1, "A");
  const OrganisationRecord b = organisation(2, "B");
  const std::vector<Case> cases{
      {"no people", {a, false, {}}, {b, false, {}}, ""},
      {"itself", {a, false, {}}, {a, false, {}}, "network.merge_itself"},
      {"an example", {a, false, {}}, {b, true, {}}, "network.merge_example"},
      {"two examples", {a, true, {}}, {b, true, {}}, ""},
      {"people at one", {a, false, {7}}, {b, false, {}}, ""},
      {"people at the other", {a, false, {}}, {b, false, {7, 8}}, ""},
      {"the same people", {a, false, {7, 8}}, {b, false, {7, 8}}, ""},
      {"other people", {a, false, {7}}, {b, false, {8}}, "network.merge_people"},
      {"one more", {a, false, {7}}, {b, false, {7, 8}}, "network.merge_people"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    const Violations findings = check_merge(one.survivor, one.absorbed);
    CHECK((findings.empty() ? "" : findings.front().rule) == one.rule);
  }
}
