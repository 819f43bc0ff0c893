#include "desk/io/my_parts.h"
#include "guidance/io/load_cases.h"
#include "guidance/io/show_cases.h"
#include "site/page.h"

namespace kringwerk::desk {

std::int64_t show_my_questions(const MyReading& reading, web::Model& model) {
  guidance::CaseQuery open;
  open.most = kMostOfKind;
  const auto questions = guidance::load_case_list(reading.connection, {reading.actor, reading.today}, open);
  if (questions.rows.empty()) return 0;
  web::Model& section = model.add("QUESTIONS");
  for (const guidance::CaseRow& row : questions.rows) {
    web::Model& line = section.add("QUESTION");
    guidance::show_due(reading.services, reading.language, row.found, reading.today, line);
    line.set("ADDRESS", site::address(reading.language, guidance::handled_path(row.found.id)));
    line.set("TITLE", guidance::case_title(reading.services, reading.language, row.found));
    const std::string& name = row.found.asker_name.empty() ? row.found.asker_email : row.found.asker_name;
    line.set("WHY", reading.services.texts.format(reading.language, "desk.my.asked_by",
                                                  {{"name", name}, {"hub", row.hub_name}}));
  }
  return questions.total;
}

}  // namespace kringwerk::desk
