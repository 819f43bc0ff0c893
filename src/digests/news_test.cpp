#include "digests/news.h"

#include <doctest/doctest.h>

namespace kringwerk::digests {

TEST_CASE("what appeared or became clearly better is news, what went is not") {
  const Matches known{{1, 10'000}, {2, 10'000}, {3, 10'000}, {4, 1'000}};
  const Matches now{{1, 10'999}, {2, 11'000}, {4, 1'400}, {5, 1}};
  CHECK(news_between(known, now) == std::vector<News>{{2, NewsKind::better}, {5, NewsKind::appeared}});
  CHECK(news_between(known, known).empty());
}

TEST_CASE("a match that goes and comes back is told once") {
  const Matches known = known_after({{1, 10'000}}, {});
  CHECK(news_between(known, {{1, 10'000}}).empty());
  CHECK(known_after({{1, 10'000}}, {{1, 20'000}}).at(1) == 20'000);
  CHECK(known_after({{1, 10'000}}, {{1, 5'000}}).at(1) == 10'000);
}

TEST_CASE("small rises add up until they are worth a line") {
  Matches known{{1, 10'000}};
  known = known_after(known, {{1, 10'600}});
  CHECK(news_between(known, {{1, 11'200}}) == std::vector<News>{{1, NewsKind::better}});
}

TEST_CASE("what is known stays bounded, and what is there now stays known") {
  Matches known;
  for (std::int64_t i = 0; i < 80; ++i) known[i] = 1000 + i;
  const Matches after = known_after(known, {{0, 1}, {200, 5}});
  CHECK(after.size() == kMostKnown);
  CHECK(after.contains(0));
  CHECK(after.contains(200));
  CHECK(after.contains(79));
  CHECK_FALSE(after.contains(1));
}

TEST_CASE("matches as text and back") {
  const Matches matches{{-5, 7}, {9'000'000'000'000, 0}};
  CHECK(text_of(matches) == "-5:7;9000000000000:0");
  CHECK(parse_matches(text_of(matches)) == matches);
  CHECK(parse_matches("").empty());
  CHECK(parse_matches("1:2;x;3:;4:5").size() == 2);
}

TEST_CASE("a mail waits for the matches to settle and for its day or week") {
  using std::chrono::hours;
  using std::chrono::minutes;
  const Instant now = instant_from_ms(1'795'255'445'000);
  const auto due = [&](Rhythm rhythm, std::optional<hours> sent_ago, minutes waited) {
    Waiting waiting{rhythm, std::nullopt, now - waited};
    if (sent_ago) waiting.last_sent = now - *sent_ago;
    return is_due(waiting, minutes{15}, now);
  };
  CHECK(due(Rhythm::daily, std::nullopt, minutes{15}));
  CHECK_FALSE(due(Rhythm::daily, std::nullopt, minutes{14}));
  CHECK_FALSE(due(Rhythm::daily, hours{23}, minutes{60}));
  CHECK(due(Rhythm::daily, hours{24}, minutes{60}));
  CHECK_FALSE(due(Rhythm::weekly, hours{24 * 6}, minutes{60}));
  CHECK(due(Rhythm::weekly, hours{24 * 7}, minutes{60}));
  CHECK_FALSE(due(Rhythm::never, std::nullopt, minutes{60}));
}

}  // namespace kringwerk::digests
