#pragma once

#include <chrono>
#include <memory>

#include "digests/io/find_news.h"
#include "site/regular_work.h"

namespace kringwerk::digests {

struct DigestPace {
  std::chrono::milliseconds pause{std::chrono::seconds{5}};    ///< between two looks at whether anything changed
  std::chrono::milliseconds settle{std::chrono::minutes{15}};  ///< that a match waits for others before a mail goes
};

/// Keeps the index of matches fresh, looks for news and sends digests, in a thread of its own. What is found and what
/// waits stands in the store: a process that ends loses nothing, several do nothing twice. `report` hears of every
/// failure, in that thread, and must not throw. `services` outlive it. Ending it lets the look under way finish.
class DigestWorker {
 public:
  DigestWorker(const site::Services& services, std::shared_ptr<matchmaking::LiveEconomy> live, DigestPace pace,
               site::RegularWork::Report report);

 private:
  void look();

  const site::Services& services_;
  const std::shared_ptr<matchmaking::LiveEconomy> live_;
  const DigestPace pace_;
  std::int64_t seen_version_ = -1;
  int looks_ = 0;
  site::RegularWork work_;  // last: it uses all of the above
};

}  // namespace kringwerk::digests
