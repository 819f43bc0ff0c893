#include "plain_policy.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace kringwerk::contracts {

PlainWords split_plainly(const std::string& text, char between) {
  PlainWords words;
  std::istringstream stream(text);
  for (std::string word; std::getline(stream, word, between);) words.push_back(word);
  return words;
}

std::vector<PlainRow> read_plainly(const std::string& name) {
  std::ifstream file(std::string(KW_SOURCE_DIR) + "/src/access/policy/" + name);
  REQUIRE(file.is_open());
  std::vector<PlainRow> rows;
  std::string line;
  std::getline(file, line);
  const std::size_t columns = split_plainly(line, ',').size();
  while (std::getline(file, line)) {
    PlainRow row = split_plainly(line, ',');
    REQUIRE(row.size() >= columns);
    row.resize(columns);  // the last is a sentence, which may have commas
    for (std::size_t i = 0; i + 1 < columns; ++i) REQUIRE(row[i].find('"') == std::string::npos);
    rows.push_back(std::move(row));
  }
  return rows;
}

namespace {

bool has(const std::string& list, const std::string& word) {
  const PlainWords words = split_plainly(list, '|');
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

PlainWords who_may(const std::vector<PlainRow>& lines, const PlainQuestion& question) {
  PlainWords who;
  for (const PlainRow& line : lines) {
    if (line.at(0) != question.record) continue;
    if (!has(line.at(1), question.field)) continue;
    if (!has(line.at(2), question.action)) continue;
    if (line.at(3) != "*" && !has(line.at(3), question.visibility)) continue;
    if (line.at(4) != "*" && !has(line.at(4), question.state)) continue;
    for (const std::string& word : split_plainly(line.at(5), '|')) who.push_back(word);
  }
  return who;
}

TEST_CASE("the plain reader finds the lines of a question") {
  const std::vector<PlainRow> lines{{"stream", "record|price", "read", "hub|public", "*", "self|hub_coach", "why"},
                                    {"stream", "record", "read|update", "*", "draft", "link_holder", "why"}};
  CHECK(who_may(lines, {"stream", "price", "read", "hub", "open"}) == PlainWords{"self", "hub_coach"});
  CHECK(who_may(lines, {"stream", "record", "update", "hub", "draft"}) == PlainWords{"link_holder"});
  CHECK(who_may(lines, {"stream", "record", "read", "public", "draft"}).size() == 3);
  CHECK(who_may(lines, {"stream", "record", "update", "hub", "open"}).empty());
  CHECK(who_may(lines, {"case", "record", "read", "hub", "open"}).empty());
}

}  // namespace kringwerk::contracts
