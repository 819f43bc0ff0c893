#include "accounts/sign_in_limit.h"

#include <algorithm>

namespace kringwerk::accounts {

std::optional<Instant> wait_until(const RecentFailures& recent, Instant now) {
  using std::chrono::milliseconds;
  if (recent.device == Device::strange && (recent.account >= kMostForAccount || recent.address >= kMostFromAddress)) {
    return now + kLongestWait;
  }
  if (recent.account_from_here < kFreeFailures || !recent.last_from_here) return std::nullopt;
  constexpr int kMostDoublings = 5;  // 30 s · 2⁵ is more than the longest wait
  const int doublings = std::min(recent.account_from_here - kFreeFailures, kMostDoublings);
  const milliseconds wait = std::min<milliseconds>(kFirstWait * (1 << doublings), kLongestWait);
  const Instant until = *recent.last_from_here + wait;
  if (until <= now) return std::nullopt;
  return until;
}

Violations check_sign_in_limit(const RecentFailures& recent, Instant now) {
  const auto until = wait_until(recent, now);
  if (!until) return {};
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(*until - now).count();
  return {{"accounts.too_many_attempts", "", {{"minutes", std::int64_t{minutes}}}}};
}

}  // namespace kringwerk::accounts
