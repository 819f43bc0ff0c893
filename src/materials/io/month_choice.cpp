#include "materials/io/month_choice.h"

#include "text/format.h"

namespace kringwerk::materials {

namespace {

constexpr int kMonthsBefore = 6;
constexpr int kMonthsAhead = 18;

using Month = std::chrono::year_month;

std::string month_key(Month month) {
  constexpr std::size_t kLength = 7;
  return day_text(Day{month / 1}).substr(0, kLength);
}

Day end_of(Month month, bool is_last) {
  return is_last ? Day{month / std::chrono::last} : Day{month / 1};
}

void add_choices(Language language, Month now, const std::string& chosen, bool is_last, web::Model& model) {
  const char* section = is_last ? "TO_OPTION" : "FROM_OPTION";
  bool is_offered = chosen.empty();
  const auto add = [&](const std::string& value, const std::string& word, bool is_chosen) {
    model.add(section).set("VALUE", value).set("WORD", word).show_if(is_chosen, "CHOSEN");
    is_offered = is_offered || is_chosen;
  };
  for (int i = -kMonthsBefore; i <= kMonthsAhead; ++i) {
    const Month month = now + std::chrono::months{i};
    const Day end = end_of(month, is_last);
    add(month_key(month), text::month(language, end), !chosen.empty() && day_text(end) == chosen);
  }
  // A day of the list's own filter, or a month further away.
  if (!is_offered) add(chosen, text::day(language, parse_day(chosen).value()), true);
}

}  // namespace

void show_months(const site::Services& services, Language language, const ListQuery& query, web::Model& model) {
  const Day today = text::brussels_day(services.now());
  const Month now = today.year() / today.month();
  add_choices(language, now, query.from, false, model);
  add_choices(language, now, query.to, true, model);
}

}  // namespace kringwerk::materials
