#include <algorithm>

#include "base/utf8.h"
#include "text/format.h"
#include "web/form.h"
#include "web/typed_text.h"

namespace kringwerk::web {
namespace {

Violation length_violation(std::string_view rule, std::string_view field, Fact bound, std::size_t found) {
  return {std::string(rule), std::string(field), {std::move(bound), {"found", static_cast<std::int64_t>(found)}}};
}

}  // namespace

std::string_view FormReader::present(std::string_view field, Presence presence) {
  const std::string_view text = typed(field);
  if (!one_line(text).empty()) return text;
  if (presence == Presence::required) report({"web.required", std::string(field), {}});
  return {};
}

bool FormReader::is_clean(std::string_view field, std::string_view text, std::size_t longest) {
  const std::size_t before = violations_.size();
  if (has_control_character(text)) report({"web.control_character", std::string(field), {}});
  const std::size_t length = utf8_length(text);
  if (length > longest) {
    report(length_violation("web.too_long", field, {"longest", static_cast<std::int64_t>(longest)}, length));
  }
  return violations_.size() == before;
}

std::string FormReader::line(std::string_view field, Presence presence, std::size_t longest) {
  std::string text = one_line(present(field, presence));
  return is_clean(field, text, longest) ? text : std::string{};
}

std::string FormReader::paragraph(std::string_view field, Presence presence, std::size_t longest) {
  std::string text = several_lines(present(field, presence));
  return is_clean(field, text, longest) ? text : std::string{};
}

std::optional<std::int64_t> FormReader::thousandths(std::string_view field, Presence presence) {
  const std::string text = one_line(present(field, presence));
  if (text.empty()) return std::nullopt;
  text::Thousandths result;
  if (text::parse_decimal(language_, text, result)) return result.value;
  report({"web.not_a_number", std::string(field), {}});
  return std::nullopt;
}

std::optional<Day> FormReader::day(std::string_view field, Presence presence) {
  const std::string text = one_line(present(field, presence));
  if (text.empty()) return std::nullopt;
  const auto day = parse_day(text);
  if (!day) report({"web.not_a_day", std::string(field), {}});
  return day;
}

std::string FormReader::email(std::string_view field, Presence presence) {
  const std::string_view text = present(field, presence);
  if (text.empty()) return {};
  std::string address = mail_address(text);
  if (address.empty()) {
    const bool lacks_at = text.find('@') == std::string_view::npos;
    report({lacks_at ? "web.email_without_at" : "web.not_an_email", std::string(field), {}});
  }
  return address;
}

std::optional<std::size_t> FormReader::choice(std::string_view field, std::span<const std::string_view> choices,
                                              Presence presence) {
  const std::string_view text = present(field, presence);
  if (text.empty()) return std::nullopt;
  const auto found = std::ranges::find(choices, text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  report({"web.not_a_choice", std::string(field), {}});
  return std::nullopt;
}

bool FormReader::checked(std::string_view field) const {
  return !typed(field).empty();
}

std::string FormReader::secret(std::string_view field, Lengths lengths) {
  const std::string_view text = typed(field);
  const std::size_t length = utf8_length(text);
  if (text.empty()) {
    report({"web.required", std::string(field), {}});
  } else if (length < lengths.shortest) {
    report(length_violation("web.too_short", field, {"shortest", static_cast<std::int64_t>(lengths.shortest)}, length));
  } else if (length > lengths.longest) {
    report(length_violation("web.too_long", field, {"longest", static_cast<std::int64_t>(lengths.longest)}, length));
  } else {
    return std::string(text);
  }
  return {};
}

}  // namespace kringwerk::web
