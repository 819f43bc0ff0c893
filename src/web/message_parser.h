#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "web/request_head.h"

namespace kringwerk::web {

/// The syntax of one request: head, then body with chunked encoding undone. Meaning is judged by take_head. Not thread
/// safe.
class MessageParser {
 public:
  MessageParser();
  ~MessageParser();
  MessageParser(const MessageParser&) = delete;
  MessageParser& operator=(const MessageParser&) = delete;

  /// `head` ends with its empty line. 400 bad syntax or a fault of head_fault, 505 another version than 1.0 and 1.1.
  Refusal put_head(std::string_view head);
  RequestHead head() const;

  /// Takes from the front of `input` what belongs to the body; bytes behind the request stay. 413 when the body is
  /// larger than `most`, 400 for a bad chunk. Fields behind a chunked body are read and dropped.
  Refusal put_body(std::string& input, std::size_t most);
  bool is_done() const;
  std::string take_body();

  bool keeps_alive() const;
  bool is_old_version() const;  ///< HTTP/1.0

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kringwerk::web
