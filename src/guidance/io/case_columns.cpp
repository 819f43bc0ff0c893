#include "guidance/io/case_columns.h"

namespace kringwerk::guidance {

Case read_case(const storage::Rows& rows) {
  Case found;
  found.id = rows.get<CaseId>(0);
  found.hub = rows.get<network::HubId>(1);
  found.stream = rows.get<std::optional<materials::StreamId>>(2);
  found.state = materials::value_in<CaseState>(kCaseStateKeys, rows.text(3)).value();
  found.question = rows.get<std::string>(4);
  found.asker_name = rows.get<std::string>(5);
  found.asker_email = rows.get<std::string>(6);
  found.language = parse_language(rows.text(7)).value();
  found.answer_due = rows.get<Day>(8);
  found.created_at = rows.get<Instant>(9);
  found.version = rows.int64(10);
  return found;
}

}  // namespace kringwerk::guidance
