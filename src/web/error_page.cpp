#include "web/error_page.h"

#include <string>

#include "web/answer.h"

namespace kringwerk::web {

bool wants_json(const Request& request) {
  const std::string_view accept = request.header("accept").value_or(std::string_view{});
  return accept.find("json") != std::string_view::npos && accept.find("text/html") == std::string_view::npos;
}

Response plain_error_page(const Request& request, int status) {
  const std::string phrase{reason_phrase(status)};
  const std::string title = std::to_string(status) + " " + phrase;
  Response response = wants_json(request)
                          ? Response::problem(status, "http-" + std::to_string(status), phrase, "")
                          : Response::html("<!doctype html><html lang=\"en\"><title>" + title + "</title><h1>" + title +
                                               "</h1><p>" + request.request_id + "</p></html>\n",
                                           status);
  if (status == 503) response.headers.emplace_back("Retry-After", "2");
  return response;
}

}  // namespace kringwerk::web
