#include "site/regular_work.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <optional>
#include <stdexcept>

using namespace kringwerk::site;
using namespace std::chrono_literals;

namespace {

/// Waits for what another thread does; longer than any machine needs, so that a failure ends too.
template <class Condition>
bool comes_true(Condition condition) {
  for (int i = 0; i < 1000 && !condition(); ++i) std::this_thread::sleep_for(10ms);
  return condition();
}

}  // namespace

TEST_CASE("regular work is done at once and again after each pause") {
  std::atomic<int> times = 0;
  const RegularWork work(
      1ms, [&] { ++times; }, [](const std::string&) {});
  CHECK(comes_true([&] { return times >= 3; }));
}

TEST_CASE("what regular work throws is reported, and the work is done again") {
  std::atomic<int> times = 0;
  std::vector<std::string> reported;  // of the work's thread until it ended
  {
    const RegularWork work(
        1ms,
        [&] {
          if (++times <= 2) throw std::runtime_error("away " + std::to_string(times));
        },
        [&](const std::string& what) { reported.push_back(what); });
    CHECK(comes_true([&] { return times >= 4; }));
  }
  CHECK(reported == std::vector<std::string>{"away 1", "away 2"});
}

TEST_CASE("an end wakes regular work from its pause; the first time waits for it when so asked") {
  std::atomic<int> at_once = 0;
  std::atomic<int> later = 0;
  {
    const auto nobody = [](const std::string&) {};
    const RegularWork first(
        24h, [&] { ++at_once; }, nobody);
    const RegularWork second(
        24h, [&] { ++later; }, nobody, FirstTime::after_the_pause);
    CHECK(comes_true([&] { return at_once == 1; }));
  }
  CHECK(at_once == 1);
  CHECK(later == 0);
  const RegularWork soon(
      1ms, [&] { ++later; }, [](const std::string&) {}, FirstTime::after_the_pause);
  CHECK(comes_true([&] { return later >= 2; }));
}

TEST_CASE("an end lets the work under way finish") {
  std::promise<void> begun;
  std::atomic<bool> ended = false;
  {
    std::optional<RegularWork> work;
    work.emplace(
        24h,
        [&] {
          begun.set_value();
          std::this_thread::sleep_for(50ms);
          ended = true;
        },
        [](const std::string&) {});
    begun.get_future().wait();
  }
  CHECK(ended);
}
