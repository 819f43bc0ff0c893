#include "app/spoken_finding.h"

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "app/home_folder.h"
#include "app/plain_finding.h"
#include "text/texts.h"

namespace kringwerk::app {

namespace {

std::shared_ptr<const text::Texts> load_texts() {
  try {
    return std::make_shared<const text::Texts>(text::Texts::load(find_home("").locale()));
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

}  // namespace

Language terminal_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return parse_language(std::string_view(value).substr(0, 2)).value_or(Language::en);
  }
  return Language::en;
}

std::function<std::string(const Violation&)> finding_speaker(Language language) {
  // Loaded at the first finding: most commands have none.
  return [language, texts = std::shared_ptr<const text::Texts>{}](const Violation& violation) mutable {
    if (!texts) texts = load_texts();
    if (!texts || !texts->has(language, violation.rule)) return plain_finding(violation);
    // Column and rule as the file and docs/rules spell them, for who searches.
    const std::string column = violation.field.empty() ? "" : violation.field + ", ";
    return texts->finding(language, violation) + " [" + column + violation.rule + "]";
  };
}

}  // namespace kringwerk::app
