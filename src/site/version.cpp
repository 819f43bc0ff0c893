#include "site/version.h"

#include <charconv>
#include <optional>

namespace kringwerk::site {

namespace {

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

std::string tag_until_version(std::string_view kind, std::string_view id) {
  return "\"" + std::string(kind) + "-" + std::string(id) + "-v";
}

}  // namespace

std::string version_tag(std::string_view kind, std::string_view id, std::int64_t version) {
  return tag_until_version(kind, id) + std::to_string(version) + "\"";
}

Result<std::int64_t> version_of(const web::Call& call, const web::Form& form, std::string_view kind,
                                std::string_view id) {
  const auto header = call.request.header("if-match");
  if (!header) {
    const auto version = number_in(form.fields.value("version"));
    if (!version) return Unversioned{};
    return *version;
  }
  if (*header == "*") return Unversioned{};
  const std::string start = tag_until_version(kind, id);
  if (!header->starts_with(start) || !header->ends_with('"')) return Stale{};
  const auto version = number_in(header->substr(start.size(), header->size() - start.size() - 1));
  if (!version) return Stale{};
  return *version;
}

}  // namespace kringwerk::site
