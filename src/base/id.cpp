#include "base/id.h"

#include <algorithm>
#include <array>

namespace kringwerk {

namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kLength = 13;
constexpr std::int64_t kEpoch2020Ms = 1577836800000;
constexpr int kCounterBits = 21;

}  // namespace

std::string id_text(std::int64_t value) {
  std::string text(kLength, '0');
  auto rest = static_cast<std::uint64_t>(value);
  for (auto place = text.rbegin(); place != text.rend(); ++place) {
    *place = kAlphabet[rest & 31U];
    rest >>= 5U;
  }
  return text;
}

std::optional<std::int64_t> parse_id_text(std::string_view text) {
  if (text.size() != kLength) return std::nullopt;
  std::uint64_t value = 0;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const auto digit = kAlphabet.find(c);
    if (digit == std::string_view::npos || (value >> 58U) != 0) return std::nullopt;
    value = (value << 5U) | digit;
  }
  return static_cast<std::int64_t>(value);
}

std::int64_t id_from_key(std::string_view kind, std::string_view key) {
  // FNV-1a: short, public, and the same on every machine; not meant to withstand an attacker.
  std::uint64_t hash = 14695981039346656037ULL;
  const auto mix = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  };
  mix(kind);
  mix(":");
  mix(key);
  return std::max<std::int64_t>(1, static_cast<std::int64_t>((hash ^ (hash >> 52U)) & ((1ULL << 52U) - 1)));
}

std::int64_t IdMaker::next(std::int64_t now_ms, std::uint32_t random) {
  if (now_ms > last_ms_) {
    last_ms_ = now_ms;
    // Half of the counter's room stays free for the ids of the same millisecond.
    const auto start = static_cast<std::int64_t>(random & ((1U << (kCounterBits - 1)) - 1));
    last_ = std::max(last_ + 1, ((last_ms_ - kEpoch2020Ms) << kCounterBits) | start);
  } else {
    ++last_;
  }
  return last_;
}

}  // namespace kringwerk
