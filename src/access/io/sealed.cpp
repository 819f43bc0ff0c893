#include "access/io/sealed.h"

#include <sodium.h>

#include <array>

#include "base/ensure.h"

namespace kringwerk::access {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int kWriting = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes(std::string& text, std::size_t from) {
  return reinterpret_cast<unsigned char*>(text.data() + from);
}

void check(std::string_view key) {
  ensure(sodium_init() >= 0, "libsodium starts");
  ensure(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "the key of sealed records has 32 bytes");
}

std::string written(const std::string& raw) {
  std::string text(sodium_base64_encoded_len(raw.size(), kWriting), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes(raw), raw.size(), kWriting);
  text.pop_back();
  return text;
}

std::optional<std::string> read(std::string_view text) {
  std::string raw(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int failed =
      sodium_base642bin(bytes(raw, 0), raw.size(), text.data(), text.size(), nullptr, &size, &end, kWriting);
  if (failed != 0 || end != text.data() + text.size() || size < kNonce + kTag) return std::nullopt;
  raw.resize(size);
  return raw;
}

}  // namespace

std::string seal(std::string_view key, std::string_view context, std::string_view text) {
  check(key);
  std::string raw(kNonce + text.size() + kTag, '\0');
  randombytes_buf(raw.data(), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(raw, kNonce), nullptr, bytes(text), text.size(), bytes(context),
                                             context.size(), nullptr, bytes(raw), bytes(key));
  return written(raw);
}

std::optional<std::string> open_sealed(std::string_view key, std::string_view context, std::string_view sealed) {
  check(key);
  const auto raw = read(sealed);
  if (!raw) return std::nullopt;
  std::string text(raw->size() - kNonce - kTag, '\0');
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(text, 0), nullptr, nullptr, bytes(*raw) + kNonce,
                                                                raw->size() - kNonce, bytes(context), context.size(),
                                                                bytes(*raw), bytes(key));
  if (failed != 0) return std::nullopt;
  return text;
}

}  // namespace kringwerk::access
