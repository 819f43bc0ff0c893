#include "base/personal_text.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/text_digits.h"

namespace kringwerk {

namespace {

constexpr std::int64_t kModulus = 97;

bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// How many groups from `first` on make exactly these sizes, each joined to the next; 0 when they do not.
bool fits(const std::vector<DigitGroup>& groups, std::size_t first, const std::vector<std::size_t>& sizes) {
  if (first + sizes.size() > groups.size()) return false;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const DigitGroup& group = groups[first + i];
    if (group.digits.size() != sizes[i] || (i > 0 && !group.is_joined())) return false;
  }
  const std::size_t next = first + sizes.size();
  return !groups[first].is_stuck() && (next == groups.size() || !groups[next].is_stuck());
}

std::string digits_of(const std::vector<DigitGroup>& groups, std::size_t first, std::size_t count) {
  std::string digits;
  for (std::size_t i = first; i < first + count; ++i) digits += groups[i].digits;
  return digits;
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_national_number(std::string_view digits) {
  constexpr std::int64_t kBornFrom2000 = 2'000'000'000;
  constexpr std::int64_t kBisStep = 20;
  const std::int64_t month = number(digits.substr(2, 2));
  if (month >= 3 * kBisStep || month % kBisStep > 12 || number(digits.substr(4, 2)) > 31) return false;
  const std::int64_t nine = number(digits.substr(0, 9));
  const std::int64_t check = number(digits.substr(9));
  return check == kModulus - nine % kModulus || check == kModulus - (kBornFrom2000 + nine) % kModulus;
}

bool is_enterprise_number(std::string_view digits) {
  return digits[0] <= '1' && number(digits.substr(8)) == kModulus - number(digits.substr(0, 8)) % kModulus;
}

using Sizes = std::vector<std::size_t>;

std::size_t national_number_at(const std::vector<DigitGroup>& groups, std::size_t first) {
  static const std::vector<Sizes> kGroupings{{11},         {2, 2, 2, 3, 2}, {6, 3, 2},    {6, 5},
                                             {2, 2, 2, 5}, {9, 2},          {4, 2, 3, 2}, {8, 3}};
  if (groups[first].is_after_plus) return 0;
  for (const Sizes& sizes : kGroupings) {
    if (fits(groups, first, sizes) && is_national_number(digits_of(groups, first, sizes.size()))) return sizes.size();
  }
  return 0;
}

/// Digits of an international number: as many joined groups as 15 digits hold.
std::size_t international_at(const std::vector<DigitGroup>& groups, std::size_t first) {
  constexpr std::size_t kMost = 15;
  const bool after_plus = groups[first].is_after_plus && groups[first].digits[0] != '0';
  const bool after_zeros = groups[first].digits.starts_with("00") && groups[first].digits.size() > 2 &&
                           groups[first].digits[2] != '0' && !groups[first].is_stuck();
  if (!after_plus && !after_zeros) return 0;
  std::size_t digits = 0;
  std::size_t count = 0;
  for (std::size_t i = first; i < groups.size() && (i == first || groups[i].is_joined()); ++i) {
    if (digits + groups[i].digits.size() > kMost) break;
    digits += groups[i].digits.size();
    ++count;
  }
  constexpr std::size_t kFewestAfterPlus = 9;
  constexpr std::size_t kFewestAfterZeros = 11;
  return digits >= (after_plus ? kFewestAfterPlus : kFewestAfterZeros) ? count : 0;
}

std::size_t belgian_phone_at(const std::vector<DigitGroup>& groups, std::size_t first) {
  static const std::vector<Sizes> kFixed{{9}, {2, 3, 2, 2}, {3, 2, 2, 2}, {2, 7}, {3, 6}, {3, 3, 3}, {2, 3, 4}};
  static const std::vector<Sizes> kMobile{{4, 2, 2, 2}, {4, 6}, {3, 3, 2, 2}, {4, 3, 3}, {10}};
  const std::string& start = groups[first].digits;
  if (start.size() < 2 || start[0] != '0' || start[1] == '0') return 0;
  for (const Sizes& sizes : kFixed) {
    if (fits(groups, first, sizes)) return sizes.size();
  }
  for (const Sizes& sizes : kMobile) {
    if (!fits(groups, first, sizes)) continue;
    const std::string digits = digits_of(groups, first, sizes.size());
    const bool may_be_enterprise = sizes.front() == 10 || sizes == Sizes{4, 3, 3};
    if (digits[1] != '4' || digits[2] < '5' || (may_be_enterprise && is_enterprise_number(digits))) continue;
    return sizes.size();
  }
  return 0;
}

void find_numbers(std::string_view text, std::vector<FoundPersonalText>& found) {
  const std::vector<DigitGroup> groups = digit_groups(text);
  for (std::size_t i = 0; i < groups.size();) {
    PersonalText kind = PersonalText::national_number;
    std::size_t count = national_number_at(groups, i);
    if (count == 0) {
      kind = PersonalText::phone;
      count = std::max(international_at(groups, i), belgian_phone_at(groups, i));
    }
    if (count == 0) {
      ++i;
      continue;
    }
    const DigitGroup& last = groups[i + count - 1];
    found.push_back({kind, groups[i].offset, last.offset + last.digits.size() - groups[i].offset});
    i += count;
  }
}

bool is_mail_byte(char c) {
  return is_letter_or_digit(c) || std::string_view("._%+-'").find(c) != std::string_view::npos;
}

/// Length of an at sign that begins at `offset`; 0 for none.
std::size_t at_sign(std::string_view text, std::size_t offset) {
  for (const std::string_view form : {"@", "(at)", "[at]", " (at) ", " [at] ", "(@)", "[@]"}) {
    if (text.substr(offset).starts_with(form)) return form.size();
  }
  return 0;
}

/// The end of a domain with a dot that begins at `offset`; `offset` itself for none.
std::size_t domain_end(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  std::size_t after_dot = 0;
  bool has_dot = false;
  std::size_t good = offset;
  for (; end < text.size() && (is_letter_or_digit(text[end]) || text[end] == '.' || text[end] == '-'); ++end) {
    after_dot = text[end] == '.' ? 0 : after_dot + 1;
    has_dot = has_dot || (text[end] == '.' && end > offset);
    if (has_dot && after_dot >= 2) good = end + 1;
  }
  return good;
}

void find_addresses(std::string_view text, std::vector<FoundPersonalText>& found) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t sign = at_sign(text, i);
    if (sign == 0) continue;
    std::size_t begin = i;
    while (begin > done && is_mail_byte(text[begin - 1])) --begin;
    const std::size_t end = domain_end(text, i + sign);
    if (begin == i || end == i + sign) continue;
    found.push_back({PersonalText::email, begin, end - begin});
    done = end;
    i = end - 1;
  }
}

