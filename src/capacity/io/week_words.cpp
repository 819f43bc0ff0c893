#include "capacity/io/week_words.h"

#include "text/format.h"

namespace kringwerk::capacity {

std::string week_words(const site::Services& services, Language language, Day monday) {
  return services.texts.format(
      language, "capacity.week",
      {{"week", std::int64_t{network::iso_week(monday).number}}, {"day", text::day(language, monday)}});
}

std::string month_name(const site::Services& services, Language language, std::chrono::month month) {
  return services.texts.get(language, "capacity.month." + std::to_string(static_cast<unsigned>(month)));
}

std::string month_words(const site::Services& services, Language language, std::chrono::year_month month) {
  return month_name(services, language, month.month()) + " " + std::to_string(static_cast<int>(month.year()));
}

}  // namespace kringwerk::capacity
