#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

/// Codes of authenticator apps: RFC 6238 with the values all apps know (SHA-1, 6 digits, 30 seconds), by liboath.
namespace kringwerk::accounts {

/// 20 random bytes.
std::string make_totp_secret();
/// Base32 in groups of four, for typing it over.
std::string typed_totp_secret(const std::string& secret);
/// otpauth://totp/…, what a QR code for apps holds.
std::string totp_address(const std::string& secret, std::string_view account);
/// The step of 30 seconds whose code this is: the one of `now`, the one before or the one after it. A caller accepts a
/// step once and never an earlier one again.
std::optional<std::int64_t> step_of_code(const std::string& secret, std::string_view code, Instant now);
/// The code of a step.
std::string totp_code(const std::string& secret, std::int64_t step);

}  // namespace kringwerk::accounts
