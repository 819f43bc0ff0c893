#pragma once

#include <functional>
#include <string>

#include "base/language.h"
#include "base/violation.h"

namespace kringwerk::app {

/// The language of the terminal: LC_ALL, LC_MESSAGES or LANG when it starts with nl, en or fr; English otherwise.
Language terminal_language();

/// Turns findings into sentences of the catalogues, "file:line: " in front when the facts name a place. Falls back to
/// the bare rule and facts when the catalogues are not there, so that a finding is never lost.
std::function<std::string(const Violation&)> finding_speaker(Language language);

}  // namespace kringwerk::app
