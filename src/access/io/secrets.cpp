#include "access/io/secrets.h"

#include <sodium.h>

#include <array>

#include "base/ensure.h"

namespace kringwerk::access {

namespace {

constexpr std::size_t kCharacters = 26;
using Hash = std::array<unsigned char, crypto_hash_sha256_BYTES>;
static_assert(crypto_hash_sha256_BYTES >= kCharacters);

Hash sha256(std::string_view text) {
  Hash hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return hash;
}

std::string written(const unsigned char* bytes) {
  constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string secret;
  for (std::size_t i = 0; i < kCharacters; ++i) secret += kAlphabet[bytes[i] & 31U];
  return secret;
}

}  // namespace

std::string make_secret() {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::array<unsigned char, kCharacters> random{};
  randombytes_buf(random.data(), random.size());
  return written(random.data());
}

std::string secret_of_submission(std::string_view form_key, std::string_view content) {
  const std::string seed = "submission " + std::string(form_key) + " " + std::string(content);
  return written(sha256(seed).data());
}

std::string hash_of_secret(std::string_view secret) {
  const Hash hash = sha256(secret);
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  text.pop_back();
  return text;
}

std::string mail_code(std::string_view key, std::string_view secret) {
  ensure(key.size() == crypto_auth_hmacsha256_KEYBYTES, "the key of mail links has 32 bytes");
  const std::string message = "mail:" + std::string(secret);
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> hash{};
  crypto_auth_hmacsha256(hash.data(), reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                         reinterpret_cast<const unsigned char*>(key.data()));
  return written(hash.data());
}

bool is_mail_code(std::string_view expected, std::string_view given) {
  return expected.size() == given.size() && sodium_memcmp(expected.data(), given.data(), given.size()) == 0;
}

}  // namespace kringwerk::access
