#include "web/server.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "web/raw_client.h"

using namespace kringwerk::web;
using namespace std::chrono_literals;

namespace {

/// A door the test opens: handlers wait behind it.
class Gate {
 public:
  void open() { promise_.set_value(); }
  void wait() const { future_.wait(); }

 private:
  std::promise<void> promise_;
  std::shared_future<void> future_{promise_.get_future()};
};

Response echo(const Request& request) {
  if (request.path == "/throws") throw std::runtime_error("planned fault");
  if (request.path == "/large") return Response::text(std::string(100000, 'k')).shareable();
  return Response::text(request.path + "|" + std::string(request.query.value("q")) + "|" + request.body).shareable();
}

std::optional<Response> health(const Request& request) {
  return request.path == "/health" ? std::optional{Response::text("ok")} : std::nullopt;
}

ServerOptions small_options() {
  ServerOptions options;
  options.port = 0;
  options.workers = 2;
  options.body_bytes = 1000;
  options.header_bytes = 2000;
  return options;
}

/// A running server; stopped and joined when the test is done.
class Running {
 public:
  explicit Running(const ServerOptions& options = small_options(), Server::Application application = echo)
      : server(options, {std::move(application),
                         [this](const Request&, const Outcome& outcome) { note(outcome); },
                         health,
                         {},
                         {}}) {
    server.listen();
    port = server.port();
    thread_ = std::thread([this] { server.run(); });
  }
  ~Running() {
    server.stop();
    thread_.join();
  }
  void join_now() {
    thread_.join();
    thread_ = std::thread([] {});
  }
  std::string ask(std::string_view text) const {
    RawClient client{port};
    client.send(text);
    return client.answer();
  }
  std::vector<std::string> faults() {
    const std::lock_guard lock{mutex_};
    return faults_;
  }

  Server server;
  std::uint16_t port = 0;

 private:
  void note(const Outcome& outcome) {
    const std::lock_guard lock{mutex_};
    if (!outcome.fault.empty()) faults_.emplace_back(outcome.fault);
  }
  std::mutex mutex_;
  std::vector<std::string> faults_;
  std::thread thread_;
};

bool contains(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

std::string get(std::string_view target, std::string_view more = {}) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: here\r\n" + std::string(more) + "\r\n";
}

}  // namespace

TEST_CASE("an answer carries what every answer carries") {
  const Running running;
  const std::string answer = running.ask(get("/caf%C3%A9?q=a+b"));
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.ends_with("/caf\u00e9|a b|"));
  for (const char* header : {"Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff",
                             "X-Request-Id: ", "Date: ", "ETag: \"", "Cache-Control: no-cache", "Content-Length: "}) {
    CHECK_MESSAGE(contains(answer, header), header);
  }
}

