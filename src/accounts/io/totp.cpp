#include "accounts/io/totp.h"

#include <liboath/oath.h>
#include <sodium.h>

#include <array>
#include <cstdlib>
#include <memory>

#include "base/ensure.h"
#include "web/request_target.h"

namespace kringwerk::accounts {

namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr unsigned kDigits = 6;
constexpr std::int64_t kStepSeconds = 30;

std::string base32(const std::string& secret) {
  char* text = nullptr;
  std::size_t size = 0;
  ensure(oath_base32_encode(secret.data(), secret.size(), &text, &size) == OATH_OK, "liboath writes base32");
  const std::unique_ptr<char, decltype(&std::free)> owner(text, &std::free);
  return {text, size};
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::string make_totp_secret() {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::string secret(kSecretBytes, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::string typed_totp_secret(const std::string& secret) {
  constexpr std::size_t kGroup = 4;
  const std::string letters = base32(secret);
  std::string text;
  for (std::size_t at = 0; at < letters.size(); at += kGroup) {
    text += (at == 0 ? "" : " ") + letters.substr(at, kGroup);
  }
  return text;
}

std::string totp_address(const std::string& secret, std::string_view account) {
  return "otpauth://totp/Kringwerk:" + web::percent_encoded(account) + "?secret=" + base32(secret) +
         "&issuer=Kringwerk";
}

std::string totp_code(const std::string& secret, std::int64_t step) {
  std::array<char, kDigits + 1> code{};
  const int failed = oath_hotp_generate(secret.data(), secret.size(), static_cast<std::uint64_t>(step), kDigits, false,
                                        OATH_HOTP_DYNAMIC_TRUNCATION, code.data());
  ensure(failed == OATH_OK, "liboath makes codes");
  return code.data();
}

std::optional<std::int64_t> step_of_code(const std::string& secret, std::string_view code, Instant now) {
  const std::int64_t current = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / kStepSeconds;
  for (const std::int64_t step : {current, current - 1, current + 1}) {
    if (same(totp_code(secret, step), code)) return step;
  }
  return std::nullopt;
}

}  // namespace kringwerk::accounts
