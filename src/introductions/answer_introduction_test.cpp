#include "introductions/answer_introduction.h"

#include <doctest/doctest.h>

#include "introductions/propose_introduction.h"

using namespace kringwerk;
using namespace kringwerk::introductions;
using access::Actor;
using access::Role;
using access::Scope;
using network::OrganisationId;

namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);
constexpr Day kFriday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{20}};

Actor with(Role role, Scope scope) {
  Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{1};
  actor.roles = {{role, scope}};
  return actor;
}
Actor works_for(std::int64_t organisation) {
  Actor actor = with(Role::organisation_user, Scope::organisation(OrganisationId{organisation}));
  actor.person = access::PersonId{100 + organisation};
  return actor;
}
Actor coordinates(std::int64_t hub) {
  return with(Role::coordinator, Scope::hub(network::HubId{hub}));
}

constexpr std::int64_t kGiver = 5;
constexpr std::int64_t kTaker = 6;
constexpr std::int64_t kHub = 8;

Proposal proposal() {
  Proposal made;
  made.offer.stream = materials::StreamId{1};
  made.offer.organisation = OrganisationId{kGiver};
  made.offer.email = "giver@example.org";
  made.need.stream = materials::StreamId{2};
  made.need.organisation = OrganisationId{kTaker};
  made.need.email = "taker@example.org";
  made.hubs = {kHub};
  return made;
}

Result<Introduction> proposed_by(const Actor& actor, const Proposal& what) {
  return propose_introduction(what, {IntroductionId{9}, kFriday, kNow}, actor);
}

Introduction by_hub() {
  return proposed_by(coordinates(kHub), proposal()).value();
}

Standing link(SideKind side) {
  return {Actor::link_holder(), side};
}

Handling handling(const Introduction& introduction, Standing standing) {
  return {std::move(standing), introduction.version, OutcomeId{1}, kNow, kFriday};
}

Result<Handled> answer(const Introduction& introduction, SideKind side, Answer given,
                       std::optional<Reason> reason = std::nullopt) {
  return answer_introduction(introduction, handling(introduction, link(side)), {side, given, reason, ""});
}

template <class Kind, class T>
bool refuses(const Result<T>& result) {
  return !result && std::holds_alternative<Kind>(result.error());
}

std::string rule_of(const Refusal& refusal) {
  const auto* invalid = std::get_if<Invalid>(&refusal);
  return invalid == nullptr ? "" : invalid->violations.front().rule;
}

}  // namespace

TEST_CASE("owners and coordinators propose, nobody else") {
  CHECK(proposed_by(works_for(kGiver), proposal()));
  CHECK(proposed_by(works_for(kTaker), proposal()));
  CHECK(proposed_by(coordinates(kHub), proposal()));
  CHECK(proposed_by(coordinates(77), proposal()));
  CHECK(refuses<Missing>(proposed_by(works_for(99), proposal())));
  CHECK(refuses<Missing>(proposed_by(with(Role::coach, Scope::hub(network::HubId{kHub})), proposal())));
  CHECK(refuses<Missing>(proposed_by(with(Role::administrator, Scope::network()), proposal())));
  CHECK(refuses<Missing>(proposed_by(Actor::visitor(), proposal())));
  CHECK(refuses<Missing>(proposed_by(Actor::link_holder(), proposal())));
}

TEST_CASE("an owner says yes by proposing; a hub asks both within five working days and goes along") {
  const Introduction own = proposed_by(works_for(kGiver), proposal()).value();
  CHECK(own.offer.answer == Answer::yes);
  CHECK_FALSE(own.need.answer);
  CHECK_FALSE(own.hub);
  const Introduction hub = proposed_by(coordinates(77), proposal()).value();
  CHECK_FALSE(hub.offer.answer);
  CHECK(hub.hub == network::HubId{77});
  CHECK(hub.hubs == std::vector<std::int64_t>{kHub, 77});
  CHECK(hub.due == Day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{27}});
  CHECK_FALSE(is_late(hub, hub.due));
  CHECK(is_late(hub, plus_days(hub.due, 1)));
}

TEST_CASE("what cannot be introduced is told, all of it") {
  Proposal bad = proposal();
  bad.need.organisation = bad.offer.organisation;
  bad.offer.is_ended = true;
  bad.need.is_shown_to_other = false;
  bad.is_open_already = true;
  const auto made = proposed_by(coordinates(kHub), bad);
  REQUIRE(refuses<Invalid>(made));
  CHECK(std::get<Invalid>(made.error()).violations.size() == 4);
}

