#include "access/io/secrets.h"

#include <sodium.h>

#include <array>

#include "base/ensure.h"

namespace kringwerk::access {

std::string make_secret() {
  ensure(sodium_init() >= 0, "libsodium starts");
  constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  std::array<unsigned char, 26> random{};
  randombytes_buf(random.data(), random.size());
  std::string secret;
  for (const unsigned char byte : random) secret += kAlphabet[byte & 31U];
  return secret;
}

std::string hash_of_secret(std::string_view secret) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  text.pop_back();
  return text;
}

}  // namespace kringwerk::access
