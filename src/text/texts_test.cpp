#include "text/texts.h"

#include <doctest/doctest.h>

#include <stdexcept>

namespace kringwerk::text {
namespace {

Texts test_texts() {
  return Texts::load(KW_SOURCE_DIR "/build/share/test-locale");
}

TEST_CASE("a text is found in each language, from files with and without a header") {
  const Texts texts = test_texts();
  CHECK(texts.get(Language::nl, "test.plain") == "Vul dit in.");
  CHECK(texts.get(Language::en, "test.plain") == "Fill this in.");
  CHECK(texts.get(Language::fr, "test.plain") == "À remplir.");
  CHECK(texts.get(Language::nl, "test.dutch_only") == "één");
}

TEST_CASE("a hole shows its id and is reported") {
  const Texts texts = test_texts();
  CHECK(texts.get(Language::en, "test.dutch_only") == "test.dutch_only");
  CHECK(texts.has(Language::nl, "test.dutch_only"));
  CHECK_FALSE(texts.has(Language::en, "test.dutch_only"));
  CHECK_FALSE(texts.has(Language::en, ""));
  CHECK(texts.get(Language::en, "").empty());
  CHECK(texts.plural(Language::en, "test.absent", 2) == "test.absent");
}

TEST_CASE("placeholders take facts in the number format of the language") {
  const Texts texts = test_texts();
  const std::vector<Fact> facts{{"longest", std::int64_t{1200}}, {"found", 1250.5}};
  CHECK(texts.format(Language::nl, "test.size", facts) == "1.250,5 van de 1.200 tekens");
  CHECK(texts.format(Language::en, "test.size", facts) == "1,250.5 of 1,200 characters");
  CHECK(texts.format(Language::fr, "test.size", facts) == "1\u202F250,5 caractères sur 1\u202F200");
  CHECK(texts.format(Language::en, "test.size", {{"found", 3.0}}) == "3 of {longest} characters");
}

TEST_CASE("a value that looks like a placeholder stays a value") {
  const Texts texts = test_texts();
  CHECK(texts.format(Language::en, "test.name", {{"name", "{n} {name} {"}}) == "Material: {n} {name} {");
}

TEST_CASE("plural forms follow each language") {
  const Texts texts = test_texts();
  const std::vector<Fact> facts{{"hub", "Genk"}};
  CHECK(texts.plural(Language::nl, "test.streams", 1, facts) == "1 stroom bij Genk");
  CHECK(texts.plural(Language::nl, "test.streams", 0, facts) == "0 stromen bij Genk");
  CHECK(texts.plural(Language::fr, "test.streams", 0, facts) == "0 flux chez Genk");
  CHECK(texts.plural(Language::fr, "test.streams", 2, facts) == "2 flux chez Genk (s)");
  CHECK(texts.plural(Language::nl, "test.streams", 4'294'967'297, facts) == "4.294.967.297 stromen bij Genk");
}

TEST_CASE("a finding speaks under its rule id") {
  const Violation violation{"test.size", "name", {{"longest", std::int64_t{5}}, {"found", std::int64_t{6}}}};
  CHECK(test_texts().finding(Language::nl, violation) == "6 van de 5 tekens");
}

TEST_CASE("a folder without catalogues is refused") {
  CHECK_THROWS_AS(Texts::load(KW_SOURCE_DIR "/src"), std::runtime_error);
}

}  // namespace
}  // namespace kringwerk::text
