#include "materials/waste_list.h"

#include <algorithm>
#include <utility>

namespace kringwerk::materials {

namespace {

constexpr std::size_t kSixDigits = 8;  // with the two spaces

Invalid finding(std::string_view rule, std::vector<Fact> facts = {}) {
  return Invalid{{Violation{std::string(rule), "waste_code", std::move(facts)}}};
}

std::string listed(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : ", ") + code;
  return text;
}

/// Why none of them holds on the day.
Invalid not_valid(const std::vector<const WasteCode*>& versions, Day day) {
  const WasteCode& first = *versions.front();
  if (day < first.valid.from.value_or(day)) {
    return finding("materials.waste_code_not_yet", {{"code", written(first)}, {"from", day_text(*first.valid.from)}});
  }
  const WasteCode& last = *versions.back();
  return finding("materials.waste_code_ended", {{"code", written(last)}, {"successors", listed(last.successors)}});
}

}  // namespace

std::string written(const WasteCode& code) {
  return code.digits + (code.is_hazardous ? "*" : "");
}

std::optional<TypedCode> read_waste_code(std::string_view typed) {
  constexpr std::string_view kBetween = " .-\t";
  TypedCode code;
  std::size_t count = 0;
  for (const char c : typed) {
    if (c == '*') {
      if (code.has_star || count != 6) return std::nullopt;
      code.has_star = true;
    } else if (c >= '0' && c <= '9') {
      if (code.has_star || count == 6) return std::nullopt;
      if (count == 2 || count == 4) code.digits += ' ';
      code.digits += c;
      ++count;
    } else if (kBetween.find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  if (count != 2 && count != 4 && count != 6) return std::nullopt;
  return code;
}

WasteList::WasteList(std::vector<WasteCode> codes, std::vector<WasteHeading> headings)
    : codes_(std::move(codes)), headings_(std::move(headings)) {
  std::sort(codes_.begin(), codes_.end(), [](const WasteCode& a, const WasteCode& b) {
    return a.digits != b.digits ? a.digits < b.digits : a.valid.from < b.valid.from;
  });
  std::sort(headings_.begin(), headings_.end(),
            [](const WasteHeading& a, const WasteHeading& b) { return a.code < b.code; });
}

const WasteHeading* WasteList::heading(std::string_view code) const {
  const auto found = std::lower_bound(headings_.begin(), headings_.end(), code,
                                      [](const WasteHeading& item, std::string_view key) { return item.code < key; });
  return found != headings_.end() && found->code == code ? &*found : nullptr;
}

std::vector<const WasteCode*> WasteList::versions(std::string_view digits) const {
  auto found = std::lower_bound(codes_.begin(), codes_.end(), digits,
                                [](const WasteCode& item, std::string_view key) { return item.digits < key; });
  std::vector<const WasteCode*> versions;
  for (; found != codes_.end() && found->digits == digits; ++found) versions.push_back(&*found);
  return versions;
}

const WasteCode* WasteList::on(std::string_view digits, Day day) const {
  for (const WasteCode* code : versions(digits)) {
    if (code->valid.contains(day)) return code;
  }
  return nullptr;
}

bool is_hazardous_on(const WasteList& list, std::string_view code, Day day) {
  const auto versions = list.versions(code.substr(0, kSixDigits));
  // What no list knows counts as its star says: the wary reading.
  if (versions.empty()) return code.ends_with('*');
  const WasteCode* counts = versions.front();
  for (const WasteCode* version : versions) {
    if (version->valid.from.value_or(day) <= day) counts = version;
  }
  return counts->is_hazardous;
}

Result<std::string> choose_waste_code(const WasteList& list, std::string_view typed, Day day) {
  const auto code = read_waste_code(typed);
  if (!code || code->digits.size() != kSixDigits) return finding("materials.waste_code_unreadable");
  const auto versions = list.versions(code->digits);
  if (versions.empty()) return finding("materials.waste_code_unknown", {{"code", code->digits}});
  const WasteCode* valid = list.on(code->digits, day);
  if (valid == nullptr) return not_valid(versions, day);
  if (valid->is_hazardous != code->has_star) return finding("materials.waste_code_star", {{"code", written(*valid)}});
  return written(*valid);
}

}  // namespace kringwerk::materials
