#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/language.h"
#include "base/quantity.h"
#include "base/time.h"

/// Numbers, money, amounts and days as a reader of the language writes them. Amounts and units are joined by U+00A0,
/// minus is U+2212 and never stands before zero. Rounding is half away from zero, on the shortest decimal writing of a
/// double (1.005 with two decimals is 1.01). A double that is not finite breaks an invariant.
/// Thread rule: all functions may be called from any thread.
namespace kringwerk::text {

/// 1.234,5 (nl), 1,234.5 (en), 1 234,5 (fr, with U+202F). `decimals` 0 to 6, always written in full.
std::string number(Language language, double value, int decimals);
std::string number(Language language, std::int64_t value);
/// € 1.234,50 (nl), €1,234.50 (en), 1 234,50 € (fr).
std::string money(Language language, Money amount);
/// An amount in euro known as a double (ledger terms), two decimals, with an explicit sign when `signed_amount`.
enum class Sign { when_negative, always };
std::string euros(Language language, double amount, Sign sign = Sign::when_negative);
/// 500 g below one kilogram; 1,5 kg, with at most one decimal, below ten; 850 kg; from 10 000 kg in tonnes with at most
/// one decimal: 12,5 ton (nl), 12.5 tonnes (en), 12,5 tonnes (fr).
std::string mass(Language language, Mass amount);
/// 26 november 2026 / 26 November 2026 / 26 novembre 2026 (and 1er août 2026). `day` exists.
std::string day(Language language, Day day);
/// november 2026: the month of a day that exists.
std::string month(Language language, Day day);
/// The calendar day of a moment in Europe/Brussels. Reads the tz database of the system (Debian package tzdata); throws
/// std::runtime_error when it is not installed.
Day brussels_day(Instant instant);
/// The first moment of a day in Europe/Brussels.
Instant start_of_brussels_day(Day day);
/// Day and time of a moment in Europe/Brussels: 26 november 2026, 14:05.
std::string moment(Language language, Instant instant);
/// The same for programs and spreadsheets: 2026-11-26 14:05:00.
std::string plain_moment(Instant instant);

/// A key that sorts like a reader of the language expects (ICU, primary to tertiary strength), as hexadecimal text, so
/// that ORDER BY on it is the same on every database. Stored in columns named *_sort.
std::string sort_key(Language language, std::string_view text);

/// Lower case, accents removed ("cœur" is "coeur"), full stops and apostrophes removed, other punctuation and white
/// space turned into one space between words: the form in which people's words are compared.
std::string folded(std::string_view text);

/// Lower case in Unicode normal form C: "é" is one character whichever way it was typed.
std::string lower_case(std::string_view text);
/// Unicode normal form C, letters as they are.
std::string composed(std::string_view text);

/// Reads what people type: "2", "2,5", "1.250,75" (nl, fr) or "1,250.75" (en), "1 250" with any space, a sign in front.
/// False, and `result` untouched, when it is not a number, has more than three decimals or exceeds 10^12.
/// A single separator before exactly three digits ("1.250") parts thousands in its own language; before any other
/// number of digits, or after 0 or nothing, the other language's decimal sign is taken as one ("2.5" in nl): phones
/// offer only one of the two.
struct Thousandths {
  std::int64_t value = 0;
};
[[nodiscard]] bool parse_decimal(Language language, std::string_view text, Thousandths& result);

}  // namespace kringwerk::text
