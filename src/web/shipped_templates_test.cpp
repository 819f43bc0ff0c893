#include <doctest/doctest.h>

#include <string>

#include "web/template.h"

namespace kringwerk::web {
namespace {

TEST_CASE("every shipped template is safe to escape and has its words in every language") {
  const text::Texts texts = text::Texts::load(KW_SOURCE_DIR "/build/share/locale");
  const auto address = [](std::string_view name) { return "/static/" + std::string(name); };
  CHECK_NOTHROW(Templates::load(KW_SOURCE_DIR "/templates", texts, address));
}

}  // namespace
}  // namespace kringwerk::web
