#include "accounts/sign_in_limit.h"

#include <doctest/doctest.h>

using namespace kringwerk;
using namespace kringwerk::accounts;

namespace {

const Instant kNow = instant_from_ms(1'795'255'445'000);

/// Seconds to wait; 0 = none.
std::int64_t wait(const RecentFailures& recent) {
  const auto until = wait_until(recent, kNow);
  return until ? std::chrono::duration_cast<std::chrono::seconds>(*until - kNow).count() : 0;
}

}  // namespace

TEST_CASE("from the fifth failure on each one costs twice as much, up to a quarter of an hour") {
  const std::vector<std::pair<int, std::int64_t>> rows{{0, 0},   {4, 0},   {5, 30},   {6, 60},   {7, 120},
                                                       {8, 240}, {9, 480}, {10, 900}, {99, 900}, {5000, 900}};
  for (const auto& [failures, seconds] : rows) {
    CAPTURE(failures);
    CHECK(wait({failures, kNow, failures, failures, Device::known}) == seconds);
  }
  CHECK(wait({6, kNow - std::chrono::seconds{45}, 6, 6, Device::strange}) == 15);
  CHECK(wait({6, kNow - std::chrono::seconds{60}, 6, 6, Device::strange}) == 0);
}

TEST_CASE("an attack on an account from everywhere keeps strangers out and not the person's own device") {
  CHECK(wait({0, {}, 99, 0, Device::strange}) == 0);
  CHECK(wait({0, {}, 100, 0, Device::strange}) == 900);
  CHECK(wait({0, {}, 100'000, 0, Device::known}) == 0);
  CHECK(wait({0, {}, 0, 49, Device::strange}) == 0);
  CHECK(wait({0, {}, 0, 50, Device::strange}) == 900);
  CHECK(wait({0, {}, 0, 50, Device::known}) == 0);
}

TEST_CASE("the finding says how many minutes, rounded up") {
  CHECK(check_sign_in_limit({4, kNow, 4, 4, Device::strange}, kNow).empty());
  const Violations found = check_sign_in_limit({7, kNow, 7, 7, Device::strange}, kNow);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == Violation{"accounts.too_many_attempts", "", {{"minutes", std::int64_t{2}}}});
  CHECK(check_sign_in_limit({5, kNow, 5, 5, Device::strange}, kNow).at(0).facts.at(0).value ==
        decltype(Fact::value){std::int64_t{1}});
}
