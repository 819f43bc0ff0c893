#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kringwerk::web {

/// Where the head of a request ends in what was received: the number of bytes up to and with the empty line; nullopt
/// when it is not complete. Lines ended by a bare LF count, so that head_fault can refuse them at once. `searched`
/// bytes were looked at before.
std::optional<std::size_t> head_length(std::string_view received, std::size_t searched);

/// Shapes that two programs in a row may read in two ways (RFC 9112 §2.2, §5.1, §5.2): bare LF or CR, NUL, a folded
/// line, white space before the colon, an empty name. Names the first found, nullopt when there is none. `head` ends
/// with the empty line.
std::optional<std::string_view> head_fault(std::string_view head);

/// Headers, names in lower case.
using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// What the header says about the body that follows (RFC 9112 §6.3). `minor` is the y of HTTP/1.y.
struct Framing {
  std::optional<std::string_view> fault;  ///< answered by 400 and close
  std::uint64_t content_length = 0;
  bool chunked = false;
};
/// Faults: two Content-Lengths (equal ones too) or one that is not digits; Content-Length with Transfer-Encoding; any
/// Transfer-Encoding but one "chunked", or in HTTP/1.0; no Host in HTTP/1.1, two, or one that is not a host.
Framing framing_of(const HeaderList& headers, unsigned minor);

}  // namespace kringwerk::web
