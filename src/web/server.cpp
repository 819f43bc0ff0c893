#include "web/server.h"

#include "web/server_loop.h"

#include <algorithm>
#include <array>

#include "web/client_address.h"
#include "web/request_id.h"

namespace kringwerk::web {
namespace {

constexpr std::size_t kReadSize = 4096;
constexpr std::size_t kBodyReadSize = 64U << 10U;
/// What is still read, and thrown away, after the last answer, so that the client sees it instead of a reset: also one
/// that sends a whole file that is too large before it looks.
constexpr std::size_t kLingerBytes = 16U << 20U;
constexpr std::chrono::seconds kLinger{2};
constexpr std::chrono::milliseconds kTick{250};

std::string peer_of(const tcp::socket& socket) {
  ErrorCode error;
  const auto address = socket.remote_endpoint(error).address();
  if (error) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

/// Keeps the set of connections right however a session ends.
class Registration {
 public:
  Registration(Server::Loop& loop, Connection& connection);
  ~Registration();
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

 private:
  Server::Loop& loop_;
  Connection& connection_;
};

Registration::Registration(Server::Loop& loop, Connection& connection) : loop_(loop), connection_(connection) {
  loop_.connections.insert(&connection_);
  loop_.open = loop_.connections.size();
}

Registration::~Registration() {
  loop_.connections.erase(&connection_);
  loop_.open = loop_.connections.size();
  if (loop_.draining && loop_.connections.empty()) loop_.io.stop();
}

}  // namespace

/// Until when `bytes` may be on their way at the slowest speed allowed.
Clock::time_point Server::Loop::deadline_for(std::size_t bytes) const {
  return Clock::now() + options.slow_grace +
         std::chrono::seconds{bytes / std::max<std::size_t>(1, options.minimum_speed)};
}

/// False when the client is gone or too slow (then `expired`).
asio::awaitable<bool> Server::Loop::read_some(Connection& connection) {
  const std::size_t before = connection.input.size();
  connection.input.resize(before + (connection.idle ? kReadSize : kBodyReadSize));
  ErrorCode error;
  const std::size_t count = co_await connection.socket.async_read_some(
      asio::buffer(connection.input.data() + before, connection.input.size() - before),
      asio::redirect_error(asio::use_awaitable, error));
  connection.input.resize(before + count);
  co_return !error;
}

asio::awaitable<Refusal> Server::Loop::read_head(Connection& connection, MessageParser& parser) {
  std::string& input = connection.input;
  std::size_t searched = 0;
  connection.idle = input.empty();
  connection.deadline = Clock::now() + (connection.idle ? options.idle_timeout : options.header_timeout);
  for (;;) {
    while (searched == 0 && input.starts_with("\r\n")) input.erase(0, 2);
    const auto length = head_length(input, searched);
    if (length.value_or(input.size()) > options.header_bytes) co_return Refusal{431, "head_too_large"};
    if (length) {
      const Refusal refusal = parser.put_head(std::string_view{input}.substr(0, *length));
      input.erase(0, *length);
      co_return refusal;
    }
    searched = input.size() - std::min<std::size_t>(2, input.size());
    if (draining && connection.idle) co_return Refusal{0, "draining"};
    const bool received = co_await read_some(connection);
    if (!received) co_return Refusal{connection.expired && !connection.idle ? 408 : 0, "slow_head"};
    if (connection.idle) connection.deadline = Clock::now() + options.header_timeout;
    connection.idle = false;
  }
}

asio::awaitable<Refusal> Server::Loop::read_body(Connection& connection, MessageParser& parser,
                                                 bool continue_expected) {
  ErrorCode error;
  if (continue_expected && !parser.is_done() && connection.input.empty()) {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    connection.deadline = deadline_for(go_on.size());
    co_await asio::async_write(connection.socket, asio::buffer(go_on.data(), go_on.size()),
                               asio::redirect_error(asio::use_awaitable, error));
  }
  const auto latest = Clock::now() + options.body_timeout;
  const auto since = Clock::now();
  std::size_t bytes = connection.input.size();
  for (;;) {
    const Refusal refusal = parser.put_body(connection.input, options.body_bytes);
    if (!refusal.fault.empty() || parser.is_done()) co_return refusal;
    if (connection.input.size() > options.header_bytes) co_return Refusal{400, "endless_chunk_head"};
    connection.deadline = std::min(latest, since + (deadline_for(bytes) - Clock::now()));
    const std::size_t before = connection.input.size();
    const bool received = co_await read_some(connection);
    if (!received) co_return Refusal{connection.expired ? 408 : 0, "slow_body"};
    bytes += connection.input.size() - before;
  }
}

/// False when the queue is full.
asio::awaitable<bool> Server::Loop::run_on_worker(std::shared_ptr<Exchange> work) {
  bool accepted = true;
  const auto lane = answerer.is_urgent(work->request) ? WorkerPool::Lane::urgent : WorkerPool::Lane::ordinary;
  // Named on purpose: g++ 12 destroys a capturing lambda temporary inside a co_await expression twice.
  auto initiate = [this, work, lane, &accepted](auto handler) {
    auto kept = std::make_shared<decltype(handler)>(std::move(handler));
    const auto resume = [this](auto& shared) {
      asio::post(io, [shared = std::move(shared)]() mutable {
        auto continuation = std::move(*shared);
        shared.reset();
        continuation();
      });
    };
    auto job = [this, work, kept, resume](Clock::duration waited) mutable {
      const bool stale = waited > options.queue_patience;
      work->answer = stale ? answerer.refuse(work->request, {503, "waited_too_long"}) : answerer.handle(work->request);
      work.reset();
      resume(kept);
    };
    accepted = pool.post(std::move(job), lane);
    if (!accepted) resume(kept);
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(initiate, asio::use_awaitable);
  co_return accepted;
}

/// Whether the connection is good for another request.
asio::awaitable<bool> Server::Loop::send(Connection& connection, const Answer& answer, Persistence persistence) {
  const std::string head = answer.head + std::string(connection_lines(persistence));
  const std::array<asio::const_buffer, 2> pieces{asio::buffer(head), asio::buffer(answer.body)};
  connection.deadline = deadline_for(head.size() + answer.body.size());
  ErrorCode error;
  co_await asio::async_write(connection.socket, pieces, asio::redirect_error(asio::use_awaitable, error));
  co_return !error && persistence != Persistence::close;
}

/// One request and its answer; whether another may follow.
asio::awaitable<bool> Server::Loop::exchange(Connection& connection) {
  MessageParser parser;
  Refusal refusal = co_await read_head(connection, parser);
  auto work = std::make_shared<Exchange>();
  Request& request = work->request;
  request.request_id = new_request_id();
  request.remote_address = connection.peer;
  constexpr int kHeadTooLarge = 431;
  if (refusal.status == kHeadTooLarge) peek_languages(request, connection.input);
  if (refusal.fault.empty()) refusal = take_head(request, parser.head(), options.body_bytes);
  if (refusal.fault.empty()) refusal = co_await read_body(connection, parser, request.header("expect").has_value());
  connection.deadline = Clock::time_point::max();
  if (!refusal.fault.empty()) {
    if (refusal.status == 0) co_return false;
    work->answer = answerer.refuse(request, refusal);
    connection.lingers = true;
    co_await send(connection, work->answer, Persistence::close);
    co_return false;
  }
  request.remote_address = client_address({connection.peer, options.trusted_proxy, last_forwarded_for(request)});
  request.body = parser.take_body();
  if (auto instant = answerer.answer_instantly(request)) {
    work->answer = std::move(*instant);
  } else {
    const bool accepted = co_await run_on_worker(work);
    if (!accepted) work->answer = answerer.refuse(request, {503, "queue_full"});
  }
  const auto kept = parser.is_old_version() ? Persistence::keep_old_version : Persistence::keep;
  const bool more =
      co_await send(connection, work->answer, parser.keeps_alive() && !draining ? kept : Persistence::close);
  co_return more;
}

asio::awaitable<void> Server::Loop::close_gently(Connection& connection) {
  ErrorCode error;
  connection.socket.shutdown(tcp::socket::shutdown_send, error);
  connection.deadline = Clock::now() + kLinger;
  std::size_t bytes = 0;
  for (bool more = !error; more && bytes < kLingerBytes; bytes += connection.input.size()) {
    connection.input.clear();
    more = co_await read_some(connection);
  }
}

asio::awaitable<void> Server::Loop::session(tcp::socket socket) {
  Connection connection{std::move(socket)};
  connection.peer = peer_of(connection.socket);
  const Registration registration{*this, connection};
  try {
    bool more = true;
    while (more) more = co_await exchange(connection);
    if (connection.lingers || !connection.input.empty()) co_await close_gently(connection);
  } catch (const std::exception&) {
    // Only memory running out throws here; the connection is dropped and the others live.
  }
}

void Server::Loop::turn_away(tcp::socket& socket) {
  const Answer answer = answerer.refuse(Request{}, {503, "connection_limit"});
  const std::string text = answer.head + std::string(connection_lines(Persistence::close)) + answer.body;
  ErrorCode error;
  socket.non_blocking(true, error);
  socket.write_some(asio::buffer(text), error);
  socket.shutdown(tcp::socket::shutdown_send, error);
}

asio::awaitable<void> Server::Loop::accept() {
  asio::steady_timer pause{io};
  while (!draining) {
    tcp::socket socket{io};
    ErrorCode error;
    co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
    if (draining) co_return;
    if (error) {  // out of file descriptors: sessions that end give some back
      pause.expires_after(std::chrono::milliseconds{50});
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    } else if (connections.size() >= options.connection_limit) {
      turn_away(socket);
    } else {
      socket.set_option(tcp::no_delay{true}, error);
      asio::co_spawn(io, session(std::move(socket)), asio::detached);
    }
  }
}

void Server::Loop::expire() {
  const auto now = Clock::now();
  for (Connection* connection : connections) {
    if (connection->deadline > now) continue;
    connection->expired = true;
    ErrorCode ignored;
    connection->socket.cancel(ignored);
  }
  if (draining && now >= drain_end) io.stop();
}

asio::awaitable<void> Server::Loop::watch() {
  for (;;) {
    tick.expires_after(kTick);
    co_await tick.async_wait(asio::use_awaitable);
    expire();
  }
}

void Server::Loop::open_port() {
  const tcp::endpoint endpoint{asio::ip::make_address(options.address), options.port};
  acceptor.open(endpoint.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address{true});
  acceptor.bind(endpoint);
  acceptor.listen(4096);
}

void Server::Loop::drain() {
  if (draining) return;
  draining = true;
  drain_end = Clock::now() + options.drain_timeout;
  ErrorCode ignored;
  acceptor.close(ignored);
  for (Connection* connection : connections) {
    if (connection->idle) connection->socket.cancel(ignored);
  }
  if (connections.empty()) io.stop();
}

Server::Server(const ServerOptions& options, Handlers handlers)
    : loop_(std::make_unique<Loop>(options, std::move(handlers))) {}

Server::~Server() = default;

void Server::listen() {
  loop_->open_port();
}

std::uint16_t Server::port() const {
  return loop_->acceptor.local_endpoint().port();
}

void Server::run() {
  asio::co_spawn(loop_->io, loop_->accept(), asio::detached);
  asio::co_spawn(loop_->io, loop_->watch(), asio::detached);
  loop_->io.run();
}

void Server::stop() {
  asio::post(loop_->io, [loop = loop_.get()] { loop->drain(); });
}

std::size_t Server::open_connections() const {
  return loop_->open;
}

std::size_t Server::waiting_requests() const {
  return loop_->pool.waiting();
}

}  // namespace kringwerk::web
