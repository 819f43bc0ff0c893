#include <doctest/doctest.h>

#include "base/geo.h"
#include "base/id.h"
#include "base/language.h"
#include "base/quantity.h"
#include "base/result.h"
#include "base/time.h"
#include "base/typing_errors.h"

namespace kringwerk {
namespace {

static_assert(Money::euros(160000).share(800) == Money::euros(128000));
static_assert(Money::cents(101).share(800) == Money::cents(80));
static_assert(Mass::grams(1499).in_kilograms() == 1);
static_assert(Mass::grams(1500).in_kilograms() == 2);

struct HubTag;
struct OfferTag;
static_assert(!std::is_convertible_v<Id<HubTag>, Id<OfferTag>>);

TEST_CASE("an id's text can be read back and sorts like the id") {
  for (const std::int64_t value :
       {std::int64_t{1}, std::int64_t{31}, std::int64_t{32}, (std::int64_t{1} << 62) + 12345}) {
    CHECK(parse_id_text(id_text(value)) == value);
  }
  CHECK(id_text(1) < id_text(2));
  CHECK(id_text(31) < id_text(32));
}

TEST_CASE("only the one spelling of an id is accepted") {
  CHECK_FALSE(parse_id_text(""));
  CHECK_FALSE(parse_id_text("1"));
  CHECK_FALSE(parse_id_text("000000000000l"));
  CHECK_FALSE(parse_id_text("zzzzzzzzzzzzz"));
}

TEST_CASE("ids grow with time, within one millisecond and when the clock steps back") {
  IdMaker maker;
  const auto first = maker.next(1'790'000'000'000, 0xffffffffU);
  const auto second = maker.next(1'790'000'000'000, 0);
  const auto third = maker.next(1'789'999'999'000, 7);
  const auto fourth = maker.next(1'790'000'000'001, 0);
  CHECK(first < second);
  CHECK(second < third);
  CHECK(third < fourth);
}

TEST_CASE("a shipped fact has the same id everywhere and none that the clock can make") {
  CHECK(id_from_key("hub", "c3000-leuven") == id_from_key("hub", "c3000-leuven"));
  CHECK(id_from_key("hub", "c3000-leuven") != id_from_key("organisation", "c3000-leuven"));
  IdMaker maker;
  CHECK(id_from_key("hub", "c3000-leuven") < maker.next(1'767'225'600'000, 0));
}

TEST_CASE("days are read strictly") {
  CHECK(parse_day("2026-11-09") == Day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{9}});
  CHECK(day_text(*parse_day("2024-02-29")) == "2024-02-29");
  for (const char* wrong : {"2023-02-29", "2026-13-01", "2026-1-1", "09-11-2026", "2026-11-09 ", "", "0000-01-01"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_day(wrong));
  }
  CHECK(days_between(*parse_day("2026-11-08"), *parse_day("2026-11-09")) == 1);
}

TEST_CASE("a period includes both its days and may be open") {
  const Period year{parse_day("2022-01-01"), parse_day("2022-12-31")};
  CHECK(year.contains(*parse_day("2022-12-31")));
  CHECK_FALSE(year.contains(*parse_day("2023-01-01")));
  CHECK(Period{}.contains(*parse_day("1900-01-01")));
  CHECK(year.overlaps(Period{parse_day("2022-12-31"), {}}));
  CHECK_FALSE(year.overlaps(Period{parse_day("2023-01-01"), {}}));
}

TEST_CASE("distances agree with the published example") {
  CHECK(great_circle_km({4.7005, 50.8798}, {5.5012, 50.9661}) == doctest::Approx(56.938).epsilon(0.00001));
  CHECK(looks_swapped({50.8798, 4.7005}));
  CHECK_FALSE(looks_swapped({4.7005, 50.8798}));
}

TEST_CASE("a text falls back to Dutch, then to what exists") {
  const LocalText name{"Hout", "", "Bois"};
  CHECK(name.best(Language::fr) == "Bois");
  CHECK(name.best(Language::en) == "Hout");
  CHECK(name.best_language(Language::en) == Language::nl);
}

TEST_CASE("a refusal can be told from a value") {
  const Result<int> yes = 3;
  const Result<int> no = Missing{};
  CHECK(yes.has_value());
  CHECK_FALSE(no.has_value());
  CHECK(std::holds_alternative<Missing>(no.error()));
}

TEST_CASE("typing errors: left out, inserted, changed, swapped") {
  CHECK(typing_errors("leuven", "leuven") == 0);
  CHECK(typing_errors("leuvn", "leuven") == 1);
  CHECK(typing_errors("leuvven", "leuven") == 1);
  CHECK(typing_errors("leuben", "leuven") == 1);
  CHECK(typing_errors("leuevn", "leuven") == 1);
  CHECK(typing_errors("", "gent") == 4);
  CHECK(typing_errors("genk", "gent") == 1);
}

}  // namespace
}  // namespace kringwerk
