#include "web/csrf.h"

#include <sodium.h>

#include <array>
#include <span>
#include <utility>

#include "base/ensure.h"
#include "web/cookies.h"

namespace kringwerk::web {
namespace {

constexpr std::string_view kCookie = "csrf";
constexpr std::size_t kNameBytes = 18;
constexpr std::size_t kMacBytes = crypto_auth_hmacsha256_BYTES;
using Bytes = std::array<unsigned char, kMacBytes>;

std::string text_of(std::span<const unsigned char> bytes) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // the terminating NUL
  return text;
}

std::string random_name() {
  std::array<unsigned char, kNameBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return text_of(bytes);
}

bool is_name(std::string_view text) {
  std::array<unsigned char, kNameBytes> bytes{};
  std::size_t length = 0;
  return sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr,
                           sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
         length == bytes.size();
}

Bytes mac_of(const std::string& key, std::string_view name) {
  Bytes mac{};
  crypto_auth_hmacsha256(mac.data(), reinterpret_cast<const unsigned char*>(name.data()), name.size(),
                         reinterpret_cast<const unsigned char*>(key.data()));
  return mac;
}

/// A fresh mask for every page, so that the compressed size of pages tells nothing about the token (BREACH).
std::string masked(const Bytes& mac) {
  std::array<unsigned char, 2 * kMacBytes> bytes{};
  randombytes_buf(bytes.data(), kMacBytes);
  for (std::size_t i = 0; i < kMacBytes; ++i) bytes[kMacBytes + i] = mac[i] ^ bytes[i];
  return text_of(bytes);
}

bool unmask(std::string_view token, Bytes& mac) {
  std::array<unsigned char, 2 * kMacBytes> bytes{};
  std::size_t length = 0;
  if (sodium_base642bin(bytes.data(), bytes.size(), token.data(), token.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      length != bytes.size()) {
    return false;
  }
  for (std::size_t i = 0; i < kMacBytes; ++i) mac[i] = bytes[i] ^ bytes[kMacBytes + i];
  return true;
}

/// Browsers send Sec-Fetch-Site and, with a POST, Origin; where one is sent it must name this site.
bool comes_from_here(const Request& request, bool https) {
  const auto site = request.header("sec-fetch-site");
  if (site && *site != "same-origin" && *site != "none") return false;
  const auto origin = request.header("origin");
  if (!origin) return true;
  const std::string_view host = request.header("host").value_or(std::string_view{});
  return *origin == (https ? "https://" : "http://") + std::string(host);
}

}  // namespace

Csrf::Csrf(std::string key, bool https) : key_(std::move(key)), https_(https) {
  ensure(key_.size() == crypto_auth_hmacsha256_KEYBYTES, "the key of the form tokens has 32 bytes");
}

Csrf::Ticket Csrf::fresh_ticket() const {
  const std::string name = random_name();
  return {masked(mac_of(key_, name)), set_cookie({std::string(kCookie), name, std::nullopt}, https_)};
}

Csrf::Ticket Csrf::ticket(const Request& request) const {
  const auto name = request.cookie(cookie_name(kCookie, https_));
  if (!name || !is_name(*name)) return fresh_ticket();
  return {masked(mac_of(key_, *name)), {}};
}

bool Csrf::accepts(const Request& request, std::string_view token) const {
  const auto name = request.cookie(cookie_name(kCookie, https_));
  if (!name || !is_name(*name) || !comes_from_here(request, https_)) return false;
  Bytes sent{};
  if (!unmask(token, sent)) return false;
  const Bytes expected = mac_of(key_, *name);
  return sodium_memcmp(sent.data(), expected.data(), expected.size()) == 0;
}

}  // namespace kringwerk::web
