#include "accounts/io/attempt_gate.h"

#include "access/io/secrets.h"
#include "access/secret.h"

namespace kringwerk::accounts {

using storage::Connection;

Gate look_at_gate(Connection& connection, const Browser& browser, std::optional<Account> account,
                  const std::string& email, Instant now) {
  Gate known{std::move(account), {email, browser.remote_address, ""}, {}};
  if (known.account && access::looks_like_secret(browser.device_token)) {
    const std::string device = access::hash_of_secret(browser.device_token);
    if (is_known_device(connection, device, known.account->id, now)) known.from.device = device;
  }
  known.limits = check_sign_in_limit(load_recent_failures(connection, known.from, now), now);
  return known;
}

Result<AttemptId> count_attempt(const AccountSite& site, const AttemptFrom& from) {
  const Instant now = site.services.now();
  return site.services.database.write([&](Connection& transaction) -> Result<AttemptId> {
    Violations limits = check_sign_in_limit(load_recent_failures(transaction, from, now), now);
    if (!limits.empty()) return Invalid{std::move(limits)};
    const auto attempt = site.services.make_id<AttemptTag>();
    save_attempt(transaction, attempt, from, now);
    return attempt;
  });
}

PasswordHasher::Lane lane_of(const AttemptFrom& from) {
  return from.device.empty() ? PasswordHasher::Lane::stranger : PasswordHasher::Lane::known;
}

}  // namespace kringwerk::accounts
