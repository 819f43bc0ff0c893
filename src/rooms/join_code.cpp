#include "rooms/join_code.h"

namespace kringwerk::rooms {

namespace {

constexpr std::string_view kAlphabet = "23456789abcdefghjkmnpqrstvwxyz";

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string code_from(std::string_view secret) {
  std::string code;
  for (const char c : secret) {
    if (code.size() < kCodeLength && kAlphabet.find(c) != std::string_view::npos) code += c;
  }
  return code.size() == kCodeLength ? code : std::string();
}

std::string tidy_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (kAlphabet.find(small(c)) == std::string_view::npos || code.size() == kCodeLength) return {};
    code += small(c);
  }
  return code.size() == kCodeLength ? code : std::string();
}

std::string shown_code(std::string_view code) {
  std::string shown;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i == kCodeLength / 2) shown += '-';
    const char c = code[i];
    shown += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return shown;
}

}  // namespace kringwerk::rooms
