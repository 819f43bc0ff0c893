#include "accounts/password_rule.h"

#include <doctest/doctest.h>

using namespace kringwerk;
using namespace kringwerk::accounts;

namespace {

std::vector<std::string> rules_of(const NewPassword& password) {
  std::vector<std::string> rules;
  for (const Violation& found : check_password(password)) {
    CHECK(found.field == "password");
    rules.push_back(found.rule.substr(found.rule.find('_') + 1));
  }
  return rules;
}

NewPassword typed(const std::string& text, Protection protection = Protection::password_alone) {
  return {text, text, false, protection, {"kringwerk", "leuven", "voorbeeld", "an"}};
}

using Rules = std::vector<std::string>;

}  // namespace

TEST_CASE("a password is long enough for what stands beside it, counted in characters") {
  struct Row {
    std::string text;
    Protection protection;
    Rules rules;
  };
  const auto alone = Protection::password_alone;
  const auto with = Protection::with_second_factor;
  const std::vector<Row> rows{
      {"veertien teken", alone, {"too_short"}},
      {"vijftien tekens", alone, {}},
      {"zeven t", with, {"too_short"}},
      {"acht tek", with, {}},
      {"é\u00fc\u0142\u20ac\U0001F600zkw", with, {}},
      {"é\u00fc\u0142\u20ac\U0001F600zk", with, {"too_short"}},
      {"", with, {"too_short"}},
      {std::string(100, 'a') + "bcde!" + std::string(95, 'z'), alone, {}},
      {std::string(100, 'a') + "bcde!" + std::string(96, 'z'), alone, {"too_long"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(rules_of(typed(row.text, row.protection)) == row.rules);
  }
}

TEST_CASE("what guessers try first is refused, strange characters or not") {
  const std::vector<std::pair<std::string, Rules>> rows{
      {"aaaaaaaaaaaaaaaa", {"repeats"}},
      {"abababab abababab", {"repeats"}},
      {"geheim!geheim!geheim!", {"repeats"}},
      {"geheim!geheim!gehei", {"repeats"}},
      {"abcdefghijklmnop", {"repeats"}},
      {"987654321fedcba9", {}},
      {"kringwerk2026!!!", {"own_words"}},
      {"leuven-kringwerk-leuven", {"own_words"}},
      {"voorbeeld voorbeeld 12", {"own_words"}},
      {"kringwerk is mooi vandaag", {}},
      {"----!!!!????;;;;,,,,", {}},
  };
  for (const auto& [text, rules] : rows) {
    CAPTURE(text);
    CHECK(rules_of(typed(text)) == rules);
  }
  NewPassword common = typed("een lang wachtwoord");
  common.is_common = true;
  CHECK(rules_of(common) == Rules{"common"});
}

TEST_CASE("words of a name and an address, when they are long enough to guess with") {
  CHECK(guessable_words("an de wolf-peeters") == std::vector<std::string>{"wolf", "peeters"});
  CHECK(guessable_words("jo.desmet@kringwinkel.be") == std::vector<std::string>{"desmet", "kringwinkel"});
  CHECK(guessable_words("zo\u00eb") == std::vector<std::string>{"zo\u00eb"});
  CHECK(guessable_words("").empty());
}
