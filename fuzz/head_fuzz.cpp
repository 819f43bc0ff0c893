#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "web/content_encoding.h"
#include "web/head_check.h"

/// A head found in pieces ends where it ends in one; a head without fault holds no bare line feed and no NUL.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kringwerk;
  using namespace kringwerk::web;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  choose_encoding(text);
  const auto length = head_length(text, 0);
  std::size_t searched = 0;
  std::optional<std::size_t> found;
  for (std::size_t end = 1; end <= size && !found; ++end) {
    found = head_length(text.substr(0, end), searched);
    searched = end - (end < 2 ? end : 2);
  }
  ensure(found == length, "pieces and whole agree");
  if (!length || head_fault(text.substr(0, *length))) return 0;
  for (std::size_t i = 0; i < *length; ++i) {
    ensure(text[i] != '\0' && (text[i] != '\n' || (i > 0 && text[i - 1] == '\r')), "a clean head is clean");
  }
  return 0;
}
