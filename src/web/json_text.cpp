#include "web/json_text.h"

#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace kringwerk::web {
namespace {

constexpr std::string_view kReplacement = "\\ufffd";

void append_escaped(std::string& out, unsigned code) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(code >> static_cast<unsigned>(shift)) & 0xFU];
}

void append_ascii(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(c);
  if (code < 0x20 || code == 0x7f) {
    append_escaped(out, code);
  } else {
    out += c;
  }
}

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

/// A multi-byte sequence that is known to be well-formed.
void append_sequence(std::string& out, std::string_view sequence) {
  const auto second = static_cast<unsigned char>(sequence[1]);
  if (sequence[0] == '\xC2' && second < 0xA0) {
    append_escaped(out, second);
  } else if (sequence == "\xE2\x80\xA8" || sequence == "\xE2\x80\xA9") {
    append_escaped(out, sequence[2] == '\xA8' ? 0x2028U : 0x2029U);
  } else {
    out += sequence;
  }
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  out.reserve(text.size() + 2);
  while (!text.empty()) {
    const std::size_t bad = first_invalid_utf8(text).value_or(text.size());
    for (std::size_t at = 0; at < bad;) {
      const std::size_t length = sequence_length(static_cast<unsigned char>(text[at]));
      if (length == 1) {
        append_ascii(out, text[at]);
      } else {
        append_sequence(out, text.substr(at, length));
      }
      at += length;
    }
    if (bad == text.size()) break;
    out += kReplacement;
    text.remove_prefix(bad + 1);
  }
  return out + "\"";
}

}  // namespace kringwerk::web
