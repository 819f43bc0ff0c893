#include "clocks/clock.h"

#include <doctest/doctest.h>

using namespace kringwerk;
using namespace kringwerk::clocks;

namespace {

const Day kToday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};

Freshness at_age(RecordType type, int days) {
  return freshness_of(kShippedClocks.of(type), plus_days(kToday, -days), kToday);
}

}  // namespace

TEST_CASE("a record goes from fresh to due, stale and hidden on exact days") {
  struct Row {
    RecordType type;
    int due, stale, hidden;
  };
  for (const Row& row : {Row{RecordType::offer, 23, 30, 44}, Row{RecordType::need, 76, 90, 120},
                         Row{RecordType::capability, 166, 180, 210}}) {
    CAPTURE(key_of(row.type));
    CHECK(at_age(row.type, 0) == Freshness::fresh);
    CHECK(at_age(row.type, row.due - 1) == Freshness::fresh);
    CHECK(at_age(row.type, row.due) == Freshness::due);
    CHECK(at_age(row.type, row.stale - 1) == Freshness::due);
    CHECK(at_age(row.type, row.stale) == Freshness::stale);
    CHECK(at_age(row.type, row.hidden - 1) == Freshness::stale);
    CHECK(at_age(row.type, row.hidden) == Freshness::hidden);
    CHECK(at_age(row.type, 20'000) == Freshness::hidden);
  }
}

TEST_CASE("an organisation becomes stale and is never hidden") {
  CHECK(at_age(RecordType::organisation, 334) == Freshness::fresh);
  CHECK(at_age(RecordType::organisation, 335) == Freshness::due);
  CHECK(at_age(RecordType::organisation, 365) == Freshness::stale);
  CHECK(at_age(RecordType::organisation, 20'000) == Freshness::stale);
  CHECK(!last_confirmation(kShippedClocks.of(RecordType::organisation), Freshness::hidden, kToday));
}

TEST_CASE("a confirmation in the future counts as one of today") {
  CHECK(at_age(RecordType::offer, -400) == Freshness::fresh);
  CHECK(days_left(kShippedClocks.of(RecordType::offer), plus_days(kToday, 400), kToday) == 30);
}

TEST_CASE("the last day of confirmation agrees with the state on every day of two years") {
  for (const Clock& clock : kShippedClocks.all) {
    for (const Freshness state : {Freshness::due, Freshness::stale, Freshness::hidden}) {
      const auto last = last_confirmation(clock, state, kToday);
      for (int age = 0; age < 730; ++age) {
        const Day confirmed = plus_days(kToday, -age);
        CHECK((last && confirmed <= *last) == (freshness_of(clock, confirmed, kToday) >= state));
      }
    }
  }
}

TEST_CASE("days left run out on the day the record is stale") {
  const Clock& clock = kShippedClocks.of(RecordType::offer);
  CHECK(days_left(clock, kToday, kToday) == 30);
  CHECK(days_left(clock, plus_days(kToday, -29), kToday) == 1);
  CHECK(days_left(clock, plus_days(kToday, -30), kToday) == 0);
  CHECK(days_left(clock, plus_days(kToday, -300), kToday) == 0);
}

TEST_CASE("a clock has bounds") {
  CHECK(check_clock({30, 7, 14}).empty());
  CHECK(check_clock({7, 1, 0}).empty());
  CHECK(check_clock({1095, 1094, std::nullopt}).empty());
  CHECK(check_clock({6, 1, 0}).front().rule == "clocks.days_out_of_range");
  CHECK(check_clock({1096, 1, 0}).front().rule == "clocks.days_out_of_range");
  CHECK(check_clock({30, 0, 0}).front().rule == "clocks.notice_out_of_range");
  CHECK(check_clock({30, 30, 0}).front().rule == "clocks.notice_out_of_range");
  CHECK(check_clock({30, 7, 366}).front().rule == "clocks.grace_out_of_range");
  CHECK(check_clock({6, 0, -1}).size() == 3);
}

TEST_CASE("keys of record types read back") {
  for (const auto key : kRecordTypeKeys) CHECK(key_of(*parse_record_type(key)) == key);
  CHECK(!parse_record_type("hub"));
}
