#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "web/request.h"
#include "web/response.h"

namespace kringwerk::web {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0 = any free port, see Server::port
  unsigned workers = 4;
  std::size_t queue_limit = 512;  ///< requests waiting for a worker; beyond it 503 with Retry-After
  std::size_t connection_limit = 12000;
  std::size_t header_bytes = 16U << 10U;
  std::size_t body_bytes = 10U << 20U;
  std::chrono::seconds header_timeout{15};
  std::chrono::seconds body_timeout{60};
  std::chrono::seconds idle_timeout{30};
  std::chrono::seconds drain_timeout{20};  ///< how long stop() lets requests under way finish
  std::string trusted_proxy;               ///< only from this address X-Forwarded-For is believed; empty = never
  bool https = false;                      ///< the site is reached by https: HSTS and Secure cookies
};

/// HTTP/1.1 over asynchronous I/O in one thread; handlers are plain functions on a bounded pool of workers.
/// Adds to every answer: the security headers, X-Request-Id, Date, ETag for GET 200 and 304 when it matches, brotli or
/// gzip for larger text answers when the client accepts it. Refuses before a handler sees it: bad syntax and smuggling
/// shapes 400, headers over the limit 431, body over the limit 413, unknown method 501, path or query that is not valid
/// percent-encoded UTF-8 400. A handler that throws is answered by 500 with the request id and logged.
class Server {
 public:
  using Application = std::function<Response(const Request&)>;
  /// Called once per answered request, on the worker's thread.
  using Observer = std::function<void(const Request&, int status, std::size_t bytes, std::chrono::microseconds took)>;

  Server(const ServerOptions& options, Application application, Observer observer);
  ~Server();

  /// Opens the port; throws std::runtime_error when it is taken.
  void listen();
  std::uint16_t port() const;
  /// Serves until stop(); returns after requests under way are answered or the drain timeout has passed.
  void run();
  /// May be called from any thread and from a signal handler's thread. New connections are refused at once.
  void stop();

 private:
  struct Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace kringwerk::web
