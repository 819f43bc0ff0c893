#include <doctest/doctest.h>

#include "freshness/contact_answer.h"
#include "freshness/letter.h"

using namespace kringwerk;
using namespace kringwerk::freshness;
using materials::Stream;
using materials::StreamState;

namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);
const Day kToday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{21}};

Instant days_ago(int days) {
  return kNow - std::chrono::days{days};
}

Notice mailed(int first, int last, int mails) {
  return {days_ago(first), days_ago(last), mails};
}

Stream open_stream() {
  Stream stream;
  stream.state = StreamState::open;
  stream.amount = {2000, materials::AmountUnit::t, {}, materials::AmountQuality::weighed, materials::Rhythm::month};
  stream.confirmed_at = days_ago(40);
  stream.version = 3;
  return stream;
}

template <class T>
const Violations& found_in(const Result<T>& result) {
  return std::get<Invalid>(result.error()).violations;
}

}  // namespace

TEST_CASE("a first mail, one reminder after a week, then nothing") {
  CHECK(ask_for(std::nullopt, kNow) == Ask::first);
  CHECK(ask_for(mailed(0, 0, 1), kNow) == Ask::nothing);
  CHECK(ask_for(mailed(6, 6, 1), kNow) == Ask::nothing);
  CHECK(ask_for(mailed(7, 7, 1), kNow) == Ask::reminder);
  CHECK(ask_for(mailed(30, 23, 2), kNow) == Ask::nothing);
}

TEST_CASE("once a week at most") {
  CHECK(may_mail(std::nullopt, kNow));
  CHECK(may_mail(days_ago(7), kNow));
  CHECK_FALSE(may_mail(days_ago(7) + std::chrono::milliseconds{1}, kNow));
}

TEST_CASE("the hub's turn: two weeks without an answer, or nobody to ask") {
  CHECK_FALSE(is_escalated(Reach::mail, std::nullopt, kNow));
  CHECK_FALSE(is_escalated(Reach::mail, mailed(13, 6, 2), kNow));
  CHECK(is_escalated(Reach::mail, mailed(14, 7, 2), kNow));
  for (const Reach reach : {Reach::no_address, Reach::unwilling, Reach::bouncing}) {
    CHECK(is_escalated(reach, std::nullopt, kNow));
  }
}

TEST_CASE("one next step for each record") {
  struct Row {
    Standing standing;
    NextStep step;
  };
  for (const Row& row : {Row{{Reach::mail, {}, {}, false}, NextStep::mail},
                         Row{{Reach::mail, mailed(3, 3, 1), days_ago(3), false}, NextStep::wait},
                         Row{{Reach::mail, {}, days_ago(3), false}, NextStep::wait},
                         Row{{Reach::mail, mailed(8, 8, 1), days_ago(8), false}, NextStep::mail},
                         Row{{Reach::mail, mailed(20, 13, 2), days_ago(13), false}, NextStep::confirm},
                         Row{{Reach::no_address, {}, {}, false}, NextStep::confirm},
                         Row{{Reach::unwilling, {}, days_ago(1), false}, NextStep::confirm},
                         Row{{Reach::bouncing, mailed(1, 1, 1), days_ago(1), false}, NextStep::correct_address},
                         Row{{Reach::bouncing, {}, {}, true}, NextStep::read_note}}) {
    CHECK(next_step(row.standing, kNow) == row.step);
  }
}

TEST_CASE("a confirmation sets the clock back and changes nothing else") {
  const auto confirmed = confirm_stream(open_stream(), kNow);
  REQUIRE(confirmed);
  CHECK(confirmed->confirmed_at == kNow);
  CHECK(confirmed->version == 4);
  CHECK(confirmed->amount.quality == materials::AmountQuality::weighed);
  for (const StreamState state : {StreamState::draft, StreamState::closed, StreamState::expired}) {
    Stream stream = open_stream();
    stream.state = state;
    CHECK(std::holds_alternative<Conflict>(confirm_stream(stream, kNow).error()));
    CHECK(std::holds_alternative<Conflict>(end_stream(stream).error()));
  }
}

TEST_CASE("a changed figure is declared; the same figure stays weighed") {
  const auto less = change_stream(open_stream(), {1500, materials::Rhythm::month, {}}, kToday, kNow);
  REQUIRE(less);
  CHECK(less->amount.thousandths == 1500);
  CHECK(less->amount.quality == materials::AmountQuality::declared);
  CHECK(less->confirmed_at == kNow);
  const auto same = change_stream(open_stream(), {2000, materials::Rhythm::week, kToday}, kToday, kNow);
  REQUIRE(same);
  CHECK(same->amount.quality == materials::AmountQuality::weighed);
  CHECK(same->amount.rhythm == materials::Rhythm::week);
  CHECK(same->available.to == kToday);
  const auto unknown = change_stream(open_stream(), {{}, materials::Rhythm::month, {}}, kToday, kNow);
  CHECK(unknown->amount.quality == materials::AmountQuality::unknown);
}

TEST_CASE("all that is wrong with a change is told at once") {
  const auto wrong = change_stream(open_stream(), {0, materials::Rhythm::month, plus_days(kToday, -1)}, kToday, kNow);
  REQUIRE_FALSE(wrong);
  REQUIRE(found_in(wrong).size() == 2);
  CHECK(found_in(wrong)[0].rule == "materials.amount_not_positive");
  CHECK(found_in(wrong)[1].rule == "freshness.day_past");
  Stream later = open_stream();
  later.available.from = plus_days(kToday, 10);
  const auto reversed = change_stream(later, {2000, materials::Rhythm::month, plus_days(kToday, 5)}, kToday, kNow);
  CHECK(found_in(reversed)[0].rule == "materials.period_reversed");
}

TEST_CASE("what is no more is closed and keeps its last confirmation") {
  const auto ended = end_stream(open_stream());
  REQUIRE(ended);
  CHECK(ended->state == StreamState::closed);
  CHECK(ended->confirmed_at == days_ago(40));
}
