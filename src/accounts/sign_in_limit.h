#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"
#include "base/violation.h"

/// Guessing passwords must be slow, and an attack on somebody's account must not keep that person out.
namespace kringwerk::accounts {

/// Failures kept for counting: this long.
inline constexpr std::chrono::hours kFailuresCountFor{1};
/// From this many on, one account from one place waits after each further failure: 30 s, then twice as long each time.
inline constexpr int kFreeFailures = 5;
inline constexpr std::chrono::seconds kFirstWait{30};
inline constexpr std::chrono::minutes kLongestWait{15};
/// In an hour, from all places together (NIST SP 800-63B-4 §3.2.2), and from one address for all accounts together.
inline constexpr int kMostForAccount = 100;
inline constexpr int kMostFromAddress = 50;

enum class Device { strange, known };

/// Failures and attempts under way of the last hour. A place is a known device, or else a network address.
struct RecentFailures {
  int account_from_here = 0;
  std::optional<Instant> last_from_here;
  int account = 0;
  int address = 0;
  Device device = Device::strange;
};

/// Until when nobody looks at a password; nullopt: now. The same whether the account exists.
std::optional<Instant> wait_until(const RecentFailures& recent, Instant now);

/// The rule accounts.too_many_attempts {minutes} (rounded up), or nothing.
Violations check_sign_in_limit(const RecentFailures& recent, Instant now);

}  // namespace kringwerk::accounts
