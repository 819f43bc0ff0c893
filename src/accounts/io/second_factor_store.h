#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/role.h"
#include "base/time.h"
#include "site/services.h"
#include "storage/connection.h"

/// The second factor of a person: an app that makes codes, and ten recovery codes for when it is lost.
namespace kringwerk::accounts {

inline constexpr int kRecoveryCodes = 10;

enum class ShownFactor { none, app_code, recovery_code };
/// Whether `typed` (spaces and hyphens do not matter) is a code of the person's app that was not used before, or an
/// unused recovery code; either is used up by it.
ShownFactor show_second_factor(const site::Services& services, storage::Connection& transaction,
                               access::PersonId person, std::string_view typed, Instant now);

/// Sets up the app with `secret`, the first time or anew; `used_step` is the step of the code that proved it.
void save_second_factor(const site::Services& services, storage::Connection& transaction, access::PersonId person,
                        const std::string& secret, std::int64_t used_step);

/// Ten new codes of 80 random bits, for showing once; those before them no longer hold.
std::vector<std::string> make_recovery_codes(storage::Connection& transaction, access::PersonId person);
int count_recovery_codes(storage::Connection& connection, access::PersonId person);
std::optional<Instant> second_factor_set_at(storage::Connection& connection, access::PersonId person);

}  // namespace kringwerk::accounts
