#include "web/csrf.h"

#include <doctest/doctest.h>

#include "base/ensure.h"
#include "web/cookies.h"

using namespace kringwerk::web;

namespace {

const std::string kKey(32, 'k');

Request with(std::vector<std::pair<std::string, std::string>> headers) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

/// "csrf=…" as a browser sends it back.
std::string sent_back(const Csrf::Ticket& ticket) {
  return ticket.set_cookie.substr(0, ticket.set_cookie.find(';'));
}

}  // namespace

TEST_CASE("a form sent back with its cookie is accepted") {
  const Csrf csrf{kKey, false};
  const auto ticket = csrf.ticket(with({}));
  CHECK(ticket.set_cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"));
  const Request back = with({{"cookie", "a=b; " + sent_back(ticket)}, {"host", "h:1"}, {"origin", "http://h:1"}});
  CHECK(csrf.accepts(back, ticket.token));
  const auto second = csrf.ticket(back);
  CHECK(second.set_cookie.empty());
  CHECK(second.token != ticket.token);
  CHECK(csrf.accepts(back, second.token));
}

TEST_CASE("anything else is refused") {
  const Csrf csrf{kKey, false};
  const auto ticket = csrf.ticket(with({}));
  const auto foreign = csrf.ticket(with({}));
  const std::string cookie = sent_back(ticket);
  CHECK(!csrf.accepts(with({{"cookie", cookie}}), ""));
  CHECK(!csrf.accepts(with({{"cookie", cookie}}), "token"));
  CHECK(!csrf.accepts(with({{"cookie", cookie}}), foreign.token));
  CHECK(!csrf.accepts(with({}), ticket.token));
  CHECK(!csrf.accepts(with({{"cookie", "csrf="}}), ticket.token));
  CHECK(!csrf.accepts(with({{"cookie", "csrf=short"}}), ticket.token));
  CHECK(!Csrf(std::string(32, 'x'), false).accepts(with({{"cookie", cookie}}), ticket.token));
  std::string changed = ticket.token;
  changed[60] = changed[60] == 'A' ? 'B' : 'A';
  CHECK(!csrf.accepts(with({{"cookie", cookie}}), changed));
  CHECK(!csrf.accepts(with({{"cookie", cookie}}), ticket.token + "A"));
  CHECK(!csrf.accepts(with({{"cookie", sent_back(csrf.fresh_ticket())}}), ticket.token));
}

TEST_CASE("where the browser says it comes from must be this site") {
  const Csrf csrf{kKey, false};
  const auto ticket = csrf.ticket(with({}));
  const auto accepted = [&](std::string name, std::string value) {
    return csrf.accepts(with({{"cookie", sent_back(ticket)}, {"host", "h"}, {std::move(name), std::move(value)}}),
                        ticket.token);
  };
  CHECK(accepted("origin", "http://h"));
  CHECK(!accepted("origin", "https://h"));
  CHECK(!accepted("origin", "http://h.evil"));
  CHECK(!accepted("origin", "null"));
  CHECK(accepted("sec-fetch-site", "same-origin"));
  CHECK(accepted("sec-fetch-site", "none"));
  CHECK(!accepted("sec-fetch-site", "same-site"));
  CHECK(!accepted("sec-fetch-site", "cross-site"));
}

TEST_CASE("with https the cookie belongs to this host alone") {
  const Csrf csrf{kKey, true};
  const auto ticket = csrf.fresh_ticket();
  CHECK(ticket.set_cookie.starts_with("__Host-csrf="));
  CHECK(ticket.set_cookie.ends_with("; Secure"));
  CHECK(csrf.accepts(with({{"cookie", sent_back(ticket)}, {"host", "h"}, {"origin", "https://h"}}), ticket.token));
  CHECK_THROWS_AS(Csrf("short", true), kringwerk::BrokenInvariant);
}

TEST_CASE("cookies") {
  CHECK(cookie_in("a=1; b=2", "b") == "2");
  CHECK(cookie_in("a=1;b=\"2\" ;c", "b") == "\"2\"");
  CHECK(cookie_in("a=1; a=2", "a") == "1");
  CHECK(cookie_in("a=b=c", "a") == "b=c");
  CHECK(cookie_in(" ; =x; a=", "a") == "");
  CHECK(!cookie_in("ab=1; c", "a"));
  CHECK(!cookie_in("c", "c"));
  CHECK(!cookie_in("", "a"));
  CHECK(set_cookie({"s", "v", std::chrono::seconds{0}}, false) == "s=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
  CHECK_THROWS_AS(set_cookie({"s", "v;x", std::nullopt}, false), kringwerk::BrokenInvariant);
  CHECK_THROWS_AS(set_cookie({"s", "v\r\n", std::nullopt}, false), kringwerk::BrokenInvariant);
  CHECK_THROWS_AS(set_cookie({"", "v", std::nullopt}, false), kringwerk::BrokenInvariant);
}
