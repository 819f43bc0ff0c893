#include "guidance/handle_case.h"

#include <doctest/doctest.h>

namespace kringwerk::guidance {
namespace {

const Instant kNow = instant_from_ms(1'790'000'000'000);
const network::HubId kOwn{8};
const network::HubId kOther{9};

access::Actor staff(access::Role role, network::HubId hub) {
  return {.kind = access::ActorKind::person,
          .person = access::PersonId{5},
          .session = "s",
          .roles = {{role, access::Scope::hub(hub)}}};
}

Case waiting() {
  Case handled;
  handled.id = CaseId{3};
  handled.hub = kOwn;
  handled.answer_due = *parse_day("2026-11-27");
  handled.version = 4;
  return handled;
}

CaseHandling by(const access::Actor& actor, std::int64_t version = 4) {
  return {actor, version, CaseEntryId{77}, kNow};
}

std::string rule_of(const Refusal& refusal) {
  return std::get<Invalid>(refusal).violations.at(0).rule;
}

}  // namespace

TEST_CASE("coaches and coordinators of the hub handle its questions, nobody else") {
  CHECK(may_handle(staff(access::Role::coach, kOwn), waiting()));
  CHECK(may_handle(staff(access::Role::coordinator, kOwn), waiting()));
  CHECK_FALSE(may_handle(staff(access::Role::coordinator, kOther), waiting()));
  CHECK_FALSE(may_handle(staff(access::Role::policy_officer, kOwn), waiting()));
  CHECK_FALSE(may_handle(access::Actor::visitor(), waiting()));
  const access::Actor other = staff(access::Role::coordinator, kOther);
  for (const auto& refused :
       {reply_to_case(waiting(), by(other), "ja", ReplyKind::answer),
        move_case(waiting(), by(other), CaseState::closed), hand_over_case(waiting(), by(other), kOther, "")}) {
    REQUIRE_FALSE(refused);
    CHECK(std::holds_alternative<Missing>(refused.error()));
  }
}

TEST_CASE("an answer closes the wait, a first reaction does not") {
  const access::Actor coach = staff(access::Role::coach, kOwn);
  const auto answered = reply_to_case(waiting(), by(coach), "Dat kan.", ReplyKind::answer);
  REQUIRE(answered);
  CHECK(answered->after.state == CaseState::answered);
  CHECK(answered->after.version == 5);
  CHECK(answered->entry.words == "Dat kan.");
  CHECK(answered->entry.person == access::PersonId{5});
  const auto reacted = reply_to_case(waiting(), by(coach), "We kijken.", ReplyKind::first_reaction);
  REQUIRE(reacted);
  CHECK(reacted->after.state == CaseState::in_progress);
  CHECK(reacted->entry.state == CaseState::in_progress);
}

TEST_CASE("who saw an older version is told so before anything else") {
  const access::Actor coach = staff(access::Role::coach, kOwn);
  for (const std::int64_t version : {0, 3, 5}) {
    const auto refused = move_case(waiting(), by(coach, version), CaseState::received);
    REQUIRE_FALSE(refused);
    CHECK(std::holds_alternative<Conflict>(refused.error()));
  }
}

TEST_CASE("a case moves to another state, never back to received, and closed is the end") {
  const access::Actor coach = staff(access::Role::coach, kOwn);
  Case answered = waiting();
  answered.state = CaseState::answered;
  CHECK(move_case(answered, by(coach), CaseState::in_progress)->after.state == CaseState::in_progress);
  CHECK(rule_of(move_case(answered, by(coach), CaseState::answered).error()) == "guidance.case_state_same");
  CHECK(rule_of(move_case(answered, by(coach), CaseState::received).error()) == "guidance.case_state_same");
  answered.state = CaseState::closed;
  const auto refused = move_case(answered, by(coach), CaseState::in_progress);
  REQUIRE_FALSE(refused);
  CHECK(std::holds_alternative<Forbidden>(refused.error()));
}

TEST_CASE("a case handed over belongs to the other hub and keeps its day and state") {
  const access::Actor coach = staff(access::Role::coach, kOwn);
  const auto given = hand_over_case(waiting(), by(coach), kOther, "Jullie wasserij past beter.");
  REQUIRE(given);
  CHECK(given->after.hub == kOther);
  CHECK(given->after.state == CaseState::received);
  CHECK(given->after.answer_due == waiting().answer_due);
  CHECK(given->entry.hub == kOther);
  CHECK(rule_of(hand_over_case(waiting(), by(coach), kOwn, "").error()) == "guidance.hand_over_same_hub");
  CHECK(rule_of(hand_over_case(waiting(), by(coach), std::nullopt, "").error()) == "guidance.hand_over_unknown_hub");
}

TEST_CASE("late is the day after the promised one, and only while nobody answered") {
  Case handled = waiting();
  CHECK_FALSE(is_overdue(handled, *parse_day("2026-11-27")));
  CHECK(is_overdue(handled, *parse_day("2026-11-28")));
  handled.state = CaseState::answered;
  CHECK_FALSE(is_overdue(handled, *parse_day("2026-11-28")));
}

}  // namespace kringwerk::guidance
