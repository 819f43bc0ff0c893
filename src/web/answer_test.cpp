#include "web/answer.h"

#include <doctest/doctest.h>

#include "base/ensure.h"
#include "web/conditional.h"
#include "web/error_page.h"
#include "web/head_check.h"

using namespace kringwerk;
using namespace kringwerk::web;

namespace {

const Instant kNow = instant_from_ms(784111777000);

Request reading(HeaderList headers = {}, Method method = Method::get) {
  Request request;
  request.method = method;
  request.request_id = "r1";
  request.headers = std::move(headers);
  return request;
}

Answer finish(const Request& request, Response response) {
  return finished(request, std::move(response), Scheme::https, kNow);
}

bool has(const Answer& answer, std::string_view line) {
  return answer.head.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
}

std::string tag_in(const Answer& answer) {
  const std::size_t at = answer.head.find("ETag: ") + 6;
  return answer.head.substr(at, answer.head.find('\r', at) - at);
}

}  // namespace

TEST_CASE("every status carries the security headers") {
  for (const int status : {200, 204, 303, 400, 404, 500, 503}) {
    const Answer answer = finish(reading(), Response::text("x", status));
    CHECK(answer.head.starts_with("HTTP/1.1 " + std::to_string(status) + " "));
    CHECK(has(answer, "X-Content-Type-Options: nosniff"));
    CHECK(has(answer, "X-Frame-Options: DENY"));
    CHECK(has(answer, "Strict-Transport-Security: max-age=63072000; includeSubDomains"));
    CHECK(has(answer, "Cross-Origin-Opener-Policy: same-origin"));
    CHECK(has(answer, "X-Request-Id: r1"));
    CHECK(has(answer, "Date: Sun, 06 Nov 1994 08:49:37 GMT"));
    CHECK(answer.head.find("default-src 'none'") != std::string::npos);
    CHECK(answer.head.find("unsafe") == std::string::npos);
  }
  const Answer plain = finished(reading(), Response::text("x"), Scheme::http, kNow);
  CHECK(plain.head.find("Strict-Transport") == std::string::npos);
}

TEST_CASE("private answers are not stored, shareable ones asked for again") {
  CHECK(has(finish(reading(), Response::text("x")), "Cache-Control: no-store"));
  CHECK(has(finish(reading(), Response::text("x").with_header("A", "b").shareable()), "Cache-Control: no-cache"));
  const Answer own = finish(reading(), Response::text("x").with_header("cache-control", "public, max-age=60"));
  CHECK(has(own, "cache-control: public, max-age=60"));
  CHECK(own.head.find("no-store") == std::string::npos);
}

TEST_CASE("a body is described exactly, and not sent for HEAD and 204") {
  const Answer get = finish(reading(), Response::text("hello"));
  CHECK(has(get, "Content-Length: 5"));
  CHECK(get.body == "hello");
  const Answer head = finish(reading({}, Method::head), Response::text("hello"));
  CHECK(head.head == get.head);
  CHECK(head.body.empty());
  const Answer none = finish(reading(), Response::text("hello", 204));
  CHECK(none.head.find("Content-Length") == std::string::npos);
  CHECK(none.body.empty());
  CHECK(has(finish(reading(), Response::see_other("/nl")), "Content-Length: 0"));
}

TEST_CASE("a reader who has the page gets 304, in the encoding that was asked for") {
  const std::string page(5000, 'x');
  const Answer plain = finish(reading(), Response::html(page));
  const Answer small = finish(reading({{"accept-encoding", "br"}}), Response::html(page));
  CHECK(tag_in(plain) != tag_in(small));
  CHECK(has(small, "Content-Encoding: br"));
  CHECK(has(small, "Vary: Accept-Encoding"));
  CHECK(has(plain, "Vary: Accept-Encoding"));
  const HeaderList known{{"accept-encoding", "br"}, {"if-none-match", "\"other\", W/" + tag_in(small)}};
  const Answer again = finish(reading(known), Response::html(page));
  CHECK(again.status == 304);
  CHECK(again.body.empty());
  CHECK(tag_in(again) == tag_in(small));
  CHECK(finish(reading(known), Response::html(page + "y")).status == 200);
  CHECK(finish(reading(known, Method::post), Response::html(page)).status == 200);
  CHECK(finish(reading({{"if-none-match", "*"}}), Response::html(page, 404)).status == 404);
}

