#include "web/answer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "base/ensure.h"
#include "web/conditional.h"
#include "web/content_encoding.h"
#include "web/security_headers.h"

namespace kringwerk::web {
namespace {

/// Below this size compression costs more than the packet it saves.
constexpr std::size_t kWorthCompressing = 1024;

bool is_token(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool is_value_character(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
}

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view own_header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (same_name(key, name)) return value;
  }
  return {};
}

void add(std::string& head, std::string_view name, std::string_view value) {
  ensure(!name.empty() && std::ranges::all_of(name, is_token), "a header name is a token");
  ensure(std::ranges::all_of(value, is_value_character), "a header value stays on its line");
  head.append(name).append(": ").append(value).append("\r\n");
}

bool has_body(int status) {
  return status != 204 && status != 304;
}

bool is_reading(const Request& request) {
  return request.method == Method::get || request.method == Method::head;
}

bool may_compress(const Response& response) {
  return response.content_encoding.empty() && response.body.size() >= kWorthCompressing &&
         is_compressible(response.content_type);
}

/// Sets the ETag of a page and says whether the reader has it already.
bool is_known(const Request& request, const Response& response, Encoding encoding, std::string& etag) {
  if (!is_reading(request) || response.status != 200) return false;
  etag = own_header(response, "etag");
  if (etag.empty()) etag = etag_of(response.body, encoding);
  const auto wanted = request.header("if-none-match");
  return wanted && etag_matches(*wanted, etag);
}

void add_general(std::string& head, const Request& request, const Response& response, Scheme scheme, Instant now) {
  add(head, "Date", http_date(now));
  if (!request.request_id.empty()) add(head, "X-Request-Id", request.request_id);
  head += security_header_lines(scheme == Scheme::https);
  if (own_header(response, "referrer-policy").empty()) {
    add(head, "Referrer-Policy", "strict-origin-when-cross-origin");
  }
  if (own_header(response, "cache-control").empty()) {
    add(head, "Cache-Control", response.is_private ? "no-store" : "no-cache");
  }
  for (const auto& [name, value] : response.headers) {
    if (!same_name(name, "etag")) add(head, name, value);
  }
}

void add_content(std::string& head, const Response& response, Encoding encoding) {
  if (!response.content_type.empty()) add(head, "Content-Type", response.content_type);
  if (!response.content_encoding.empty()) add(head, "Content-Encoding", response.content_encoding);
  if (encoding != Encoding::identity) add(head, "Content-Encoding", encoding_name(encoding));
  add(head, "Content-Length", std::to_string(response.body.size()));
}

}  // namespace

Answer finished(const Request& request, Response response, Scheme scheme, Instant now) {
  ensure(response.status >= 200 && response.status <= 599, "a handler answers with a final status");
  const bool compressible = may_compress(response);
  const Encoding encoding = compressible ? choose_encoding(request.header("accept-encoding")) : Encoding::identity;
  std::string etag;
  if (is_known(request, response, encoding, etag)) response.status = 304;

  Answer answer;
  answer.status = response.status;
  answer.head.reserve(1536);
  answer.head =
      "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(reason_phrase(response.status)) + "\r\n";
  add_general(answer.head, request, response, scheme, now);
  if (!etag.empty()) add(answer.head, "ETag", etag);
  if (compressible) add(answer.head, "Vary", "Accept-Encoding");
  if (has_body(response.status)) {
    if (encoding != Encoding::identity) response.body = compressed(response.body, encoding, Effort::fast);
    add_content(answer.head, response, encoding);
    if (request.method != Method::head) answer.body = std::move(response.body);
  }
  return answer;
}

std::string_view connection_lines(Persistence persistence) {
  constexpr std::array<std::string_view, 3> lines{"\r\n", "Connection: keep-alive\r\n\r\n",
                                                  "Connection: close\r\n\r\n"};
  return lines[static_cast<std::size_t>(persistence)];
}

std::string http_date(Instant instant) {
  constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day day{midnight};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(instant - midnight)};
  std::array<char, 40> text{};
  const int length = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                                   days[std::chrono::weekday{midnight}.c_encoding()], static_cast<unsigned>(day.day()),
                                   months[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()),
                                   static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                   static_cast<int>(time.seconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string_view reason_phrase(int status) {
  constexpr std::array<std::pair<int, std::string_view>, 34> phrases{{
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {422, "Unprocessable Content"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
      {507, "Insufficient Storage"},
  }};
  for (const auto& [number, phrase] : phrases) {
    if (number == status) return phrase;
  }
  return "Status";
}

}  // namespace kringwerk::web
