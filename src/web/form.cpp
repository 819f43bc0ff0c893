#include "web/form.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "web/multipart.h"
#include "web/request_head.h"
#include "web/request_target.h"

namespace kringwerk::web {
namespace {

/// Appends one decoded pair, or the violation that says why not.
void take_pair(std::string_view piece, std::vector<std::pair<std::string, std::string>>& fields,
               Violations& violations) {
  const std::size_t equals = std::min(piece.find('='), piece.size());
  auto name = percent_unescaped(piece.substr(0, equals), Plus::space);
  auto value = percent_unescaped(piece.substr(std::min(equals + 1, piece.size())), Plus::space);
  if (!name || !value) {
    violations.push_back({"web.form_malformed", "", {}});
  } else if (first_invalid_utf8(*name)) {
    violations.push_back({"web.text_not_utf8", "", {}});
  } else if (first_invalid_utf8(*value)) {
    violations.push_back({"web.text_not_utf8", *name, {}});
  } else {
    fields.emplace_back(std::move(*name), std::move(*value));
  }
}

ReadForm read_url_encoded(std::string_view text) {
  ReadForm result;
  std::vector<std::pair<std::string, std::string>> fields;
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (piece.empty()) continue;
    if (++count > kMostFields) {
      result.violations.push_back({"web.form_too_many_fields", "", {{"most", static_cast<std::int64_t>(kMostFields)}}});
      break;
    }
    take_pair(piece, fields, result.violations);
  }
  result.form.fields = Pairs{std::move(fields)};
  return result;
}

ReadForm refused(std::string rule) {
  ReadForm result;
  result.violations.push_back({std::move(rule), "", {}});
  return result;
}

}  // namespace

ReadForm read_form(const Request& request, const FormLimits& limits) {
  const std::string_view type = request.header("content-type").value_or(std::string_view{});
  std::string essence = lower_case(type.substr(0, type.find(';')));
  while (!essence.empty() && essence.back() == ' ') essence.pop_back();
  if (essence == "application/x-www-form-urlencoded") return read_url_encoded(request.body);
  if (essence == "multipart/form-data") {
    const auto boundary = boundary_of(type);
    return boundary ? read_multipart(request.body, *boundary, limits) : refused("web.form_malformed");
  }
  if (essence.empty() && request.body.empty()) return {};
  return refused("web.form_unsupported_type");
}

}  // namespace kringwerk::web
