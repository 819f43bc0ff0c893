#include "exchange/io/import_desk.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <stdexcept>

#include "storage/connection.h"

namespace kringwerk::exchange {
namespace {

using namespace std::chrono_literals;

constexpr BatchId kBatch{7};
constexpr std::chrono::milliseconds kLong = 60s;

TEST_CASE("a batch is under way until it is through, and says how far it is") {
  std::promise<void> told;
  std::promise<void> go_on;
  ImportDesk desk([](const std::string&) {});
  CHECK_FALSE(desk.standing(kBatch));
  desk.order(kBatch, [&](const ProgressTeller& tell) {
    tell({20, 50});
    told.set_value();
    go_on.get_future().wait();
  });
  told.get_future().wait();
  REQUIRE(desk.standing(kBatch));
  CHECK(desk.standing(kBatch)->progress.done == 20);
  CHECK(desk.standing(kBatch)->progress.of == 50);
  std::atomic<bool> is_twice{false};
  desk.order(kBatch, [&](const ProgressTeller&) { is_twice = true; });
  go_on.set_value();
  desk.wait_for(kBatch, kLong);
  CHECK_FALSE(desk.standing(kBatch));
  CHECK_FALSE(is_twice);
}

TEST_CASE("a store that is busy is asked again; any other fault fails the order, which may come once more") {
  std::atomic<int> faults{0};
  std::atomic<int> tries{0};
  ImportDesk desk([&](const std::string&) { ++faults; }, 1ms);
  desk.order(kBatch, [&](const ProgressTeller&) {
    if (++tries < 3) throw storage::Error(storage::ErrorKind::busy, "busy");
  });
  desk.wait_for(kBatch, kLong);
  CHECK_FALSE(desk.standing(kBatch));
  CHECK(tries == 3);
  CHECK(faults == 2);
  desk.order(kBatch, [](const ProgressTeller&) { throw std::runtime_error("broken"); });
  desk.wait_for(kBatch, kLong);
  REQUIRE(desk.standing(kBatch));
  CHECK(desk.standing(kBatch)->has_failed);
  desk.order(kBatch, [](const ProgressTeller&) {});
  desk.wait_for(kBatch, kLong);
  CHECK_FALSE(desk.standing(kBatch));
}

TEST_CASE("a desk that closes leaves what is under way, and what waits") {
  std::atomic<bool> is_rolled_back{false};
  std::atomic<bool> is_begun{false};
  {
    ImportDesk desk([](const std::string&) {});
    std::promise<void> begun;
    desk.order(kBatch, [&](const ProgressTeller& tell) {
      begun.set_value();
      try {
        for (;;) tell({1, 2});
      } catch (const std::exception&) {
        is_rolled_back = true;
        throw;
      }
    });
    desk.order(BatchId{8}, [&](const ProgressTeller&) { is_begun = true; });
    begun.get_future().wait();
  }
  CHECK(is_rolled_back);
  CHECK_FALSE(is_begun);
}

}  // namespace
}  // namespace kringwerk::exchange
