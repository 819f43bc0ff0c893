#include "desk/io/my_parts.h"
#include "introductions/io/load_waiting.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::desk {

/// Those that wait for the reader's answer, and late ones of their hubs.
std::int64_t show_my_introductions(const MyReading& reading, web::Model& model) {
  const auto waiting =
      introductions::load_waiting_introductions(reading.connection, {reading.actor, reading.today}, kMostOfKind);
  if (waiting.rows.empty()) return 0;
  const text::Texts& texts = reading.services.texts;
  web::Model& section = model.add("INTRODUCTIONS");
  for (const introductions::WaitingIntroduction& row : waiting.rows) {
    web::Model& line = section.add("INTRODUCTION");
    const auto title = [&](const LocalText& text) {
      const std::string& words = text.best(reading.language);
      return words.empty() ? texts.get(reading.language, "introductions.not_shown") : words;
    };
    line.set("ADDRESS", site::address(reading.language, "/introductions/" + row.id.text()));
    line.set("TITLE", texts.format(reading.language, "desk.my.introduction",
                                   {{"offer", title(row.offer)}, {"need", title(row.need)}}));
    line.set("WHY", texts.get(reading.language,
                              row.asks_reader ? "desk.my.introduction_asks_you" : "desk.my.introduction_of_hub"));
    line.set("GO", texts.get(reading.language, row.asks_reader ? "desk.my.answer" : "desk.my.look"));
    if (row.is_late) {
      const auto late = days_between(row.due, reading.today);
      line.add("LATE").set("DUE", texts.plural(reading.language, "introductions.late", late));
    } else {
      line.add("DUE_ON").set(
          "DUE", texts.format(reading.language, "introductions.due", {{"day", text::day(reading.language, row.due)}}));
    }
  }
  return waiting.total;
}

}  // namespace kringwerk::desk
