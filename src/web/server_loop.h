#pragma once

// Private to server.cpp, the one file that compiles the coroutines of Asio.
// <utility> stands first: Asio 1.74 uses std::exchange without including it.
#include <utility>
// g++ 12 reuses coroutine frames wrongly with Asio's recycling.
#define BOOST_ASIO_DISABLE_AWAITABLE_FRAME_RECYCLING 1
#include <atomic>
#include <boost/asio.hpp>
#include <chrono>
#include <memory>
#include <set>
#include <string>

#include "web/answerer.h"
#include "web/message_parser.h"
#include "web/request_head.h"
#include "web/server.h"
#include "web/worker_pool.h"

namespace kringwerk::web {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using ErrorCode = boost::system::error_code;

struct Connection {
  explicit Connection(tcp::socket accepted) : socket(std::move(accepted)) {}
  tcp::socket socket;
  std::string peer;
  std::string input;     ///< received and not yet used
  bool idle = true;      ///< between two requests: may be closed when draining
  bool lingers = false;  ///< refused with bytes still coming
  /// When what the connection waits for is given up; checked four times a second for all connections together.
  Clock::time_point deadline = Clock::time_point::max();
  bool expired = false;
};

/// A request on its way through a worker; shared, because the worker may outlive the connection.
struct Exchange {
  Request request;
  Answer answer;
};

struct Server::Loop {
  Loop(const ServerOptions& chosen, Handlers handlers)
      : options(chosen),
        answerer{std::move(handlers), chosen.https ? Scheme::https : Scheme::http},
        acceptor(io),
        tick(io),
        pool({chosen.workers, chosen.queue_limit}) {}

  void open_port();
  void drain();
  void expire();
  void turn_away(tcp::socket& socket);
  Clock::time_point deadline_for(std::size_t bytes) const;
  asio::awaitable<void> accept();
  asio::awaitable<void> watch();
  asio::awaitable<void> session(tcp::socket socket);
  asio::awaitable<bool> exchange(Connection& connection);
  asio::awaitable<bool> read_some(Connection& connection);
  asio::awaitable<Refusal> read_head(Connection& connection, MessageParser& parser);
  asio::awaitable<Refusal> read_body(Connection& connection, MessageParser& parser, bool continue_expected);
  asio::awaitable<bool> run_on_worker(std::shared_ptr<Exchange> work);
  asio::awaitable<bool> send(Connection& connection, const Answer& answer, Persistence persistence);
  asio::awaitable<void> close_gently(Connection& connection);

  // Destroyed from below: workers end first, then the sessions still open, then the rest.
  const ServerOptions options;
  Answerer answerer;
  std::set<Connection*> connections;
  std::atomic<std::size_t> open{0};
  bool draining = false;
  Clock::time_point drain_end;
  asio::io_context io{1};
  tcp::acceptor acceptor;
  asio::steady_timer tick;
  WorkerPool pool;
};

}  // namespace kringwerk::web
