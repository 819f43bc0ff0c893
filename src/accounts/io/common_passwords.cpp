#include "accounts/io/common_passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace kringwerk::accounts {

namespace {

constexpr std::size_t kBytes = 8;
constexpr std::size_t kFewest = 100'000;

/// Eight bytes as a number, first byte highest, so that the order of bytes is the order of numbers.
std::uint64_t number(const unsigned char* bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < kBytes; ++i) value = value << 8U | bytes[i];
  return value;
}

std::uint64_t hash_of(std::string_view word) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(word.data()), word.size());
  return number(hash.data());
}

}  // namespace

CommonPasswords CommonPasswords::load(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  CommonPasswords list;
  for (std::size_t at = 0; at + kBytes <= bytes.size(); at += kBytes) {
    list.hashes_.push_back(number(reinterpret_cast<const unsigned char*>(bytes.data()) + at));
  }
  const bool is_whole = bytes.size() % kBytes == 0 && std::is_sorted(list.hashes_.begin(), list.hashes_.end());
  if (!is_whole || list.size() < kFewest) {
    throw std::runtime_error(file.string() +
                             ": no list of common passwords; make it with scripts/build-common-passwords");
  }
  return list;
}

CommonPasswords CommonPasswords::of(const std::vector<std::string_view>& lower_case_words) {
  CommonPasswords list;
  for (const std::string_view word : lower_case_words) list.hashes_.push_back(hash_of(word));
  std::sort(list.hashes_.begin(), list.hashes_.end());
  return list;
}

bool CommonPasswords::contains(std::string_view lower_case_word) const {
  return std::binary_search(hashes_.begin(), hashes_.end(), hash_of(lower_case_word));
}

}  // namespace kringwerk::accounts
