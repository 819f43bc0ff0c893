#include "notify/mail_encoding.h"

#include <algorithm>

namespace kringwerk::notify {

namespace {

constexpr std::size_t kLongestLine = 76;
// "Subject: " and "=?UTF-8?Q?" … "?=" take the rest of the 76 characters of a line.
constexpr std::size_t kLongestWordContent = 54;
constexpr std::size_t kLongestPlain = 60;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

std::string hex_escape(char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'=', digits[byte >> 4U], digits[byte & 15U]};
}

/// One line of the body without its break.
void encode_line(std::string_view line, std::string& result) {
  std::size_t width = 0;
  for (std::size_t place = 0; place < line.size(); ++place) {
    const char c = line[place];
    const bool last = place + 1 == line.size();
    // White space at the end of a line may be taken away under way.
    const bool is_space = c == ' ' || c == '\t';
    const bool plain = is_space ? !last : is_printable(c) && c != '=';
    const std::string piece = plain ? std::string(1, c) : hex_escape(c);
    if (width + piece.size() > kLongestLine - (last ? 0 : 1)) {
      result += "=\r\n";
      width = 0;
    }
    result += piece;
    width += piece.size();
  }
  result += "\r\n";
}

bool is_plain_header(std::string_view text, HeaderPlace place) {
  const auto fits = [place](char c) {
    return place == HeaderPlace::subject ? is_printable(c) : is_letter_or_digit(c) || c == ' ' || c == '-';
  };
  return text.size() <= kLongestPlain && std::all_of(text.begin(), text.end(), fits) &&
         text.find("=?") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ');
}

std::size_t character_length(std::string_view text, std::size_t place) {
  std::size_t length = 1;
  while (place + length < text.size() && (static_cast<unsigned char>(text[place + length]) & 0xC0U) == 0x80U) ++length;
  return length;
}

}  // namespace

std::string quoted_printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    encode_line(line, result);
  }
  return result;
}

std::string header_words(std::string_view text, HeaderPlace place) {
  if (is_plain_header(text, place)) return std::string(text);
  std::string result;
  std::string word;
  const auto close_word = [&] {
    if (word.empty()) return;
    result += (result.empty() ? "" : "\r\n ") + ("=?UTF-8?Q?" + word + "?=");
    word.clear();
  };
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t length = character_length(text, start);
    std::string piece;
    for (const char c : text.substr(start, length)) {
      if (c == ' ') {
        piece += '_';
      } else {
        piece += is_letter_or_digit(c) ? std::string(1, c) : hex_escape(c);
      }
    }
    if (word.size() + piece.size() > kLongestWordContent) close_word();
    word += piece;
    start += length;
  }
  close_word();
  return result;
}

}  // namespace kringwerk::notify
