#include "web/style_sheet.h"

#include <algorithm>
#include <array>

namespace kringwerk::web {
namespace {

bool is_elsewhere(std::string_view url) {
  constexpr std::array<std::string_view, 5> prefixes{"data:", "http:", "https:", "#", "/"};
  return std::ranges::any_of(prefixes, [url](std::string_view prefix) { return url.starts_with(prefix); });
}

bool is_wrapping(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '"' || c == '\'';
}

}  // namespace

std::string with_urls(std::string_view css, const std::function<std::string(std::string_view)>& address) {
  constexpr std::string_view open = "url(";
  std::string out;
  for (;;) {
    const std::size_t at = css.find(open);
    const std::size_t close = at == std::string_view::npos ? at : css.find(')', at);
    if (close == std::string_view::npos) return out + std::string(css);
    std::size_t begin = at + open.size();
    std::size_t end = close;
    while (begin < end && is_wrapping(css[begin])) ++begin;
    while (end > begin && is_wrapping(css[end - 1])) --end;
    const std::string_view url = css.substr(begin, end - begin);
    const std::size_t name_end = std::min(url.find_first_of("?#"), url.size());
    out += css.substr(0, begin);
    if (url.empty() || is_elsewhere(url)) {
      out += url;
    } else {
      out += address(url.substr(0, name_end));
      out += url.substr(name_end);
    }
    out += css.substr(end, close + 1 - end);
    css.remove_prefix(close + 1);
  }
}

}  // namespace kringwerk::web
