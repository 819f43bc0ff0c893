#include "guidance/ask_hub.h"

#include <doctest/doctest.h>

namespace kringwerk::guidance {
namespace {

const Instant kNow = instant_from_ms(1'790'000'000'000);

TEST_CASE("five working days jump over the weekend") {
  CHECK(day_text(plus_working_days(*parse_day("2026-11-20"), 5)) == "2026-11-27");
  CHECK(day_text(plus_working_days(*parse_day("2026-11-21"), 5)) == "2026-11-27");
  CHECK(day_text(plus_working_days(*parse_day("2026-11-22"), 1)) == "2026-11-23");
  CHECK(day_text(plus_working_days(*parse_day("2026-11-23"), 5)) == "2026-11-30");
}

TEST_CASE("a question reaches one hub with a promised day") {
  Question question;
  question.text = "Wie kan dit sorteren?";
  question.asker_email = "jo@voorbeeld.example";
  const QuestionContext context{network::HubId{8}, CaseId{5}, *parse_day("2026-11-20")};
  const auto opened = ask_hub(question, context, access::Actor::visitor(), kNow);
  REQUIRE(opened);
  CHECK(opened->hub == network::HubId{8});
  CHECK(opened->state == CaseState::received);
  CHECK(day_text(opened->answer_due) == "2026-11-27");
}

TEST_CASE("a question without words needs an offer; a hub must exist") {
  const QuestionContext context{network::HubId{8}, CaseId{5}, *parse_day("2026-11-20")};
  const auto empty = ask_hub(Question{}, context, access::Actor::visitor(), kNow);
  REQUIRE_FALSE(empty);
  CHECK(std::get<Invalid>(empty.error()).violations.at(0).rule == "guidance.question_empty");
  Question about_offer;
  about_offer.stream = materials::StreamId{3};
  CHECK(ask_hub(about_offer, context, access::Actor::visitor(), kNow));
  CHECK_FALSE(
      ask_hub(about_offer, {std::nullopt, CaseId{5}, *parse_day("2026-11-20")}, access::Actor::visitor(), kNow));
}

}  // namespace
}  // namespace kringwerk::guidance
