#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "web/request.h"
#include "web/response.h"

namespace kringwerk::web {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0 = any free port, see Server::port
  unsigned workers = 4;
  std::size_t queue_limit = 512;                   ///< requests waiting for a worker; beyond it 503 with Retry-After
  std::chrono::milliseconds queue_patience{2000};  ///< a request that waited longer is answered 503, not handled
  std::size_t connection_limit = 12000;
  std::size_t header_bytes = 16U << 10U;
  std::size_t body_bytes = 10U << 20U;
  std::chrono::seconds header_timeout{15};
  std::chrono::seconds body_timeout{120};
  std::chrono::seconds slow_grace{5};  ///< after it, bodies must have come (and answers gone) at minimum_speed
  std::size_t minimum_speed = 500;     ///< bytes per second on average
  std::chrono::seconds idle_timeout{30};
  std::chrono::seconds drain_timeout{20};  ///< how long stop() lets requests under way finish
  std::string trusted_proxy;               ///< only from this address X-Forwarded-For is believed; empty = never
  bool https = false;                      ///< the site is reached by https: HSTS and Secure cookies
};

/// How one request ended, for the log and the metrics.
struct Outcome {
  int status = 0;
  std::size_t bytes = 0;  ///< of the body sent
  std::chrono::microseconds took{0};
  std::string_view fault;  ///< why the server refused it, or what() of what the handler threw; empty otherwise
};

/// HTTP/1.1 over asynchronous I/O in one thread; handlers are plain functions on a bounded pool of workers.
/// Adds to every answer: the security headers, X-Request-Id, Date, ETag for GET 200 and 304 when it matches, brotli or
/// gzip for larger text answers when the client accepts it. Refuses before a handler sees it: bad syntax and smuggling
/// shapes 400, headers over the limit 431, body over the limit 413, too slow 408, unknown method 501, path or query
/// that is not valid percent-encoded UTF-8 400. A handler that throws is answered by 500 with the request id and
/// observed with what().
class Server {
 public:
  using Application = std::function<Response(const Request&)>;
  /// Called once per answered request, before the answer is sent; on the worker's thread, or on the I/O thread for what
  /// no worker sees. Must not throw.
  using Observer = std::function<void(const Request&, const Outcome&)>;

  struct Handlers {
    Application application;
    Observer observer;  ///< may be empty, as may those below
    /// Called on the I/O thread first: what needs no worker (a file in memory, a health check). nullopt = not mine.
    std::function<std::optional<Response>(const Request&)> instantly;
    /// Whether a request goes ahead of others in the queue (a signed-in person's form before an anonymous search).
    /// Called on the I/O thread.
    std::function<bool(const Request&)> urgent;
    /// The page for a status the server answers by itself; the request may hold no more than its id. Called on the I/O
    /// thread or a worker's. A plain page when it throws.
    std::function<Response(const Request&, int status)> error_page;
  };
  Server(const ServerOptions& options, Handlers handlers);
  Server(const ServerOptions& options, Application application, Observer observer)
      : Server(options, Handlers{std::move(application), std::move(observer), {}, {}, {}}) {}
  ~Server();

  /// Opens the port; throws std::runtime_error when it is taken.
  void listen();
  std::uint16_t port() const;
  /// Serves until stop(); returns after requests under way are answered or the drain timeout has passed. Once.
  void run();
  /// May be called from any thread and from a signal handler's thread. New connections are refused at once.
  void stop();

  /// For gauges; any thread.
  std::size_t open_connections() const;
  std::size_t waiting_requests() const;

  struct Loop;  ///< private to server.cpp

 private:
  std::unique_ptr<Loop> loop_;
};

}  // namespace kringwerk::web
