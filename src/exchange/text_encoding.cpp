#include "exchange/text_encoding.h"

#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace kringwerk::exchange {

namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

/// What Windows-1252 says at 0x80 to 0x9F, where it differs from Latin-1. Source: Unicode's CP1252.TXT.
constexpr std::array<std::uint32_t, 32> kHighControls{
    0x20AC,       kReplacement, 0x201A, 0x0192, 0x201E, 0x2026,       0x2020, 0x2021,
    0x02C6,       0x2030,       0x0160, 0x2039, 0x0152, kReplacement, 0x017D, kReplacement,
    kReplacement, 0x2018,       0x2019, 0x201C, 0x201D, 0x2022,       0x2013, 0x2014,
    0x02DC,       0x2122,       0x0161, 0x203A, 0x0153, kReplacement, 0x017E, 0x0178};

void append_utf8(std::string& text, std::uint32_t point) {
  if (point == 0) return;
  const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xC0 | (point >> 6U));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12U));
    byte(0x80 | ((point >> 6U) & 0x3FU));
  } else {
    byte(0xF0 | (point >> 18U));
    byte(0x80 | ((point >> 12U) & 0x3FU));
    byte(0x80 | ((point >> 6U) & 0x3FU));
  }
  byte(0x80 | (point & 0x3FU));
}

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(text, byte >= 0x80 && byte < 0xA0 ? kHighControls[byte - 0x80U] : byte);
  }
  return text;
}

enum class ByteOrder { little, big };

std::string from_utf16(std::string_view bytes, ByteOrder order) {
  std::string text;
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    const std::uint32_t first = static_cast<unsigned char>(bytes[at]);
    const std::uint32_t second = static_cast<unsigned char>(bytes[at + 1]);
    return order == ByteOrder::little ? (second << 8U) | first : (first << 8U) | second;
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const std::uint32_t high = unit(at);
    if (high < 0xD800 || high > 0xDFFF) {
      append_utf8(text, high);
      continue;
    }
    const bool is_pair = high < 0xDC00 && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) <= 0xDFFF;
    append_utf8(text, is_pair ? 0x10000 + ((high - 0xD800) << 10U) + (unit(at + 2) - 0xDC00) : kReplacement);
    if (is_pair) at += 2;
  }
  return text;
}

std::string without_nul(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    if (c != '\0') text += c;
  }
  return text;
}

}  // namespace

std::string as_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), ByteOrder::little);
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), ByteOrder::big);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return first_invalid_utf8(bytes) ? from_windows_1252(bytes) : without_nul(bytes);
}

}  // namespace kringwerk::exchange
