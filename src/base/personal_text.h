#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/violation.h"

/// What people write about themselves or others in a field of free text, where it does not belong. Knows Belgian forms;
/// works on UTF-8 text of any length in one pass, never throws.
namespace kringwerk {

enum class PersonalText { national_number, email, phone };

/// Where it stands in the text, in bytes. Findings do not overlap and come in the order of the text.
struct FoundPersonalText {
  PersonalText kind = PersonalText::email;
  std::size_t offset = 0;
  std::size_t length = 0;
  friend bool operator==(const FoundPersonalText&, const FoundPersonalText&) = default;
};

/// National number: 11 digits YYMMDDSSSCC, together or grouped as 2-2-2-3-2 with . - / or spaces; a month of 0 to 12,
/// or 20 or 40 more (BIS number), a day of 0 to 31, and CC = 97 - (the nine digits mod 97), or of the nine digits with
/// a 2 in front for births from 2000 (Koninklijk Besluit of 3 April 1984, art. 2). Phone: +CC and 9 to 15 digits in
/// all; 00CC and 11 to 15; 9 digits (0X…) or 10 digits (045X to 049X) in the groups that Belgians write. Ten digits
/// grouped as an enterprise number, or without groups, whose check digits are those of an enterprise number are none.
/// E-mail: x@y.zz, also with "(at)" or "[at]" for the @.
std::vector<FoundPersonalText> find_personal_text(std::string_view text);

/// For text that everybody may read. Rules, one finding per kind at most: privacy.national_number,
/// privacy.email_in_text {found}, privacy.phone_in_text {found}; what was found is masked, a national number is not
/// told at all.
Violations check_public_text(std::string_view field, std::string_view text);
/// For text that its readers need to answer somebody: privacy.national_number only, which nobody here may keep.
Violations check_confidential_text(std::string_view field, std::string_view text);

/// "j…@b….be": the first letters and the last part of the domain. Text without @ is "…".
std::string masked_email(std::string_view email);
/// "…56": the last two digits. Fewer than six digits are "…".
std::string masked_phone(std::string_view phone);

}  // namespace kringwerk
