#include "web/client_address.h"

#include <arpa/inet.h>

#include <array>

namespace kringwerk::web {
namespace {

bool is_ip_address(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

}  // namespace

std::string client_address(const ClientAddress& from) {
  if (from.trusted_proxy.empty() || from.peer != from.trusted_proxy || !from.forwarded_for) {
    return std::string(from.peer);
  }
  std::string_view last = *from.forwarded_for;
  last = last.substr(last.rfind(',') + 1);
  while (!last.empty() && last.front() == ' ') last.remove_prefix(1);
  while (!last.empty() && last.back() == ' ') last.remove_suffix(1);
  const std::string address{last};
  return address.find('\0') == std::string::npos && is_ip_address(address) ? address : std::string(from.peer);
}

std::optional<std::string_view> last_forwarded_for(const Request& request) {
  std::optional<std::string_view> last;
  for (const auto& [name, value] : request.headers) {
    if (name == "x-forwarded-for") last = value;
  }
  return last;
}

}  // namespace kringwerk::web
