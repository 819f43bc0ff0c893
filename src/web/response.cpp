#include "web/response.h"

#include "base/ensure.h"
#include "web/json_text.h"

namespace kringwerk::web {
namespace {

Response of_type(std::string_view type, std::string body, int status) {
  Response response;
  response.status = status;
  response.content_type = type;
  response.body = std::move(body);
  return response;
}

}  // namespace

Response Response::html(std::string body, int status) {
  return of_type("text/html; charset=utf-8", std::move(body), status);
}

Response Response::text(std::string body, int status) {
  return of_type("text/plain; charset=utf-8", std::move(body), status);
}

Response Response::json(std::string body, int status) {
  return of_type("application/json", std::move(body), status);
}

Response Response::see_other(std::string_view location) {
  ensure(is_local_address(location), "a redirect stays on this site");
  Response response;
  response.status = 303;
  response.headers.emplace_back("Location", location);
  return response;
}

Response Response::problem(int status, std::string_view type, std::string_view title, std::string_view detail) {
  std::string body = R"({"type":)" + json_string("/problems/" + std::string(type));
  body += R"(,"title":)" + json_string(title);
  body += R"(,"status":)" + std::to_string(status);
  if (!detail.empty()) body += R"(,"detail":)" + json_string(detail);
  return of_type("application/problem+json", body + "}", status);
}

Response&& Response::with_header(std::string name, std::string value) && {
  headers.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

Response&& Response::shareable() && {
  is_private = false;
  return std::move(*this);
}

bool is_local_address(std::string_view address) {
  if (address.empty() || address.front() != '/') return false;
  // Browsers read "//host" and "/\host" as another site, and drop control characters before they look.
  if (address.size() > 1 && (address[1] == '/' || address[1] == '\\')) return false;
  for (const char c : address) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f) return false;
  }
  return true;
}

}  // namespace kringwerk::web
