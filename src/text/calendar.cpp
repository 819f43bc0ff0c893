#include <date/tz.h>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <array>
#include <string>

#include "base/ensure.h"
#include "text/format.h"

namespace kringwerk::text {
namespace {

constexpr int kMonths = 12;
using MonthNames = std::array<std::string, kMonths>;

MonthNames month_names(Language language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(std::string(language_code(language)).c_str()), status);
  ensure(U_SUCCESS(status), "ICU knows the months of every language");
  std::int32_t count = 0;
  const icu::UnicodeString* names =
      symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE);
  ensure(count >= kMonths, "ICU knows twelve months");
  MonthNames result;
  for (int i = 0; i < kMonths; ++i) names[i].toUTF8String(result[static_cast<std::size_t>(i)]);
  return result;
}

const std::string& month_name(Language language, std::chrono::month month) {
  static const std::array<MonthNames, kLanguages.size()> names{month_names(Language::nl), month_names(Language::en),
                                                               month_names(Language::fr)};
  return names[static_cast<std::size_t>(language)][static_cast<unsigned>(month) - 1];
}

date::local_time<std::chrono::milliseconds> in_brussels(Instant instant) {
  static const date::time_zone* const zone = date::locate_zone("Europe/Brussels");
  return zone->to_local(instant);
}

std::string two_digits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

Day day_of(date::local_time<std::chrono::milliseconds> local) {
  return Day{std::chrono::sys_days{date::floor<date::days>(local).time_since_epoch()}};
}

}  // namespace

std::string day(Language language, Day day) {
  ensure(day.ok(), "a day on a page exists");
  const auto number = static_cast<unsigned>(day.day());
  // In French the first of a month is written as an ordinal, and only the first.
  const std::string_view ordinal = language == Language::fr && number == 1 ? "er" : "";
  return std::to_string(number).append(ordinal) + " " + month_name(language, day.month()) + " " +
         std::to_string(static_cast<int>(day.year()));
}

std::string month(Language language, Day day) {
  ensure(day.ok(), "a month on a page exists");
  return month_name(language, day.month()) + " " + std::to_string(static_cast<int>(day.year()));
}

Day brussels_day(Instant instant) {
  return day_of(in_brussels(instant));
}

Instant start_of_brussels_day(Day day) {
  // Midnight in UTC is one or two hours into the same day, and before the clock is put forward or back.
  const Instant within = std::chrono::sys_days{day};
  const auto local = in_brussels(within);
  return within - (local - date::floor<date::days>(local));
}

std::string moment(Language language, Instant instant) {
  const auto local = in_brussels(instant);
  const auto minutes = date::floor<std::chrono::minutes>(local - date::floor<date::days>(local)).count();
  return day(language, day_of(local)) + ", " + two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string plain_moment(Instant instant) {
  const auto local = in_brussels(instant);
  const auto seconds = date::floor<std::chrono::seconds>(local - date::floor<date::days>(local)).count();
  return day_text(day_of(local)) + " " + two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" +
         two_digits(seconds % 60);
}

}  // namespace kringwerk::text
