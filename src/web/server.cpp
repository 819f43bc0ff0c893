#include "web/server_loop.h"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

#include "web/client_address.h"
#include "web/request_id.h"

namespace kringwerk::web {
namespace {

constexpr std::size_t kReadSize = 4096;
/// What is still read, and thrown away, after a refusal, so that the client sees the answer instead of a reset.
constexpr std::size_t kLingerBytes = 64U << 10U;
constexpr std::chrono::seconds kLinger{2};

std::string_view connection_line(Persistence persistence) {
  switch (persistence) {
    case Persistence::keep:
      return "\r\n";
    case Persistence::keep_old_version:
      return "Connection: keep-alive\r\n\r\n";
    case Persistence::close:
      break;
  }
  return "Connection: close\r\n\r\n";
}

std::string_view received(const Connection& connection) {
  const auto data = connection.buffer.data();
  return {static_cast<const char*>(data.data()), data.size()};
}

std::string peer_of(const tcp::socket& socket) {
  ErrorCode error;
  const auto address = socket.remote_endpoint(error).address();
  if (error) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

RequestHead head_of(const Parser& parser) {
  const auto& message = parser.get();
  RequestHead head{std::string(message.method_string()), std::string(message.target()), message.version() % 10, {}};
  for (const auto& field : message) {
    head.headers.emplace_back(lower_case(std::string_view{field.name_string().data(), field.name_string().size()}),
                              std::string(field.value()));
  }
  return head;
}

Refusal parse_head(std::string_view head, Parser& parser) {
  if (const auto fault = head_fault(head)) return {400, *fault};
  ErrorCode error;
  parser.put(asio::const_buffer(head.data(), head.size()), error);
  if (error == http::error::bad_version) return {505, "bad_version"};
  if (error || !parser.is_header_done()) return {400, "bad_syntax"};
  return {};
}

Refusal body_refusal(const ErrorCode& error) {
  if (error == http::error::body_limit) return {413, "body_too_large"};
  if (error == beast::error::timeout) return {0, "slow_body"};
  if (error == http::error::partial_message || error == http::error::end_of_stream) return {0, "gone"};
  if (error.category() == http::make_error_code(http::error::bad_chunk).category()) return {400, "bad_body"};
  return error ? Refusal{0, "gone"} : Refusal{};
}

}  // namespace

asio::awaitable<Refusal> Server::Loop::read_head(Connection& connection, Parser& parser) {
  std::size_t searched = 0;
  connection.idle = connection.buffer.size() == 0;
  connection.stream.expires_after(connection.idle ? options.idle_timeout : options.header_timeout);
  for (;;) {
    while (searched == 0 && received(connection).starts_with("\r\n")) connection.buffer.consume(2);
    const std::string_view so_far = received(connection);
    const auto length = head_length(so_far, searched);
    if (length.value_or(so_far.size()) > options.header_bytes) co_return Refusal{431, "head_too_large"};
    if (length) {
      const Refusal refusal = parse_head(so_far.substr(0, *length), parser);
      connection.buffer.consume(*length);
      co_return refusal;
    }
    searched = so_far.size() - std::min<std::size_t>(2, so_far.size());
    if (draining && connection.idle) co_return Refusal{0, "draining"};
    ErrorCode error;
    const std::size_t count = co_await connection.stream.async_read_some(
        connection.buffer.prepare(kReadSize), asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return Refusal{0, "gone"};
    connection.buffer.commit(count);
    if (connection.idle) connection.stream.expires_after(options.header_timeout);
    connection.idle = false;
  }
}

asio::awaitable<Refusal> Server::Loop::read_body(Connection& connection, Parser& parser, bool continue_expected) {
  ErrorCode error;
  if (continue_expected && !parser.is_done() && connection.buffer.size() == 0) {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    connection.stream.expires_after(options.slow_grace);
    co_await asio::async_write(connection.stream, asio::const_buffer(go_on.data(), go_on.size()),
                               asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return Refusal{0, "gone"};
  }
  parser.body_limit(options.body_bytes);
  const auto begin = Clock::now();
  std::size_t bytes = 0;
  while (!parser.is_done()) {
    const std::chrono::seconds earned{bytes / std::max<std::size_t>(1, options.minimum_speed)};
    connection.stream.expires_at(begin + std::min(options.body_timeout, options.slow_grace + earned));
    bytes += co_await http::async_read_some(connection.stream, connection.buffer, parser,
                                            asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return body_refusal(error);
  }
  co_return Refusal{};
}

asio::awaitable<bool> Server::Loop::run_on_worker(std::shared_ptr<Exchange> exchange) {
  bool accepted = true;
  const auto lane = answerer.is_urgent(exchange->request) ? WorkerPool::Lane::urgent : WorkerPool::Lane::ordinary;
  // Named on purpose: g++ 12 destroys a capturing lambda temporary inside a co_await expression twice.
  auto initiate = [this, exchange, lane, &accepted](auto handler) {
    auto kept = std::make_shared<decltype(handler)>(std::move(handler));
    const auto resume = [this](auto& shared) {
      asio::post(io, [shared = std::move(shared)]() mutable {
        auto continuation = std::move(*shared);
        shared.reset();
        continuation();
      });
    };
    auto job = [this, exchange, kept, resume](Clock::duration waited) mutable {
      const bool stale = waited > options.queue_patience;
      exchange->answer =
          stale ? answerer.refuse(exchange->request, 503, "waited_too_long") : answerer.handle(exchange->request);
      exchange.reset();
      resume(kept);
    };
    accepted = pool.post(job, lane);
    if (!accepted) resume(kept);
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(initiate, asio::use_awaitable);
  co_return accepted;
}

asio::awaitable<bool> Server::Loop::send(Connection& connection, const Answer& answer, Persistence persistence) {
  const std::string head = answer.head + std::string(connection_line(persistence));
  const std::array<asio::const_buffer, 2> pieces{asio::buffer(head), asio::buffer(answer.body)};
  const std::size_t size = head.size() + answer.body.size();
  const std::chrono::seconds earned{size / std::max<std::size_t>(1, options.minimum_speed)};
  connection.stream.expires_after(options.slow_grace + earned);
  ErrorCode error;
  co_await asio::async_write(connection.stream, pieces, asio::redirect_error(asio::use_awaitable, error));
  co_return !error && persistence != Persistence::close;
}

asio::awaitable<bool> Server::Loop::refuse(Connection& connection, const Request& request, Refusal refusal) {
  if (refusal.status != 0) {
    const Answer answer = answerer.refuse(request, refusal.status, refusal.fault);
    co_await send(connection, answer, Persistence::close);
  }
  co_return false;
}

asio::awaitable<bool> Server::Loop::exchange(Connection& connection) {
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(options.header_bytes + 1));
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // take_head looks at the announced length
  Refusal refusal = co_await read_head(connection, parser);
  auto work = std::make_shared<Exchange>();
  Request& request = work->request;
  request.request_id = new_request_id();
  request.remote_address = connection.peer;
  if (refusal.fault.empty()) refusal = take_head(request, head_of(parser), options.body_bytes);
  if (refusal.fault.empty()) {
    refusal = co_await read_body(connection, parser, request.header("expect").has_value());
  }
  if (!refusal.fault.empty()) {
    const bool kept = co_await refuse(connection, request, refusal);
    co_return kept;
  }
  request.remote_address = client_address({connection.peer, options.trusted_proxy, request.header("x-forwarded-for")});
  const bool old_version = parser.get().version() == 10;
  const bool keep = parser.keep_alive();
  request.body = std::move(parser.get().body());

  if (auto instant = answerer.answer_instantly(request)) {
    work->answer = std::move(*instant);
  } else {
    const bool accepted = co_await run_on_worker(work);
    if (!accepted) work->answer = answerer.refuse(request, 503, "queue_full");
  }
  const auto kept = old_version ? Persistence::keep_old_version : Persistence::keep;
  const bool open_for_more = co_await send(connection, work->answer, keep && !draining ? kept : Persistence::close);
  co_return open_for_more;
}

asio::awaitable<void> Server::Loop::close_gently(Connection& connection) {
  ErrorCode error;
  connection.stream.socket().shutdown(tcp::socket::shutdown_send, error);
  connection.stream.expires_after(kLinger);
  connection.buffer.clear();
  std::size_t bytes = 0;
  while (!error && bytes < kLingerBytes) {
    bytes += co_await connection.stream.async_read_some(connection.buffer.prepare(kReadSize),
                                                        asio::redirect_error(asio::use_awaitable, error));
  }
}

asio::awaitable<void> Server::Loop::session(tcp::socket socket) {
  Connection connection{beast::tcp_stream{std::move(socket)}, {}, {}, true};
  connection.peer = peer_of(connection.stream.socket());
  const Registration registration{*this, connection};
  try {
    bool more = true;
    while (more) more = co_await exchange(connection);
    co_await close_gently(connection);
  } catch (const std::exception&) {
    // Only memory running out throws here; the connection is dropped and the others live.
  }
}

void Server::Loop::turn_away(tcp::socket& socket) {
  const Answer answer = answerer.refuse(Request{}, 503, "connection_limit");
  const std::string text = answer.head + std::string(connection_line(Persistence::close)) + answer.body;
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
  ErrorCode ignored;
  acceptor.close(ignored);
  for (Connection* connection : connections) {
    if (connection->idle) connection->stream.cancel();
  }
  if (connections.empty()) {
    io.stop();
    return;
  }
  drain_timer.expires_after(options.drain_timeout);
  drain_timer.async_wait([this](const ErrorCode&) { io.stop(); });
}

Server::Server(const ServerOptions& options, Application application, Observer observer)
    : loop_(std::make_unique<Loop>(options, std::move(application), std::move(observer))) {}
Server::~Server() = default;

void Server::set_instantly(Instantly instantly) {
  loop_->answerer.instantly = std::move(instantly);
}
void Server::set_urgent(Urgent urgent) {
  loop_->answerer.urgent = std::move(urgent);
}
void Server::set_error_page(ErrorPage page) {
  loop_->answerer.error_page = std::move(page);
}
void Server::listen() {
  loop_->open_port();
}
std::uint16_t Server::port() const {
  return loop_->acceptor.local_endpoint().port();
}

void Server::run() {
  asio::co_spawn(loop_->io, loop_->accept(), asio::detached);
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
