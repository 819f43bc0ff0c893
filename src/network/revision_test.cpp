#include "network/revision.h"

#include <doctest/doctest.h>

#include "network/image_reader.h"
#include "network/organisation_edit.h"
#include "network/partnership_edit.h"
#include "network/said_source.h"

using namespace kringwerk;
using namespace kringwerk::network;

namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);

RecordImage image_of(std::initializer_list<std::pair<const char*, FactRow>> rows) {
  RecordImage image;
  for (const auto& [field, row] : rows) image.add(field, row);
  return image;
}

FactRow row_of(const char* value) {
  return {{"value", value}};
}

access::Actor somebody(access::Role role, std::int64_t scope, std::int64_t person = 1) {
  access::Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{person};
  if (scope >= 0) actor.roles = {{role, {access::scope_kind_of(role), scope}}};
  return actor;
}

std::string rules_in(const Refusal& refusal) {
  const auto* invalid = std::get_if<Invalid>(&refusal);
  if (invalid == nullptr) return std::holds_alternative<Stale>(refusal) ? "stale" : "missing";
  std::string rules;
  for (const Violation& finding : invalid->violations) rules += finding.rule + "@" + finding.field + " ";
  return rules;
}

const RevisedRecord kOurs{"organisation", 5, {8}};

WantedChange wanted() {
  WantedChange change;
  change.id = RevisionId{1};
  change.before = image_of({{"name", row_of("Atelier")}});
  change.after = image_of({{"name", row_of("Atelier Twee")}});
  return change;
}

}  // namespace

TEST_CASE("who changes a record proposes; who may approve it approves at once") {
  using access::Role;
  const auto state = [](const access::Actor& actor) {
    const auto made = make_revision(wanted(), kOurs, actor, kNow);
    return made ? std::string(key_of(made->state)) : rules_in(made.error());
  };
  CHECK(state(somebody(Role::organisation_user, 5)) == "proposed");
  CHECK(state(somebody(Role::coach, 8)) == "proposed");
  CHECK(state(somebody(Role::coordinator, 8)) == "approved");
  CHECK(state(somebody(Role::administrator, 0)) == "approved");
  CHECK(state(somebody(Role::organisation_user, 6)) == "missing");
  CHECK(state(somebody(Role::coordinator, 9)) == "missing");
  CHECK(state(somebody(Role::coach, -1)) == "missing");
  CHECK(state(access::Actor::visitor()) == "missing");
}

TEST_CASE("a record is made by staff of the hub it is made for") {
  using access::Role;
  WantedChange change = wanted();
  change.before = {};
  change.is_creation = true;
  const auto state = [&](const access::Actor& actor) {
    const auto made = make_revision(change, kOurs, actor, kNow);
    return made ? std::string(key_of(made->state)) : rules_in(made.error());
  };
  CHECK(state(somebody(Role::coordinator, 8)) == "approved");
  CHECK(state(somebody(Role::coach, 8)) == "proposed");
  CHECK(state(somebody(Role::coordinator, 9)) == "missing");
  CHECK(state(somebody(Role::organisation_user, 5)) == "missing");
}

TEST_CASE("a change that changes nothing is none") {
  WantedChange change = wanted();
  change.after = change.before;
  const auto made = make_revision(change, kOurs, somebody(access::Role::coordinator, 8), kNow);
  REQUIRE_FALSE(made);
  CHECK(rules_in(made.error()) == "network.nothing_changed@ ");
}

TEST_CASE("a proposal is approved, refused with a reason, or taken back by its own") {
  using access::Role;
  const Revision proposed = *make_revision(wanted(), kOurs, somebody(Role::organisation_user, 5, 7), kNow);
  const auto becomes = [&](RevisionStep step, const char* reason, const access::Actor& actor,
                           std::int64_t version = 1) {
    const auto decided = decide_revision(proposed, {step, reason, version}, kOurs, actor, kNow);
    return decided ? std::string(key_of(decided->state)) : rules_in(decided.error());
  };
  const auto coordinator = somebody(Role::coordinator, 8);
  CHECK(becomes(RevisionStep::approve, "", coordinator) == "approved");
  CHECK(becomes(RevisionStep::refuse, "Niet juist", coordinator) == "refused");
  CHECK(becomes(RevisionStep::refuse, "", coordinator) == "network.reason_missing@reason ");
  CHECK(becomes(RevisionStep::approve, "", coordinator, 2) == "stale");
  CHECK(becomes(RevisionStep::withdraw, "", coordinator) == "missing");
  CHECK(becomes(RevisionStep::withdraw, "", somebody(Role::organisation_user, 5, 7)) == "withdrawn");
  CHECK(becomes(RevisionStep::approve, "", somebody(Role::organisation_user, 5, 7)) == "missing");
  CHECK(becomes(RevisionStep::approve, "", somebody(Role::coach, 8)) == "missing");
  CHECK(becomes(RevisionStep::approve, "", somebody(Role::coordinator, 9)) == "missing");
}

