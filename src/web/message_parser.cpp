#include "web/message_parser.h"

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <limits>
#include <utility>

namespace kringwerk::web {

namespace http = boost::beast::http;

struct MessageParser::State {
  http::request_parser<http::string_body> parser;
  bool limited = false;
};

MessageParser::MessageParser() : state_(std::make_unique<State>()) {
  // The caller has limited the head, and take_head looks at the announced length before a body is read. "No limit" is
  // the largest number, because in Boost 1.74 boost::none refuses every announced body.
  state_->parser.header_limit(std::numeric_limits<std::uint32_t>::max());
  state_->parser.body_limit(std::numeric_limits<std::uint64_t>::max());
}

MessageParser::~MessageParser() = default;

Refusal MessageParser::put_head(std::string_view head) {
  if (const auto fault = head_fault(head)) return {400, *fault};
  boost::system::error_code error;
  state_->parser.put(boost::asio::const_buffer(head.data(), head.size()), error);
  if (error == http::error::bad_version) return {505, "bad_version"};
  if (error || !state_->parser.is_header_done()) return {400, "bad_syntax"};
  return {};
}

RequestHead MessageParser::head() const {
  const auto& message = state_->parser.get();
  RequestHead head{std::string(message.method_string()), std::string(message.target()), message.version() % 10, {}};
  for (const auto& field : message) {
    head.headers.emplace_back(lower_case(std::string_view{field.name_string().data(), field.name_string().size()}),
                              std::string(field.value()));
  }
  return head;
}

Refusal MessageParser::put_body(std::string& input, std::size_t most) {
  auto& parser = state_->parser;
  if (!std::exchange(state_->limited, true)) parser.body_limit(most);
  parser.eager(true);
  boost::system::error_code error;
  if (!parser.is_done() && !input.empty()) input.erase(0, parser.put(boost::asio::buffer(input), error));
  if (error == http::error::body_limit) return {413, "body_too_large"};
  if (error && error != http::error::need_more) return {400, "bad_body"};
  return {};
}

bool MessageParser::is_done() const {
  return state_->parser.is_done();
}

std::string MessageParser::take_body() {
  return std::move(state_->parser.get().body());
}

bool MessageParser::keeps_alive() const {
  return state_->parser.keep_alive();
}

bool MessageParser::is_old_version() const {
  return state_->parser.get().version() == 10;
}

}  // namespace kringwerk::web
