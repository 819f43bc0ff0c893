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
