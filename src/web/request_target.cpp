#include "web/request_target.h"

#include <algorithm>

#include "base/utf8.h"

namespace kringwerk::web {
namespace {

constexpr std::size_t kMostQueryPairs = 500;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_visible_ascii(char c) {
  return c > 0x20 && c < 0x7f;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    if (segment == "." || segment == "..") return true;
    path.remove_prefix(end);
  }
  return false;
}

std::optional<std::string> decoded_path(std::string_view raw) {
  auto path = percent_decoded(raw, Plus::literal);
  if (!path) return std::nullopt;
  const bool slash_was_encoded = std::ranges::count(*path, '/') != std::ranges::count(raw, '/');
  if (slash_was_encoded || path->find('\\') != std::string::npos) return std::nullopt;
  if (std::ranges::any_of(*path, is_control) || has_dot_segment(*path)) return std::nullopt;
  return path;
}

/// Cuts "http://host" off an absolute-form target and returns the host.
std::string cut_authority(std::string_view& target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::string_view rest = target.substr(scheme.size());
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    target = rest.substr(end);
    return std::string(rest.substr(0, end));
  }
  return {};
}

}  // namespace

std::optional<std::string> percent_unescaped(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += c == '+' && plus == Plus::space ? ' ' : c;
    }
  }
  return out;
}

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
  auto out = percent_unescaped(text, plus);
  if (out && first_invalid_utf8(*out)) return std::nullopt;
  return out;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    }
  }
  return out;
}

std::optional<Pairs> parse_pairs(std::string_view text, std::size_t most) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (piece.empty()) continue;
    if (pairs.size() == most) return std::nullopt;
    const std::size_t equals = std::min(piece.find('='), piece.size());
    auto name = percent_decoded(piece.substr(0, equals), Plus::space);
    auto value = percent_decoded(piece.substr(std::min(equals + 1, piece.size())), Plus::space);
    if (!name || !value || name->find('\0') != std::string::npos || value->find('\0') != std::string::npos) {
      return std::nullopt;
    }
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return Pairs{std::move(pairs)};
}

std::optional<Target> parse_target(std::string_view target) {
  if (!std::ranges::all_of(target, is_visible_ascii) || target.find('#') != std::string_view::npos) return std::nullopt;
  Target result;
  const bool absolute = !target.starts_with('/');
  if (absolute) {
    result.authority = cut_authority(target);
    if (result.authority.empty() || result.authority.find('@') != std::string::npos) return std::nullopt;
  }
  result.origin_form = (target.starts_with('/') ? "" : "/") + std::string(target);
  const std::string_view whole = result.origin_form;
  const std::size_t mark = std::min(whole.find('?'), whole.size());
  auto path = decoded_path(whole.substr(0, mark));
  auto query = parse_pairs(whole.substr(std::min(mark + 1, whole.size())), kMostQueryPairs);
  if (!path || !query) return std::nullopt;
  result.path = std::move(*path);
  result.query = std::move(*query);
  return result;
}

}  // namespace kringwerk::web
