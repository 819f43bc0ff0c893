#include "text/format.h"

#include <doctest/doctest.h>

#include <limits>
#include <optional>
#include <vector>

#include "base/ensure.h"

namespace kringwerk::text {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();

TEST_CASE("whole numbers are grouped by three") {
  CHECK(number(Language::nl, std::int64_t{0}) == "0");
  CHECK(number(Language::nl, std::int64_t{999}) == "999");
  CHECK(number(Language::nl, std::int64_t{1000}) == "1.000");
  CHECK(number(Language::en, std::int64_t{1234567}) == "1,234,567");
  CHECK(number(Language::fr, std::int64_t{-1234}) == "\u22121\u202F234");
  CHECK(number(Language::nl, kLowest) == "\u22129.223.372.036.854.775.808");
}

TEST_CASE("decimals are rounded half up as written") {
  CHECK(number(Language::nl, 1234.5, 1) == "1.234,5");
  CHECK(number(Language::en, 1.005, 2) == "1.01");
  CHECK(number(Language::en, 0.125, 2) == "0.13");
  CHECK(number(Language::en, 999.996, 2) == "1,000.00");
  CHECK(number(Language::fr, 2, 3) == "2,000");
  CHECK(number(Language::nl, 2.5, 0) == "3");
  CHECK(number(Language::nl, -0.001, 2) == "0,00");
  CHECK(number(Language::nl, -12.5, 1) == "\u221212,5");
  CHECK(number(Language::en, 1e21, 0) == "1,000,000,000,000,000,000,000");
  CHECK_THROWS_AS(number(Language::nl, std::numeric_limits<double>::quiet_NaN(), 1), BrokenInvariant);
  CHECK_THROWS_AS(number(Language::nl, 1.0, 7), BrokenInvariant);
}

TEST_CASE("amounts of money") {
  CHECK(money(Language::nl, Money::cents(123450)) == "€\u00A01.234,50");
  CHECK(money(Language::en, Money::cents(123405)) == "€1,234.05");
  CHECK(money(Language::fr, Money::cents(123450)) == "1\u202F234,50\u00A0€");
  CHECK(money(Language::nl, Money::cents(-5)) == "€\u00A0\u22120,05");
  CHECK(money(Language::en, Money::cents(-500)) == "\u2212€5.00");
  CHECK(euros(Language::nl, 12.345, Sign::always) == "€\u00A0+12,35");
  CHECK(euros(Language::fr, -12.3, Sign::always) == "\u221212,30\u00A0€");
  CHECK(euros(Language::en, 0.001, Sign::always) == "€0.00");
  CHECK(euros(Language::en, 3, Sign::when_negative) == "€3.00");
}

TEST_CASE("masses in grams, kilograms and tonnes") {
  CHECK(mass(Language::nl, Mass::grams(0)) == "0\u00A0kg");
  CHECK(mass(Language::nl, Mass::grams(999)) == "999\u00A0g");
  CHECK(mass(Language::nl, Mass::grams(1500)) == "1,5\u00A0kg");
  CHECK(mass(Language::nl, Mass::grams(9949)) == "9,9\u00A0kg");
  CHECK(mass(Language::nl, Mass::grams(9950)) == "10\u00A0kg");
  CHECK(mass(Language::nl, Mass::kilograms(850)) == "850\u00A0kg");
  CHECK(mass(Language::fr, Mass::kilograms(9999)) == "9\u202F999\u00A0kg");
  CHECK(mass(Language::nl, Mass::grams(9'999'500)) == "10\u00A0ton");
  CHECK(mass(Language::nl, Mass::kilograms(12'500)) == "12,5\u00A0ton");
  CHECK(mass(Language::en, Mass::kilograms(12'500)) == "12.5\u00A0tonnes");
  CHECK(mass(Language::fr, Mass::kilograms(-12'000)) == "\u221212\u00A0tonnes");
}

TEST_CASE("days and moments in Brussels") {
  using namespace std::chrono;
  const Day late{year{2026}, std::chrono::month{11}, std::chrono::day{26}};
  CHECK(day(Language::nl, late) == "26 november 2026");
  CHECK(day(Language::en, late) == "26 November 2026");
  CHECK(day(Language::fr, late) == "26 novembre 2026");
  CHECK(day(Language::fr, Day{year{2026}, std::chrono::month{8}, std::chrono::day{1}}) == "1er août 2026");
  CHECK_THROWS_AS(day(Language::fr, Day{year{2026}, std::chrono::month{2}, std::chrono::day{30}}), BrokenInvariant);

  const Instant winter = sys_days{late} + hours{13} + minutes{5};
  CHECK(moment(Language::nl, winter) == "26 november 2026, 14:05");
  CHECK(plain_moment(winter) == "2026-11-26 14:05:00");
  const Instant summer_night =
      sys_days{Day{year{2026}, std::chrono::month{6}, std::chrono::day{30}}} + hours{22} + minutes{7};
  CHECK(moment(Language::en, summer_night) == "1 July 2026, 00:07");
  CHECK(plain_moment(summer_night).starts_with("2026-07-01 00:07:"));
  CHECK(brussels_day(summer_night) == Day{year{2026}, std::chrono::month{7}, std::chrono::day{1}});
}

TEST_CASE("sort keys order like a reader, as plain text") {
  const std::vector<std::string> ordered{"aalst", "Aalst", "Écluse", "ecluses", "Oudenaarde", "Zele"};
  for (std::size_t i = 1; i < ordered.size(); ++i) {
    CAPTURE(ordered[i]);
    CHECK(sort_key(Language::fr, ordered[i - 1]) < sort_key(Language::fr, ordered[i]));
  }
  CHECK(sort_key(Language::nl, "").find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(sort_key(Language::nl, "é") != sort_key(Language::nl, "e"));
}

TEST_CASE("folded words compare without case, accents and punctuation") {
  CHECK(folded("  Één   TAFEL\u00A0") == "een tafel");
  CHECK(folded("Cœur, L\u2019eau & Straße") == "coeur leau strasse");
  CHECK(folded("b.v. \"De Keet\"") == "bv de keet");
  CHECK(folded("hout/metaal-mix") == "hout metaal mix");
  CHECK(folded("").empty());
  CHECK(folded("...").empty());
}

struct Typed {
  Language language;
  std::string_view text;
  std::optional<std::int64_t> thousandths;
};

TEST_CASE("what people type as a number") {
  using enum Language;
  const std::vector<Typed> table{{nl, "2", 2000},
                                 {nl, "2,5", 2500},
                                 {nl, "2.5", 2500},
                                 {nl, "1.250", 1'250'000},
                                 {nl, "1,250", 1250},
                                 {nl, "1.250,75", 1'250'750},
                                 {nl, "1 250", 1'250'000},
                                 {nl, "1\u00A0250,5", 1'250'500},
                                 {nl, "1\u202F250", 1'250'000},
                                 {nl, "-3", -3000},
                                 {nl, "\u22123", -3000},
                                 {nl, "+3", 3000},
                                 {nl, "0.250", 250},
                                 {nl, ".5", 500},
                                 {nl, ",5", 500},
                                 {nl, " 7 ", 7000},
                                 {nl, "007", 7000},
                                 {nl, "1.250.000", 1'250'000'000},
                                 {nl, "12.50", 12'500},
                                 {nl, "1250.750", 1'250'750},
                                 {nl, "1000000000000", 1'000'000'000'000'000},
                                 {en, "1,250", 1'250'000},
                                 {en, "1.250", 1250},
                                 {en, "1,250.75", 1'250'750},
                                 {en, "2,5", 2500},
                                 {en, "2.5", 2500},
                                 {en, "1,250,000", 1'250'000'000},
                                 {en, "1 250", 1'250'000},
                                 {fr, "1 250,75", 1'250'750},
                                 {fr, "1.250", 1'250'000},
                                 {fr, "2,5", 2500},
                                 {fr, "2.5", 2500},
                                 {nl, "", {}},
                                 {nl, " ", {}},
                                 {nl, "-", {}},
                                 {nl, ",", {}},
                                 {nl, ".", {}},
                                 {nl, "5,", {}},
                                 {nl, "5.", {}},
                                 {nl, "1e5", {}},
                                 {nl, "\u0661\u0662", {}},
                                 {nl, "0x10", {}},
                                 {nl, "1,2345", {}},
                                 {nl, "1.2345", {}},
                                 {nl, "1,2,3", {}},
                                 {nl, "1.25.000", {}},
                                 {nl, "12 50", {}},
                                 {nl, "1 250.000", {}},
                                 {nl, "1,250.75", {}},
                                 {nl, "1000000000000,001", {}},
                                 {nl, "1000000000001", {}},
                                 {nl, "99999999999999999999999", {}},
                                 {nl, "2 kg", {}},
                                 {nl, "--2", {}},
                                 {nl, "1,2 5", {}},
                                 {en, "1.250,75", {}},
                                 {nl, "inf", {}},
                                 {nl, "nan", {}},
                                 {nl, "\xFF", {}},
                                 {nl, "00000000000000000000000000000000000001", {}},
                                 {nl, "1..250", {}}};
  for (const Typed& typed : table) {
    CAPTURE(typed.text);
    CAPTURE(language_code(typed.language));
    Thousandths result{42};
    CHECK(parse_decimal(typed.language, typed.text, result) == typed.thousandths.has_value());
    CHECK(result.value == typed.thousandths.value_or(42));
  }
}

}  // namespace
}  // namespace kringwerk::text

TEST_CASE("one character however it was typed, in lower case or as it is") {
  CHECK(kringwerk::text::composed("e\u0301") == "\u00e9");
  CHECK(kringwerk::text::composed("A\u030a B") == "\u00c5 B");
  CHECK(kringwerk::text::lower_case("E\u0301\u00c5\u0130") == "\u00e9\u00e5i\u0307");
  CHECK(kringwerk::text::lower_case("").empty());
}