const FoundPersonalText* first_of(const std::vector<FoundPersonalText>& found, PersonalText kind) {
  const auto first = std::find_if(found.begin(), found.end(), [&](const auto& one) { return one.kind == kind; });
  return first == found.end() ? nullptr : &*first;
}

std::size_t first_character(std::string_view text) {
  std::size_t end = std::min<std::size_t>(1, text.size());
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end;
}

}  // namespace

std::vector<FoundPersonalText> find_personal_text(std::string_view text) {
  std::vector<FoundPersonalText> addresses;
  find_addresses(text, addresses);
  std::vector<FoundPersonalText> all;
  find_numbers(text, all);
  // The digits of an address ("jo0470123456@…") are part of it.
  std::erase_if(all, [&](const FoundPersonalText& one) {
    return std::any_of(addresses.begin(), addresses.end(), [&](const FoundPersonalText& address) {
      return one.offset < address.offset + address.length && address.offset < one.offset + one.length;
    });
  });
  all.insert(all.end(), addresses.begin(), addresses.end());
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.offset < b.offset; });
  return all;
}

Violations check_public_text(std::string_view field, std::string_view text) {
  const std::vector<FoundPersonalText> all = find_personal_text(text);
  Violations violations;
  if (first_of(all, PersonalText::national_number) != nullptr) {
    violations.push_back({"privacy.national_number", std::string(field), {}});
  }
  if (const auto* email = first_of(all, PersonalText::email)) {
    violations.push_back({"privacy.email_in_text",
                          std::string(field),
                          {{"found", masked_email(text.substr(email->offset, email->length))}}});
  }
  if (const auto* phone = first_of(all, PersonalText::phone)) {
    violations.push_back({"privacy.phone_in_text",
                          std::string(field),
                          {{"found", masked_phone(text.substr(phone->offset, phone->length))}}});
  }
  return violations;
}

Violations check_confidential_text(std::string_view field, std::string_view text) {
  if (first_of(find_personal_text(text), PersonalText::national_number) == nullptr) return {};
  return {{"privacy.national_number", std::string(field), {}}};
}

std::string masked_email(std::string_view email) {
  const std::size_t at = email.find('@');
  if (at == std::string_view::npos || at == 0) return "…";
  const std::string_view domain = email.substr(at + 1);
  const std::size_t dot = domain.rfind('.');
  std::string masked = std::string(email.substr(0, first_character(email))) + "…@";
  masked += std::string(domain.substr(0, first_character(domain))) + "…";
  if (dot != std::string_view::npos && dot > 0) masked += domain.substr(dot);
  return masked;
}

std::string masked_phone(std::string_view phone) {
  constexpr std::size_t kFewest = 6;
  std::string digits;
  std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits), is_digit);
  return digits.size() < kFewest ? "…" : "…" + digits.substr(digits.size() - 2);
}

}  // namespace kringwerk