TEST_CASE("shapes that smuggle are refused and the connection is closed") {
  const std::vector<std::pair<std::string, std::string>> table{
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5, 5\r\n\r\nhello", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +5\r\n\r\nhello", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x5\r\n\r\nhello", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\nhello", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\nhello", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:\r\n\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"GET / HTTP/1.1\nHost: h\n\n", "400"},
      {"GET / HTTP/1.1\r\nHost: h\nX: 1\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n", "400"},
      {std::string("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n", 35), "400"},
      {"GET / HTTP/1.1\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400"},
      {"GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
      {"GET /a%2fb HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
      {"GET /a/../b HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
      {"GET http://other/ HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
      {"GET / HTTP/9.9\r\nHost: h\r\n\r\n", "505"},
      {"BREW / HTTP/1.1\r\nHost: h\r\n\r\n", "501"},
      {"TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", "501"},
      {"GET / HTTP/1.1\r\nHost: h\r\nExpect: wonders\r\n\r\n", "417"},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", "400"},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n", "400"}};
  const Running running;
  for (const auto& [text, status] : table) {
    RawClient client{running.port};
    client.send(text + get("/second"));
    const std::string all = client.rest();
    CHECK_MESSAGE(all.starts_with("HTTP/1.1 " + status), text, all.substr(0, 200));
    CHECK_MESSAGE(contains(all, "Connection: close"), text);
    CHECK_MESSAGE(contains(all, "Content-Security-Policy: "), text);
    CHECK_MESSAGE(!contains(all, "/second"), text);
  }
}

TEST_CASE("limits") {
  const Running running;
  CHECK(running.ask(get("/", "X: " + std::string(3000, 'x') + "\r\n")).starts_with("HTTP/1.1 431"));
  CHECK(running.ask("GET /" + std::string(3000, 'x')).starts_with("HTTP/1.1 431"));
  CHECK(running.ask("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n").starts_with("HTTP/1.1 413"));
  const std::string chunked = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n";
  CHECK(running.ask(chunked + std::string(1001, 'x')).starts_with("HTTP/1.1 413"));
  CHECK(running.ask(chunked.substr(0, chunked.size() - 5) + "5\r\nhello\r\n2\r\n, \r\n0\r\nHost: evil\r\n\r\n")
            .ends_with("||hello, "));
}

TEST_CASE("a client that trickles is cut off, one that is idle is closed") {
  ServerOptions options = small_options();
  options.slow_grace = 1s;
  options.header_timeout = 1s;
  options.idle_timeout = 1s;
  const Running running{options};
  RawClient body{running.port};
  RawClient header{running.port};
  RawClient idle{running.port};
  body.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\nabc");
  header.send("GET / HTTP/1.1\r\nHo");
  CHECK(body.rest().starts_with("HTTP/1.1 408"));
  CHECK(header.rest().starts_with("HTTP/1.1 408"));
  CHECK(idle.rest().empty());
}

TEST_CASE("pipelined requests are answered in order, each once") {
  const Running running;
  RawClient client{running.port};
  client.send(get("/one") + "POST /two HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc\r\n" + get("/three"));
  CHECK(client.answer().ends_with("/one||"));
  CHECK(client.answer().ends_with("/two||abc"));
  CHECK(client.answer().ends_with("/three||"));
}

TEST_CASE("HEAD, conditional requests and compression") {
  const Running running;
  RawClient client{running.port};
  client.send("HEAD /large HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(contains(client.answer(RawClient::Body::none), "Content-Length: 100000\r\n"));
  client.send(get("/large", "Accept-Encoding: gzip, br\r\n"));
  const std::string small = client.answer();
  CHECK(contains(small, "Content-Encoding: br\r\n"));
  CHECK(contains(small, "Vary: Accept-Encoding\r\n"));
  CHECK(small.size() < 3000);
  const std::size_t at = small.find("ETag: ") + 6;
  const std::string etag = small.substr(at, small.find('\r', at) - at);
  client.send(get("/large", "Accept-Encoding: gzip, br\r\nIf-None-Match: W/" + etag + "\r\n"));
  const std::string known = client.answer();
  CHECK(known.starts_with("HTTP/1.1 304"));
  CHECK(!contains(known, "Content-Length"));
  client.send(get("/after"));
  CHECK(client.answer().ends_with("/after||"));
}

TEST_CASE("100-continue, old clients, absolute-form") {
  const Running running;
  RawClient client{running.port};
  client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.answer() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  CHECK(client.answer().ends_with("/x||abc"));
  client.send("GET http://HERE/y?q=1 HTTP/1.1\r\nHost: here\r\n\r\n");
  CHECK(client.answer().ends_with("/y|1|"));
  client.send("GET /kept HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  CHECK(contains(client.answer(), "Connection: keep-alive\r\n"));
  client.send("GET /old HTTP/1.0\r\n\r\n");
  CHECK(client.rest().ends_with("/old||"));
}

TEST_CASE("a client that does not read its answer is cut off") {
  ServerOptions options = small_options();
  options.slow_grace = 1s;
  options.minimum_speed = 1000000000;
  const Running running{options, [](const Request&) { return Response::text(std::string(50U << 20U, 'k')); }};
  RawClient client{running.port};
  client.send(get("/"));
  while (running.server.open_connections() == 0) std::this_thread::yield();
  while (running.server.open_connections() != 0) std::this_thread::yield();
  CHECK(client.rest().size() < (50U << 20U));
}

TEST_CASE("connections beyond the limit are told so") {
  ServerOptions options = small_options();
  options.connection_limit = 1;
  const Running running{options};
  RawClient first{running.port};
  first.send(get("/a"));
  CHECK(first.answer().ends_with("/a||"));
  CHECK(RawClient{running.port}.rest().starts_with("HTTP/1.1 503"));
  first.send(get("/b"));
  CHECK(first.answer().ends_with("/b||"));
}

TEST_CASE("a handler that throws is a 500 without its words") {
  Running running;
  const std::string answer = running.ask(get("/throws", "Accept: application/json\r\n"));
  CHECK(answer.starts_with("HTTP/1.1 500"));
  CHECK(contains(answer, "application/problem+json"));
  CHECK(!contains(answer, "planned fault"));
  CHECK(running.faults() == std::vector<std::string>{"planned fault"});
}

TEST_CASE("a full queue answers 503 at once, and instant answers still come") {
  Gate gate;
  std::atomic<int> started{0};
  ServerOptions options = small_options();
  options.workers = 1;
  options.queue_limit = 1;
  Running running{options, [&](const Request& request) {
                    ++started;
                    gate.wait();
                    return echo(request);
                  }};
  RawClient first{running.port};
  first.send(get("/first"));
  while (started == 0) std::this_thread::yield();
  RawClient second{running.port};
  second.send(get("/second"));
  while (running.server.waiting_requests() == 0) std::this_thread::yield();
  CHECK(running.ask(get("/health")).ends_with("\r\n\r\nok"));
  const std::string refused = running.ask(get("/third"));
  CHECK(refused.starts_with("HTTP/1.1 503"));
  CHECK(contains(refused, "Retry-After: "));
  gate.open();
  CHECK(first.answer().ends_with("/first||"));
  CHECK(second.answer().ends_with("/second||"));
}

TEST_CASE("drain: the running request is answered, new ones find no server") {
  Gate gate;
  std::atomic<bool> started{false};
  Running running{small_options(), [&](const Request& request) {
                    started = true;
                    gate.wait();
                    return echo(request);
                  }};
  RawClient busy{running.port};
  RawClient idle{running.port};
  busy.send(get("/busy"));
  while (!started) std::this_thread::yield();
  running.server.stop();
  CHECK(idle.rest().empty());
  CHECK_THROWS(RawClient{running.port});
  gate.open();
  const std::string answer = busy.rest();
  CHECK(answer.ends_with("/busy||"));
  CHECK(contains(answer, "Connection: close"));
  running.join_now();
}
