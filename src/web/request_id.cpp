#include "web/request_id.h"

#include <sodium.h>

#include <array>
#include <string_view>

namespace kringwerk::web {

std::string request_id_text(Instant now, std::span<const unsigned char, 10> random) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto ms = static_cast<std::uint64_t>(to_ms(now));
  std::string text;
  text.reserve(32);
  for (unsigned shift = 48; shift > 0; shift -= 4) text += digits[(ms >> (shift - 4)) & 0xFU];
  for (const unsigned char byte : random) {
    text += digits[byte >> 4U];
    text += digits[byte & 0xFU];
  }
  return text;
}

std::string new_request_id() {
  std::array<unsigned char, 10> random{};
  randombytes_buf(random.data(), random.size());
  return request_id_text(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()), random);
}

}  // namespace kringwerk::web
