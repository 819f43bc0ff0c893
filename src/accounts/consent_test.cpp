#include "accounts/consent.h"

#include <doctest/doctest.h>

namespace kringwerk::accounts {
namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);
const ConsentPurpose kNews{"area_news", 2};

Consent row(const char* purpose, std::int64_t version, ConsentStep step) {
  Consent consent;
  consent.purpose = purpose;
  consent.text_version = version;
  consent.step = step;
  return consent;
}

ConsentWish wish(ConsentStep step) {
  return {ConsentId{9}, access::PersonId{7}, Language::fr, step};
}

}  // namespace

TEST_CASE("the newest row on a purpose counts, for the text that stands now") {
  CHECK_FALSE(is_given({}, kNews));
  CHECK(is_given({row("area_news", 2, ConsentStep::given)}, kNews));
  CHECK_FALSE(is_given({row("area_news", 1, ConsentStep::given)}, kNews));
  CHECK_FALSE(is_given({row("show_name", 2, ConsentStep::given)}, kNews));
  CHECK_FALSE(is_given({row("area_news", 2, ConsentStep::given), row("area_news", 2, ConsentStep::withdrawn)}, kNews));
  CHECK(is_given({row("area_news", 2, ConsentStep::withdrawn), row("area_news", 2, ConsentStep::given),
                  row("show_name", 1, ConsentStep::withdrawn)},
                 kNews));
}

TEST_CASE("a change adds one row that says who read which text in which language") {
  const auto given = change_consent({}, kNews, wish(ConsentStep::given), kNow);
  REQUIRE(given);
  CHECK(given->id == ConsentId{9});
  CHECK(given->person == access::PersonId{7});
  CHECK(given->by == access::PersonId{7});
  CHECK(given->purpose == "area_news");
  CHECK(given->text_version == 2);
  CHECK(given->language == Language::fr);
  CHECK(given->step == ConsentStep::given);
  CHECK(given->at == kNow);
}

TEST_CASE("what is so already adds nothing") {
  CHECK_FALSE(change_consent({}, kNews, wish(ConsentStep::withdrawn), kNow));
  CHECK_FALSE(change_consent({row("area_news", 2, ConsentStep::given)}, kNews, wish(ConsentStep::given), kNow));
  CHECK(change_consent({row("area_news", 2, ConsentStep::given)}, kNews, wish(ConsentStep::withdrawn), kNow));
}

TEST_CASE("a new text is agreed to again") {
  CHECK(change_consent({row("area_news", 1, ConsentStep::given)}, kNews, wish(ConsentStep::given), kNow));
}

}  // namespace kringwerk::accounts
