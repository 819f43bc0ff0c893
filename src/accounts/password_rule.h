#pragma once

#include <string>
#include <vector>

#include "base/violation.h"

/// What a password may be (NIST SP 800-63B-4 §3.1.1.2): long enough, and not one that a guesser tries first. No
/// composition rules, no expiry.
namespace kringwerk::accounts {

/// In code points.
inline constexpr std::size_t kShortestAlone = 15;
inline constexpr std::size_t kShortestWithSecondFactor = 8;
inline constexpr std::size_t kLongestPassword = 200;

enum class Protection { password_alone, with_second_factor };

struct NewPassword {
  std::string text;        ///< in Unicode normal form C
  std::string lower_case;  ///< the same in lower case
  bool is_common = false;  ///< stands on the list of passwords that guessers try (accounts/io/common_passwords.h)
  Protection protection = Protection::password_alone;
  /// In lower case: parts of the person's name and address, names of this site and its hubs.
  std::vector<std::string> own_words;
};

/// All of it concerns the field "password". Rules: accounts.password_too_short {shortest}, accounts.password_too_long
/// {longest}, accounts.password_common, accounts.password_repeats (fewer than five different characters, or a short
/// piece again and again), accounts.password_own_words (little is left without the words everybody knows of you).
Violations check_password(const NewPassword& password);

/// The parts of a name or address that a guesser would try: at least four characters each, in lower case as given.
std::vector<std::string> guessable_words(const std::string& lower_case_text);

}  // namespace kringwerk::accounts
