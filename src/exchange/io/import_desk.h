#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "exchange/import_batch.h"
#include "exchange/io/import_run.h"

namespace kringwerk::exchange {

/// How far an import is that was ordered in this process.
struct ImportStanding {
  bool has_failed = false;  ///< nothing was brought in; it may be ordered again
  ImportProgress progress;
};

/// Brings in batches one after the other in a thread of its own, so that no page waits for a long table and a busy
/// store is asked again. An order lives in this process only: a batch that is not brought in is still prepared in the
/// store, with everything that was decided, and each is brought in by one transaction that looks at its state.
/// Thread rule: any thread.
class ImportDesk {
 public:
  /// One transaction. What it throws fails the order, but for a store that is busy or away: then it is done again.
  using Work = std::function<void(const ProgressTeller& tell)>;
  using Report =
      std::function<void(const std::string& what)>;  ///< hears of faults in the desk's thread; must not throw
  explicit ImportDesk(Report report, std::chrono::milliseconds pause = std::chrono::seconds{1});
  ImportDesk(const ImportDesk&) = delete;
  ~ImportDesk();  ///< leaves what is under way at its next word of progress: its transaction is rolled back

  /// Nothing when the batch was ordered already and is not through.
  void order(BatchId batch, Work work);
  /// nullopt: not ordered here, or through.
  std::optional<ImportStanding> standing(BatchId batch) const;
  /// Until the batch is through or has failed, at most `patience`.
  void wait_for(BatchId batch, std::chrono::milliseconds patience) const;

 private:
  struct Order {
    BatchId batch;
    Work work;
  };
  void run();
  void work_on(const Order& order);
  bool again_later();

  const Report report_;
  const std::chrono::milliseconds pause_;
  mutable std::mutex mutex_;
  mutable std::condition_variable news_;
  std::deque<Order> orders_;
  std::map<BatchId, ImportStanding> standings_;
  bool stops_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace kringwerk::exchange
