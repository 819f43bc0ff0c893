#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "digests/io/find_news.h"

namespace kringwerk::digests {

struct DigestPace {
  std::chrono::milliseconds pause{std::chrono::seconds{5}};    ///< between two looks at whether anything changed
  std::chrono::milliseconds settle{std::chrono::minutes{15}};  ///< that a match waits for others before a mail goes
};

/// Keeps the index of matches fresh, looks for news and sends digests, in a thread of its own. What is found and what
/// waits stands in the store: a process that ends loses nothing, several do nothing twice. `report` hears of every
/// failure, in that thread, and must not throw. `parts` and what they refer to outlive it.
class DigestWorker {
 public:
  using Report = std::function<void(const std::string& what)>;
  DigestWorker(const site::Services& services, std::shared_ptr<matchmaking::LiveEconomy> live, DigestPace pace,
               Report report);
  ~DigestWorker();  ///< finishes the look under way

 private:
  struct Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace kringwerk::digests
