#include "app/reader_language.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace kringwerk::app {

namespace {

std::optional<Language> language_of_address(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  target.remove_prefix(1);
  return parse_language(target.substr(0, target.find_first_of("/?")));
}

}  // namespace

Language reader_language(const web::Request& request) {
  if (const auto language = language_of_address(request.target)) return *language;
  const std::string_view wanted = request.header("accept-language").value_or("");
  for (std::size_t at = 0; at < wanted.size();) {
    const auto end = std::min(wanted.find(',', at), wanted.size());
    auto entry = wanted.substr(at, end - at);
    entry.remove_prefix(std::min(entry.find_first_not_of(' '), entry.size()));
    if (const auto language = parse_language(entry.substr(0, 2))) return *language;
    at = end + 1;
  }
  return Language::nl;
}

}  // namespace kringwerk::app
