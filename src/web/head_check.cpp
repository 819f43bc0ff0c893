#include "web/head_check.h"

#include <algorithm>
#include <charconv>

namespace kringwerk::web {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool equals_ignoring_case(std::string_view a, std::string_view lower) {
  return std::ranges::equal(a, lower, [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y; });
}

std::vector<std::string_view> values_of(const HeaderList& headers, std::string_view name) {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : headers) {
    if (key == name) values.push_back(value);
  }
  return values;
}

bool is_host(std::string_view host) {
  static constexpr std::string_view allowed = "-._~!$&'()*+,;=%:[]";
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           allowed.find(c) != std::string_view::npos;
  });
}

std::optional<std::string_view> host_fault(const HeaderList& headers, unsigned minor) {
  const auto hosts = values_of(headers, "host");
  if (hosts.size() > 1) return "two_hosts";
  if (hosts.empty()) return minor == 0 ? std::nullopt : std::optional<std::string_view>{"no_host"};
  return is_host(hosts.front()) ? std::nullopt : std::optional<std::string_view>{"bad_host"};
}

std::optional<std::string_view> line_fault(std::string_view line, bool first) {
  if (line.find('\r') != std::string_view::npos) return "bare_carriage_return";
  if (line.empty()) return std::nullopt;
  if (is_blank(line.front())) return "folded_line";
  if (first) return std::nullopt;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return "no_colon";
  if (colon == 0) return "empty_name";
  if (is_blank(line[colon - 1])) return "space_before_colon";
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> head_length(std::string_view received, std::size_t searched) {
  for (std::size_t at = received.find('\n', searched); at != std::string_view::npos; at = received.find('\n', at + 1)) {
    if (received.substr(at + 1).starts_with('\n')) return at + 2;
    if (received.substr(at + 1).starts_with("\r\n")) return at + 3;
  }
  return std::nullopt;
}

std::optional<std::string_view> head_fault(std::string_view head) {
  if (head.find('\0') != std::string_view::npos) return "nul";
  bool first = true;
  while (!head.empty()) {
    const std::size_t feed = std::min(head.find('\n'), head.size() - 1);
    if (feed == 0 || head[feed - 1] != '\r') return "bare_line_feed";
    if (const auto fault = line_fault(head.substr(0, feed - 1), first)) return fault;
    head.remove_prefix(feed + 1);
    first = false;
  }
  return std::nullopt;
}

Framing framing_of(const HeaderList& headers, unsigned minor) {
  Framing framing;
  framing.fault = host_fault(headers, minor);
  const auto lengths = values_of(headers, "content-length");
  const auto encodings = values_of(headers, "transfer-encoding");
  if (lengths.size() > 1) framing.fault = "two_content_lengths";
  if (lengths.size() == 1) {
    const std::string_view text = lengths.front();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), framing.content_length);
    if (error != std::errc{} || end != text.data() + text.size()) framing.fault = "bad_content_length";
  }
  if (!encodings.empty()) {
    framing.chunked = true;
    if (encodings.size() > 1 || !equals_ignoring_case(encodings.front(), "chunked")) framing.fault = "bad_encoding";
    if (!lengths.empty()) framing.fault = "length_and_encoding";
    if (minor == 0) framing.fault = "encoding_in_old_version";
  }
  return framing;
}

}  // namespace kringwerk::web
