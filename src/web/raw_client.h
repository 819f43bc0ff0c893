#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace kringwerk::web {

/// A socket for the tests of the server: sends bytes as they are and reads what comes.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False when the other side is gone.
  bool send(std::string_view bytes) const;
  /// One answer: head, and the body that Content-Length announces (none for HEAD). Shorter when the connection ends.
  enum class Body { announced, none };
  std::string answer(Body body = Body::announced);
  /// Everything until the other side closes.
  std::string rest();

 private:
  bool receive();
  int socket_ = -1;
  std::string received_;
};

}  // namespace kringwerk::web
