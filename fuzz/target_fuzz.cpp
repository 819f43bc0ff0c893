#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "web/request_target.h"

/// A target that is accepted decodes to a path that encodes back to an accepted target with the same path.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kringwerk::web;
  const auto target = parse_target({reinterpret_cast<const char*>(data), size});
  if (!target) return 0;
  std::string again;
  for (const char c : target->path) again += c == '/' ? "/" : percent_encoded({&c, 1});
  const auto second = parse_target(again);
  kringwerk::ensure(second && second->path == target->path, "the path comes back");
  return 0;
}
