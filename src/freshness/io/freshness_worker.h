#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "site/services.h"

namespace kringwerk::freshness {

/// Writes the mails that records ask for, in a thread of its own: at its start, then every `pause`. What was sent
/// stands in the store: a process that ends loses nothing, several send nothing twice. `before_each` runs first,
/// `report` hears of every failure; both in that thread, and `report` must not throw. `services` outlive it.
class FreshnessWorker {
 public:
  using Report = std::function<void(const std::string& what)>;
  FreshnessWorker(const site::Services& services, std::chrono::milliseconds pause, std::function<void()> before_each,
                  Report report);
  ~FreshnessWorker();  ///< finishes the look under way

 private:
  struct Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace kringwerk::freshness
