#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace kringwerk::accounts {

/// Passwords and words that guessers try first, as the hashes that scripts/build-common-passwords writes: sorted 8-byte
/// beginnings of SHA-256 over the word in lower case and normal form C. About one other password in 10^13 is taken for
/// one of them. Thread rule: immutable after load.
class CommonPasswords {
 public:
  /// Throws std::runtime_error when the file is missing, damaged or shorter than a list that deserves the name.
  static CommonPasswords load(const std::filesystem::path& file);
  /// For tests: only these.
  static CommonPasswords of(const std::vector<std::string_view>& lower_case_words);
  bool contains(std::string_view lower_case_word) const;
  std::size_t size() const { return hashes_.size(); }

 private:
  std::vector<std::uint64_t> hashes_;
};

}  // namespace kringwerk::accounts
