#include "rooms/io/code_gate.h"

namespace kringwerk::rooms {

void CodeGate::forget_old(Instant now) {
  for (auto at = wrong_.begin(); at != wrong_.end();) {
    while (!at->second.empty() && at->second.front() <= now - kWindow) at->second.pop_front();
    at = at->second.empty() ? wrong_.erase(at) : std::next(at);
  }
}

bool CodeGate::lets_in(const std::string& address, Instant now) {
  const std::scoped_lock lock(guard_);
  forget_old(now);
  const auto found = wrong_.find(address);
  return found == wrong_.end() || found->second.size() < kMostWrong;
}

void CodeGate::count_wrong(const std::string& address, Instant now) {
  const std::scoped_lock lock(guard_);
  auto& times = wrong_[address];
  if (times.size() < kMostWrong) times.push_back(now);
}

}  // namespace kringwerk::rooms
