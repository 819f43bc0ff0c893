#include "accounts/io/load_retention.h"

#include <doctest/doctest.h>

#include <fstream>

namespace kringwerk::accounts {
namespace {

std::vector<RetentionRule> read(const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / "kringwerk_retention_test.toml";
  std::ofstream(file) << text;
  return load_retention(file);
}

const std::string kGood = "[mail]\nkept_days = 30\ncounted_from = 'sent'\nend = 'removed'\nbasis = 'b'\nsource = 's'\n";

}  // namespace

TEST_CASE("rules come in the order of the file") {
  const auto rules = read("[zoo]\nend = 'kept'\nbasis = 'b'\nsource = 's'\n" + kGood);
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].name == "zoo");
  CHECK_FALSE(rules[0].kept_days);
  CHECK(rules[0].end == RetentionEnd::kept);
  CHECK(rules[1].kept_days == 30);
  CHECK(rules[1].counted_from == "sent");
  CHECK(find_rule(rules, "mail") == &rules[1]);
  CHECK(find_rule(rules, "ship") == nullptr);
}

TEST_CASE("a fault in the file stops the program") {
  for (const std::string& text :
       {kGood + "kept_day = 3\n", std::string("[mail]\nend = 'removed'\nbasis = 'b'\nsource = 's'\n"),
        std::string("[mail]\nend = 'gone'\nbasis = 'b'\nsource = 's'\n"),
        std::string("[mail]\nend = 'kept'\nbasis = 'b'\n"), std::string("[mail]\nkept_days = 3\nend = 'removed'\n"),
        std::string("[mail]\nkept_days = 3\nend = 'removed'\nbasis = 'b'\nsource = 's'\n"), std::string("mail = 3\n"),
        std::string("[mail\n")}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read(text), std::runtime_error);
  }
}

TEST_CASE("a record is due when its whole time is over") {
  const Instant now = instant_from_ms(1'795'255'445'000);
  CHECK(due_before(30, now) == now - std::chrono::hours{720});
  CHECK(due_before(0, now) == now);
}

}  // namespace kringwerk::accounts
