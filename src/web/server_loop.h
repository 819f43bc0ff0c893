#pragma once

// Private to server.cpp, the one translation unit that compiles Asio and Beast (43 s and 0.9 GB when optimised).
// <utility> stands first: Asio 1.74 uses std::exchange without including it.
#include <utility>
// g++ 12 reuses coroutine frames wrongly under -O2 with Asio's recycling.
#define BOOST_ASIO_DISABLE_AWAITABLE_FRAME_RECYCLING 1
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <atomic>
#include <memory>
#include <set>
#include <string>

#include "web/answerer.h"
#include "web/request_head.h"
#include "web/server.h"
#include "web/worker_pool.h"

namespace kringwerk::web {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Parser = http::request_parser<http::string_body>;
using ErrorCode = boost::system::error_code;

struct Connection {
  beast::tcp_stream stream;
  beast::flat_buffer buffer;
  std::string peer;
  bool idle = true;  ///< between two requests: may be closed when draining
};

/// A request on its way through a worker; shared, because the worker may outlive the connection.
struct Exchange {
  Request request;
  Answer answer;
};

enum class Persistence { keep, keep_old_version, close };

struct Server::Loop {
  Loop(const ServerOptions& chosen, Application application, Observer observer)
      : options(chosen), acceptor(io), drain_timer(io), pool({chosen.workers, chosen.queue_limit}) {
    answerer.application = std::move(application);
    answerer.observer = std::move(observer);
    answerer.scheme = chosen.https ? Scheme::https : Scheme::http;
  }

  /// Keeps `connections` right however a session ends.
  struct Registration {
    Registration(Loop& to, Connection& of) : loop(to), connection(of) {
      loop.connections.insert(&connection);
      loop.open = loop.connections.size();
    }
    ~Registration() {
      loop.connections.erase(&connection);
      loop.open = loop.connections.size();
      if (loop.draining && loop.connections.empty()) loop.io.stop();
    }
    Registration(const Registration&) = delete;
    Registration& operator=(const Registration&) = delete;
    Loop& loop;
    Connection& connection;
  };

  void open_port();
  void drain();
  void turn_away(tcp::socket& socket);
  asio::awaitable<void> accept();
  asio::awaitable<void> session(tcp::socket socket);
  asio::awaitable<bool> exchange(Connection& connection);
  asio::awaitable<Refusal> read_head(Connection& connection, Parser& parser);
  asio::awaitable<Refusal> read_body(Connection& connection, Parser& parser, bool continue_expected);
  asio::awaitable<bool> run_on_worker(std::shared_ptr<Exchange> exchange);
  asio::awaitable<bool> send(Connection& connection, const Answer& answer, Persistence persistence);
  asio::awaitable<void> close_gently(Connection& connection);
  asio::awaitable<bool> refuse(Connection& connection, const Request& request, Refusal refusal);

  // The order is the order of destruction backwards: workers end first, then the sessions still open, then the rest.
  const ServerOptions options;
  Answerer answerer;
  std::set<Connection*> connections;
  std::atomic<std::size_t> open{0};
  bool draining = false;
  asio::io_context io{1};
  tcp::acceptor acceptor;
  asio::steady_timer drain_timer;
  WorkerPool pool;
};

}  // namespace kringwerk::web
