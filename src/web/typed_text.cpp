#include "web/typed_text.h"

#include <algorithm>
#include <cstdint>

#include "web/request_head.h"

namespace kringwerk::web {
namespace {

constexpr std::size_t kLongestAddress = 254;  // RFC 5321 §4.5.3.1.3 less the angle brackets

/// Takes the first code point off a well-formed text.
std::uint32_t take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  constexpr std::uint32_t lead_bits[] = {0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t code = lead & lead_bits[length - 1];
  for (std::size_t i = 1; i < length; ++i) code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(length);
  return code;
}

bool is_space(std::uint32_t code) {
  return code == ' ' || (code >= 0x09 && code <= 0x0D) || code == 0xA0 || (code >= 0x2000 && code <= 0x200A) ||
         code == 0x202F || code == 0x205F || code == 0x3000;
}

bool is_control(std::uint32_t code) {
  return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code <= 0x9F) || code == 0x2028 ||
         code == 0x2029 || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool is_domain_label(std::string_view label) {
  return !label.empty() && label.front() != '-' && label.back() != '-' && std::ranges::all_of(label, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || static_cast<unsigned char>(c) >= 0x80;
  });
}

bool is_domain(std::string_view domain) {
  std::size_t labels = 0;
  for (;; ++labels) {
    const std::size_t dot = std::min(domain.find('.'), domain.size());
    if (!is_domain_label(domain.substr(0, dot))) return false;
    if (dot == domain.size()) return labels > 0;
    domain.remove_prefix(dot + 1);
  }
}

bool is_local_part(std::string_view local) {
  constexpr std::string_view never = " \"(),:;<>[\\]";
  return !local.empty() && local.size() <= 64 && local.front() != '.' && local.back() != '.' &&
         local.find_first_of(never) == std::string_view::npos;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  bool gap = false;
  while (!text.empty()) {
    std::string_view rest = text;
    const std::uint32_t code = take_code_point(rest);
    if (is_space(code)) {
      gap = !out.empty();
    } else {
      if (gap) out += ' ';
      gap = false;
      out += text.substr(0, text.size() - rest.size());
    }
    text = rest;
  }
  return out;
}

std::string several_lines(std::string_view text) {
  std::string out;
  const auto end_line = [&out] {
    while (!out.empty() && (out.back() == ' ' || out.back() == '\t')) out.pop_back();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool line_end = text[i] == '\r' || text[i] == '\n';
    if (text[i] == '\r' && text.substr(i + 1).starts_with('\n')) ++i;
    if (line_end) end_line();
    if (!line_end) {
      out += text[i];
    } else if (!out.empty()) {
      out += '\n';
    }
  }
  end_line();
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

bool has_control_character(std::string_view text) {
  while (!text.empty()) {
    if (is_control(take_code_point(text))) return true;
  }
  return false;
}

std::string mail_address(std::string_view text) {
  const std::string address = one_line(text);
  const std::size_t at = address.find('@');
  if (at == std::string::npos || address.size() > kLongestAddress || has_control_character(address)) return {};
  const std::string domain = lower_case(std::string_view{address}.substr(at + 1));
  const std::string local = address.substr(0, at);
  return is_local_part(local) && is_domain(domain) ? local + "@" + domain : std::string{};
}

}  // namespace kringwerk::web
