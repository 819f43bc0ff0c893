#pragma once

#include <string>

#include "access/role.h"
#include "accounts/sign_in_limit.h"
#include "storage/connection.h"

/// Attempts to sign in, kept as hashes for an hour, and the devices in which somebody signed in before.
namespace kringwerk::accounts {

/// Who tries to come in, and from where. `device`: hash of the token in the cookie, when it is known to belong to this
/// account; empty for a stranger.
struct AttemptFrom {
  std::string email;  ///< as account_key writes it
  std::string remote_address;
  std::string device;
};

RecentFailures load_recent_failures(storage::Connection& connection, const AttemptFrom& from, Instant now);

struct AttemptTag;
using AttemptId = Id<AttemptTag>;
/// Before the password is looked at, so that attempts under way count for each other.
void save_attempt(storage::Connection& transaction, AttemptId attempt, const AttemptFrom& from, Instant now);
/// The attempt was right so far: it does not count. Those before it do, or who has the password could guess codes for
/// ever.
void withdraw_attempt(storage::Connection& transaction, AttemptId attempt);
/// The person is in: neither this attempt counts nor those before it from the same place.
void forgive_attempts(storage::Connection& transaction, AttemptId attempt, const AttemptFrom& from);

/// How long a device stays known after it was last used to sign in.
inline constexpr std::chrono::days kDeviceStaysKnown{180};
bool is_known_device(storage::Connection& connection, const std::string& device_hash, access::PersonId person,
                     Instant now);
void remember_device(storage::Connection& transaction, const std::string& device_hash, access::PersonId person,
                     Instant now);
/// After a change of the password: whoever knew the old one may have left a device behind.
void forget_devices(storage::Connection& transaction, access::PersonId person);

}  // namespace kringwerk::accounts
