#include "network/duplicate_guard.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace kringwerk;
using namespace kringwerk::network;

TEST_CASE("which organisations may be one") {
  const Point here{4.7005, 50.8798};
  const Point near{4.7015, 50.8802};   // 83 m
  const Point apart{4.7030, 50.8798};  // 175 m
  struct Case {
    const char* what;
    GuardedRecord a;
    GuardedRecord b;
    std::optional<Likeness> expected;
  };
  const std::vector<Case> cases{
      {"number", {1, "a", "0207521503", "", "", {}}, {2, "b", "0207521503", "", "", {}}, Likeness::same_number},
      {"no number", {1, "a", "", "", "", {}}, {2, "a", "", "", "", {}}, std::nullopt},
      {"mailbox", {1, "a", "", "", "An@Hub.example", {}}, {2, "b", "", "", "an@hub.example", {}}, Likeness::same_email},
      {"domain",
       {1, "a", "", "https://www.Maker.example/nl", "", {}},
       {2, "b", "", "maker.example", "", {}},
       Likeness::same_domain},
      {"site and mailbox",
       {1, "a", "", "maker.example", "", {}},
       {2, "b", "", "", "jo@maker.example", {}},
       Likeness::same_domain},
      {"provider", {1, "a", "", "", "an@gmail.com", {}}, {2, "b", "", "", "jo@gmail.com", {}}, std::nullopt},
      {"shared page",
       {1, "a", "", "facebook.com/a", "", {}},
       {2, "b", "", "https://facebook.com/b", "", {}},
       std::nullopt},
      {"near, alike",
       {1, "de nieuwe maker", "", "", "", here},
       {2, "de nieuwe makers", "", "", "", near},
       Likeness::near_and_named_alike},
      {"near, other name", {1, "de nieuwe maker", "", "", "", here}, {2, "oud ijzer", "", "", "", near}, std::nullopt},
      {"apart, same name", {1, "maker", "", "", "", here}, {2, "maker", "", "", "", apart}, std::nullopt},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    CHECK(likeness(one.a, one.b) == one.expected);
    CHECK(likeness(one.b, one.a) == one.expected);
    DuplicateGuard guard;
    guard.add(one.b);
    CHECK(guard.find(one.a).size() == (one.expected ? 1U : 0U));
  }
  CHECK(name_distance_percent("abcdefghij", "abcdefgxyz") == 30);
  CHECK(name_distance_percent("abcdefghij", "abcdefwxyz") == 40);
  CHECK(name_distance_percent("abc", "") == 100);
}

TEST_CASE("the guard finds what comparing with each finds") {
  CHECK(rc::check("same answers", [] {
    const auto record = [](std::int64_t id) {
      GuardedRecord one;
      one.id = id;
      one.folded_name = *rc::gen::element<std::string>("maker", "makers", "ijzer", "");
      one.enterprise_number = *rc::gen::element<std::string>("", "", "0207521503", "0566988259");
      one.website = *rc::gen::element<std::string>("", "a.example", "https://www.b.example/x", "facebook.com/a");
      one.email = *rc::gen::element<std::string>("", "an@a.example", "an@gmail.com");
      if (*rc::gen::arbitrary<bool>())
        one.position = Point{4.7 + *rc::gen::inRange(0, 8) / 2000.0, 50.8 + *rc::gen::inRange(0, 8) / 2000.0};
      return one;
    };
    DuplicateGuard guard;
    std::vector<GuardedRecord> all;
    for (std::int64_t id = 1; id <= 12; ++id) {
      all.push_back(record(id));
      guard.add(all.back());
    }
    const GuardedRecord asked = record(0);
    std::size_t expected = 0;
    for (const GuardedRecord& one : all) expected += likeness(asked, one) ? 1U : 0U;
    RC_ASSERT(guard.find(asked).size() == expected);
  }));
}

TEST_CASE("every reason is told with what it is made of") {
  const Point here{4.7005, 50.8798};
  const Point near{4.7005, 50.8799};  // 11 m
  struct Case {
    const char* what;
    GuardedRecord a;
    GuardedRecord b;
    std::vector<LikenessReason> expected;
  };
  const std::vector<Case> cases{
      {"nothing", {1, "a", "", "", "", here}, {2, "zwaluw", "", "", "", near}, {}},
      {"all at once",
       {1, "maker", "0207521503", "https://maker.example", "an@maker.example", here},
       {2, "makes", "0207521503", "https://www.maker.example/nl", "jo@maker.example", near},
       {{Likeness::same_number, "0207521503", 0, 0},
        {Likeness::same_domain, "maker.example", 0, 0},
        {Likeness::near_and_named_alike, "", 11, 1}}},
      {"the mailbox says its domain",
       {1, "a", "", "", "An@Maker.example", {}},
       {2, "b", "", "", "an@maker.example", {}},
       {{Likeness::same_email, "an@maker.example", 0, 0}}},
      {"the mailbox of a provider, and a domain beside it",
       {1, "a", "", "a.example", "an@gmail.com", {}},
       {2, "b", "", "a.example", "an@gmail.com", {}},
       {{Likeness::same_email, "an@gmail.com", 0, 0}, {Likeness::same_domain, "a.example", 0, 0}}},
      {"the same name, next door",
       {1, "maker", "", "", "", here},
       {2, "maker", "", "", "", here},
       {{Likeness::near_and_named_alike, "", 0, 0}}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    CHECK(reasons_alike(one.a, one.b) == one.expected);
    CHECK(reasons_alike(one.b, one.a) == one.expected);
  }
}

TEST_CASE("the thresholds are 100 metres and 30 percent, both included") {
  // One degree of latitude is 111.19 km here.
  const auto at = [](double metres) { return Point{4.7, 50.8 + metres / 111'194.9}; };
  const auto pair = [&](double metres, const char* other) {
    return likeness({1, "abcdefghij", "", "", "", at(0)}, {2, other, "", "", "", at(metres)}).has_value();
  };
  CHECK(pair(99.9, "abcdefgxyz"));
  CHECK_FALSE(pair(100.2, "abcdefghij"));
  CHECK_FALSE(pair(10, "abcdefwxyz"));
}

TEST_CASE("pairs are told once, strongest first") {
  DuplicateGuard guard;
  guard.add({3, "c", "0207521503", "b.example", "", {}});
  guard.add({1, "a", "0207521503", "", "", {}});
  guard.add({2, "b", "", "b.example", "", {}});
  guard.add({4, "d", "", "", "", {}});
  const auto pairs = guard.pairs(100);
  REQUIRE(pairs.size() == 2);
  CHECK(std::pair{pairs[0].low, pairs[0].high} == std::pair<std::int64_t, std::int64_t>{1, 3});
  CHECK(std::pair{pairs[1].low, pairs[1].high} == std::pair<std::int64_t, std::int64_t>{2, 3});
  CHECK(guard.pairs(0).empty());
}