TEST_CASE("a handler's own ETag is kept, once") {
  const Answer answer = finish(reading(), Response::text("x").with_header("ETag", "\"v7\""));
  CHECK(has(answer, "ETag: \"v7\""));
  CHECK(answer.head.find("ETag") == answer.head.rfind("ETag"));
  CHECK(finish(reading({{"if-none-match", "\"v7\""}}), Response::text("x").with_header("ETag", "\"v7\"")).status ==
        304);
}

TEST_CASE("small, binary and already compressed bodies are left alone") {
  const Request request = reading({{"accept-encoding", "br, gzip"}});
  CHECK(finish(request, Response::html("short")).body == "short");
  Response picture = Response::text(std::string(5000, 'x'));
  picture.content_type = "image/png";
  CHECK(finish(request, picture).body.size() == 5000);
  Response ready = Response::text(std::string(5000, 'x'));
  ready.content_encoding = "br";
  const Answer answer = finish(request, ready);
  CHECK(answer.body.size() == 5000);
  CHECK(has(answer, "Content-Encoding: br"));
}

TEST_CASE("a header cannot break out of its line") {
  for (const std::string& value :
       {std::string("a\r\nSet-Cookie: b"), std::string("a\nb"), std::string("a\0b", 3), std::string("\x7f")}) {
    CHECK_THROWS_AS(finish(reading(), Response::text("x").with_header("X-A", value)), BrokenInvariant);
  }
  CHECK_THROWS_AS(finish(reading(), Response::text("x").with_header("X A", "b")), BrokenInvariant);
  CHECK_THROWS_AS(finish(reading(), Response::text("x").with_header("", "b")), BrokenInvariant);
  CHECK_THROWS_AS(finish(reading(), Response::text("x", 700)), BrokenInvariant);
}

TEST_CASE("redirects stay on this site") {
  for (const char* good : {"/", "/nl/hubs?q=1#top", "/a//b"}) CHECK_MESSAGE(is_local_address(good), good);
  for (const char* bad :
       {"", "nl", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/a b", "/\t/evil.example"}) {
    CHECK_MESSAGE(!is_local_address(bad), bad);
    CHECK_THROWS_AS(Response::see_other(bad), BrokenInvariant);
  }
}

TEST_CASE("tags are compared weakly") {
  CHECK(etag_matches("\"a\"", "\"a\""));
  CHECK(etag_matches("W/\"a\"", "\"a\""));
  CHECK(etag_matches("\"b\" , \"a\"", "W/\"a\""));
  CHECK(etag_matches(" *", "\"a\""));
  CHECK(!etag_matches("", "\"a\""));
  CHECK(!etag_matches("a", "\"a\""));
  CHECK(!etag_matches("\"a", "\"a\""));
  CHECK(!etag_matches(", ,", "\"a\""));
  CHECK(!etag_matches("\"ab\"", "\"a\""));
}

TEST_CASE("machines get problem+json, people a page") {
  CHECK(plain_error_page(reading({{"accept", "application/json"}}), 404).body ==
        R"({"type":"/problems/http-404","title":"Not Found","status":404})");
  CHECK(plain_error_page(reading({{"accept", "text/html,application/json;q=0.9"}}), 404).content_type ==
        "text/html; charset=utf-8");
  CHECK(plain_error_page(reading(), 503).headers.front().first == "Retry-After");
}

TEST_CASE("a problem escapes what it tells") {
  CHECK(Response::problem(422, "x", "a\"b", "c\nd").body ==
        R"({"type":"/problems/x","title":"a\"b","status":422,"detail":"c\nd"})");
}