TEST_CASE("a change waits for nobody: other fields may move on, the same field may not") {
  Revision proposed = *make_revision(wanted(), kOurs, somebody(access::Role::organisation_user, 5), kNow);
  RecordImage current = proposed.before;
  current.add("kbo", row_of("0566988259"));
  const auto both = approved_image(proposed, current);
  REQUIRE(both);
  CHECK(both->value("name") == "Atelier Twee");
  CHECK(both->value("kbo") == "0566988259");
  const auto other = approved_image(proposed, image_of({{"name", row_of("Iets anders")}}));
  REQUIRE_FALSE(other);
  CHECK(rules_in(other.error()) == "network.overtaken@ ");
  CHECK(approved_image(proposed, proposed.after)->value("name") == "Atelier Twee");
}

TEST_CASE("undo puts back what was, rows of lists too, in whatever order they stand") {
  Revision done = *make_revision(wanted(), kOurs, somebody(access::Role::coordinator, 8), kNow);
  done.before = image_of({{"sites", {{"name", "Werf"}}}, {"sites", {{"name", "Winkel"}}}, {"name", row_of("A")}});
  done.after = image_of({{"sites", {{"name", "Winkel"}}}, {"name", row_of("B")}, {"kbo", row_of("0566988259")}});
  RecordImage current = done.after;
  current.add("website", row_of("https://a.example"));
  const auto back = undo_of(done, current);
  REQUIRE(back);
  RecordImage expected = done.before;
  expected.add("website", row_of("https://a.example"));
  CHECK(differences(back->after, expected).empty());
  CHECK(back->undoes == done.id);
  done.state = RevisionState::undone;
  CHECK(rules_in(undo_of(done, current).error()) == "network.already_undone@ ");
  done.state = RevisionState::approved;
  done.is_creation = true;
  CHECK(rules_in(undo_of(done, current).error()) == "network.creation_stays@ ");
}

TEST_CASE("a typed source says all of itself in its key") {
  const Day today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};
  const SaidSource page{today, "https://a.example/x|", "Titel | met streep"};
  CHECK(read_said_source(key_of(SaidSource{today, "https://a.example", page.title})) ==
        SaidSource{today, "https://a.example", page.title});
  CHECK(read_said_source(key_of(SaidSource{today, "", ""})) == SaidSource{today, "", ""});
  for (const char* key : {"brief-genk", "said|", "said|2026-13-01||", "said|2026-11-22", "said|2026-11-22|x"})
    CHECK_FALSE(read_said_source(key));
  const auto findings = [&](const TypedSource& typed) {
    return rules_in(Invalid{read_typed_source(typed, today).violations});
  };
  using By = TypedSource::By;
  CHECK(findings({By::organisation, "", "", "2026-11-22"}).empty());
  CHECK(findings({By::organisation, "", "", "2026-11-23"}) == "network.source_in_future@said_on ");
  CHECK(findings({By::other, "", "", "2026-11-22"}) == "network.source_title_missing@said_title ");
  CHECK(findings({By::other, "T", "geen adres", ""}) ==
        "web.required@said_on network.website_not_understood@said_url ");
  CHECK(web_address("www.hub.be") == "https://www.hub.be");
  for (const char* typed : {"hub", "https://.be", "ftp://hub.be", "javascript://x.y", "hub.be/a|b", "http://hub."})
    CHECK_FALSE(web_address(typed));
}

