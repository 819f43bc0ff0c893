#include "guidance/io/show_cases.h"

#include <algorithm>

#include "text/format.h"

namespace kringwerk::guidance {

namespace {

constexpr std::size_t kLongestTitle = 80;

/// Whole characters only: bytes 10xxxxxx continue one.
std::string shortened(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
    if (++characters > kLongestTitle) return text.substr(0, i) + "…";
  }
  return text;
}

}  // namespace

std::string handled_path(CaseId id) {
  return "/questions/received/" + id.text();
}

std::string state_words(const site::Services& services, Language language, CaseState state) {
  return services.texts.get(language, "guidance.state." + std::string(materials::key_in(kCaseStateKeys, state)));
}

void show_due(const site::Services& services, Language language, const Case& found, Day today, web::Model& row) {
  const bool waits = found.state == CaseState::received || found.state == CaseState::in_progress;
  if (!waits) {
    row.show("DONE").set("DUE", text::day(language, found.answer_due));
    return;
  }
  const std::int64_t days = days_between(today, found.answer_due);
  if (days < 0) {
    row.show("LATE").set("DUE", services.texts.plural(language, "guidance.due.late", -days));
  } else if (days <= 1) {
    row.show("SOON").set("DUE",
                         services.texts.get(language, days == 0 ? "guidance.due.today" : "guidance.due.tomorrow"));
  } else {
    row.show("LATER").set("DUE", text::day(language, found.answer_due));
  }
}

std::string case_title(const site::Services& services, Language language, const Case& found) {
  if (found.question.empty()) return services.texts.get(language, "guidance.board.help_with_offer");
  return shortened(found.question);
}

}  // namespace kringwerk::guidance
