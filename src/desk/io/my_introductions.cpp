#include "desk/io/my_introductions.h"

#include "site/page.h"
#include "text/format.h"

namespace kringwerk::desk {

void show_waiting_introductions(const site::Services& services, Language language, Day today,
                                const introductions::WaitingList& waiting, web::Model& model) {
  if (waiting.rows.empty()) return;
  web::Model& section = model.add("INTRODUCTIONS");
  for (const introductions::WaitingIntroduction& row : waiting.rows) {
    web::Model& line = section.add("INTRODUCTION");
    const auto title = [&](const LocalText& text) {
      const std::string words = text.best(language);
      return words.empty() ? services.texts.get(language, "introductions.not_shown") : words;
    };
    line.set("ADDRESS", site::address(language, "/introductions/" + row.id.text()));
    line.set("TITLE", services.texts.format(language, "desk.my.introduction",
                                            {{"offer", title(row.offer)}, {"need", title(row.need)}}));
    line.set("WHY", services.texts.get(
                        language, row.asks_reader ? "desk.my.introduction_asks_you" : "desk.my.introduction_of_hub"));
    line.set("GO", services.texts.get(language, row.asks_reader ? "desk.my.answer" : "desk.my.look"));
    if (row.is_late) {
      line.add("LATE").set("DUE", services.texts.plural(language, "introductions.late", days_between(row.due, today)));
    } else {
      line.add("DUE_ON").set(
          "DUE", services.texts.format(language, "introductions.due", {{"day", text::day(language, row.due)}}));
    }
  }
}

}  // namespace kringwerk::desk