TEST_CASE("what an organisation may say") {
  const auto findings = [](RecordImage image) {
    if (image.rows("name").empty()) image.add("name", row_of("Atelier"));
    if (image.rows("kind").empty()) image.add("kind", row_of("social_economy"));
    const auto read = read_organisation(image);
    return read ? std::string() : rules_in(read.error());
  };
  CHECK(findings({}).empty());
  CHECK(rules_in(read_organisation({}).error()) == "web.required@name-0-value web.required@kind-0-value ");
  CHECK(findings(image_of({{"kind", row_of("club")}})) == "web.not_a_choice@kind-0-value ");
  CHECK(findings(image_of({{"kbo", row_of("0566.988.258")}})) == "network.kbo_check_digits@kbo-0-value ");
  CHECK(findings(image_of({{"website", row_of("onze site")}})) == "network.website_not_understood@website-0-value ");
  CHECK(findings(image_of({{"place", {{"at", "4.7, 50.8"}}}})) == "network.position_outside@place-0-at ");
  CHECK(findings(image_of({{"place", {{"at", "hier"}}}})) == "network.position_not_understood@place-0-at ");
  CHECK(findings(image_of({{"sectors", row_of("hout;staal")}})) == "web.not_a_choice@sectors-0-value ");
  CHECK(findings(image_of({{"sites", {{"address", "Kaai 1"}}}})) == "web.required@sites-0-name ");
  CHECK(findings(image_of(
            {{"recognitions", {{"kind", "maatwerkbedrijf"}, {"from", "2022-03-01"}, {"to", "2022-02-01"}}}})) ==
        "network.to_before_from@recognitions-0-to ");
  CHECK(findings(image_of({{"recognitions", {{"kind", "maatwerkbedrijf"}, {"to", "2021-12-31"}}},
                           {"recognitions", {{"kind", "maatwerkbedrijf"}, {"from", "2022-01-01"}}}}))
            .empty());
  CHECK(findings(image_of({{"recognitions", {{"kind", "maatwerkbedrijf"}}},
                           {"recognitions", {{"kind", "maatwerkbedrijf"}, {"from", "2022-01-01"}}}})) ==
        "network.recognition_twice@recognitions-1-kind ");
  CHECK(findings(image_of({{"permits", {{"permit", "hazardous-hout"}}},
                           {"permits", {{"permit", "hazardous-hout"}}}})) == "network.permit_twice@permits-1-permit ");
  const auto read = read_organisation(image_of({{"name", row_of("A")},
                                                {"kind", row_of("social_economy")},
                                                {"kbo", row_of("BE 0566.988.259")},
                                                {"place", {{"at", " 50.8798,4.7005 "}}},
                                                {"website", row_of("www.a.be")}}));
  REQUIRE(read);
  CHECK(read->image.value("kbo") == "0566988259");
  CHECK(read->image.value("place", "at") == "50.8798, 4.7005");
  CHECK(read->image.value("website") == "https://www.a.be");
}

TEST_CASE("what a partnership may say") {
  const Day today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};
  const std::string one = OrganisationId{7}.text();
  const auto findings = [&](RecordImage image) {
    image.add("name", row_of("Hub"));
    const auto read = read_partnership(image, today);
    return read ? std::string() : rules_in(read.error());
  };
  const FactRow since{{"organisation", one}, {"role", "partner"}, {"from", "2022-01-01"}};
  CHECK(findings(image_of({{"members", since}})).empty());
  CHECK(findings(image_of({{"members", since}, {"members", since}})) ==
        "network.membership_twice@members-1-organisation ");
  CHECK(findings(image_of({{"members", {{"organisation", one}, {"role", "partner"}, {"to", "2021-12-31"}}},
                           {"members", since}}))
            .empty());
  CHECK(
      findings(image_of({{"members", {{"organisation", one}, {"role", "core_partner"}}}, {"members", since}})).empty());
  CHECK(findings(image_of({{"members", {{"from", "2022-01-01"}}}})) ==
        "web.required@members-0-organisation web.required@members-0-role ");
  CHECK(findings(image_of({{"complete", {{"on", "2026-11-23"}}}})) == "network.complete_in_future@complete-0-on ");
  CHECK(findings(image_of({{"complete", {{"on", "2026-11-22"}}}, {"complete", {{"on", "2026-11-22"}}}})) ==
        "network.complete_twice@complete-1-on ");
  CHECK(findings(image_of({{"sectors", {{"topic", "hout"}}}, {"sectors", {{"topic", "hout"}}}})) ==
        "network.topic_twice@sectors-1-topic ");
  CHECK(findings(image_of({{"contacts", {{"kind", "phone"}}}})) == "web.required@contacts-0-value ");
  CHECK(findings(image_of({{"position", {{"at", "4.7005, 50.8798"}}}})) == "network.position_outside@position-0-at ");
}

TEST_CASE("a hub's public support: cents, a phase, and no more support than cost") {
  const auto read = [&](const FactRow& amount) {
    RecordImage image = image_of({{"amounts", amount}});
    image.add("name", row_of("Hub"));
    return read_partnership(image, Day{std::chrono::year{2026} / 11 / 22});
  };
  const FactRow known{
      {"phase", "implementation"}, {"funder", "Stad"}, {"amount", "12800000"}, {"total_cost", "16000000"}};
  const auto kept = read(known);
  REQUIRE(kept);
  CHECK(kept->draft.amounts.front().amount == Money::euros(128'000));
  CHECK(kept->draft.amounts.front().total_cost == Money::euros(160'000));
  CHECK(kept->image.value("amounts", "amount") == "12800000");
  const auto rules_of = [&](const FactRow& row) {
    const auto refused = read(row);
    return refused ? std::string() : rules_in(refused.error());
  };
  CHECK(rules_of({{"phase", "exploration"}}).empty());
  CHECK(rules_of({{"phase", "exploration"}, {"amount", "200"}, {"total_cost", "100"}}) ==
        "network.amount_over_cost@amounts-0-amount ");
  CHECK(rules_of({{"phase", "exploration"}, {"amount", "circa 5"}}) == "network.not_an_amount@amounts-0-amount ");
  CHECK(rules_of({{"funder", "Stad"}}) == "web.required@amounts-0-phase ");
}
