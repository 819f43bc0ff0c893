#pragma once

#include <string>

#include "guidance/io/load_cases.h"
#include "site/services.h"
#include "web/template.h"

namespace kringwerk::guidance {

/// "/questions/received/…", where the hub handles a case.
std::string handled_path(CaseId id);

/// {{DUE}} and one of the sections LATE, SOON (today or tomorrow), LATER, DONE (answered or closed).
void show_due(const site::Services& services, Language language, const Case& found, Day today, web::Model& row);

/// The beginning of the question on one line, at most 80 characters; without a question, the words for "help with an
/// offer".
std::string case_title(const site::Services& services, Language language, const Case& found);

std::string state_words(const site::Services& services, Language language, CaseState state);

}  // namespace kringwerk::guidance