TEST_CASE("two times yes is talks; one no ends it; later asks again after twenty working days") {
  Introduction now = answer(by_hub(), SideKind::offer, Answer::yes).value().after;
  CHECK(now.state == IntroductionState::answered);
  CHECK(answer(now, SideKind::need, Answer::yes).value().after.state == IntroductionState::talks);
  const Handled no = answer(now, SideKind::need, Answer::no, Reason::distance).value();
  CHECK(no.after.state == IntroductionState::failed);
  CHECK(no.outcome.reason == Reason::distance);
  CHECK(no.outcome.side == SideKind::need);
  const Handled later = answer(now, SideKind::need, Answer::later, Reason::timing).value();
  CHECK(later.after.state == IntroductionState::answered);
  CHECK(later.after.due == plus_days(kFriday, 28));
  CHECK(answer(later.after, SideKind::need, Answer::yes).value().after.state == IntroductionState::talks);
  // Whoever said yes may think again until the other did.
  CHECK(answer(now, SideKind::offer, Answer::no, Reason::price).value().after.state == IntroductionState::failed);
}

TEST_CASE("no and later need a reason; something else needs words") {
  CHECK(rule_of(answer(by_hub(), SideKind::offer, Answer::no).error()) == "introductions.reason_missing");
  CHECK(rule_of(answer(by_hub(), SideKind::offer, Answer::later).error()) == "introductions.reason_missing");
  CHECK(rule_of(answer(by_hub(), SideKind::offer, Answer::no, Reason::other).error()) == "introductions.words_missing");
}

TEST_CASE("who answers for whom, and when") {
  const Introduction open = by_hub();
  CHECK(refuses<Forbidden>(answer_introduction(open, handling(open, link(SideKind::offer)),
                                               {SideKind::need, Answer::yes, std::nullopt, ""})));
  CHECK(refuses<Forbidden>(answer_introduction(open, handling(open, {coordinates(kHub), std::nullopt}),
                                               {SideKind::need, Answer::yes, std::nullopt, ""})));
  CHECK(refuses<Missing>(answer_introduction(open, handling(open, {works_for(99), std::nullopt}),
                                             {SideKind::need, Answer::yes, std::nullopt, ""})));
  Handling old = handling(open, link(SideKind::need));
  old.seen_version = 0;
  CHECK(refuses<Stale>(answer_introduction(open, old, {SideKind::need, Answer::yes, std::nullopt, ""})));
  Introduction talks =
      answer(answer(open, SideKind::offer, Answer::yes).value().after, SideKind::need, Answer::yes).value().after;
  CHECK(refuses<Forbidden>(answer(talks, SideKind::need, Answer::no, Reason::price)));
}

TEST_CASE("the talks end agreed or failed, told by a side or its hub; who proposed it or the hub takes it back") {
  const Introduction open = by_hub();
  const auto conclude = [](const Introduction& of, Standing standing, bool agreed, std::optional<Reason> reason) {
    return conclude_introduction(of, handling(of, std::move(standing)), {agreed, reason, ""});
  };
  CHECK(refuses<Forbidden>(conclude(open, link(SideKind::offer), true, std::nullopt)));
  const Introduction talks =
      answer(answer(open, SideKind::offer, Answer::yes).value().after, SideKind::need, Answer::yes).value().after;
  CHECK(conclude(talks, link(SideKind::offer), true, std::nullopt).value().after.state == IntroductionState::agreed);
  CHECK(rule_of(conclude(talks, {coordinates(kHub), std::nullopt}, false, std::nullopt).error()) ==
        "introductions.reason_missing");
  CHECK(conclude(talks, {coordinates(kHub), std::nullopt}, false, Reason::trust).value().after.state ==
        IntroductionState::failed);
  CHECK(refuses<Missing>(conclude(talks, {works_for(99), std::nullopt}, true, std::nullopt)));
  CHECK(refuses<Forbidden>(withdraw_introduction(talks, handling(talks, {works_for(kTaker), std::nullopt}))));
  const auto back = withdraw_introduction(talks, handling(talks, {coordinates(kHub), std::nullopt}));
  CHECK(back.value().after.state == IntroductionState::withdrawn);
  CHECK(
      refuses<Forbidden>(withdraw_introduction(back->after, handling(back->after, {coordinates(kHub), std::nullopt}))));
}

TEST_CASE("contact details are for both once both said yes") {
  Introduction shown = by_hub();
  const auto sees = [&](const Standing& standing) { return may(standing, access::Action::read, shown, "contact"); };
  CHECK_FALSE(sees(link(SideKind::offer)));
  CHECK_FALSE(sees({coordinates(kHub), std::nullopt}));
  shown.state = IntroductionState::talks;
  CHECK(sees(link(SideKind::offer)));
  CHECK(sees({works_for(kTaker), std::nullopt}));
  CHECK(sees({coordinates(kHub), std::nullopt}));
  CHECK_FALSE(sees({works_for(99), std::nullopt}));
  CHECK_FALSE(sees({coordinates(99), std::nullopt}));
  shown.state = IntroductionState::failed;
  CHECK_FALSE(sees(link(SideKind::offer)));
}
