#include "web/conditional.h"

#include <sodium.h>

#include <array>

namespace kringwerk::web {

std::string etag_of(std::string_view body, Encoding encoding) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                     nullptr, 0);
  std::array<char, sodium_base64_ENCODED_LEN(16, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
  sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  std::string etag = "\"" + std::string(text.data());
  if (encoding != Encoding::identity) etag += "." + std::string(encoding_name(encoding));
  return etag + "\"";
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  while (!if_none_match.empty()) {
    const std::size_t start = if_none_match.find_first_not_of(" \t,");
    if (start == std::string_view::npos) return false;
    if_none_match.remove_prefix(start);
    if (if_none_match.front() == '*') return true;
    const std::size_t open = if_none_match.find('"');
    const std::size_t close = open == std::string_view::npos ? open : if_none_match.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (opaque(if_none_match.substr(0, close + 1)) == opaque(etag)) return true;
    if_none_match.remove_prefix(close + 1);
  }
  return false;
}

}  // namespace kringwerk::web
