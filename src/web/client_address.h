#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/request.h"

namespace kringwerk::web {

/// Who sent a request. `peer` is the other end of the connection; only when it is `trusted_proxy` the last entry of
/// X-Forwarded-For counts, the one that proxy wrote itself. An entry that is not an IP address is not believed.
struct ClientAddress {
  std::string_view peer;
  std::string_view trusted_proxy;
  std::optional<std::string_view> forwarded_for;  ///< the last X-Forwarded-For header
};
std::string client_address(const ClientAddress& from);

/// Proxies either extend the header or add another: the last one counts.
std::optional<std::string_view> last_forwarded_for(const Request& request);

}  // namespace kringwerk::web
