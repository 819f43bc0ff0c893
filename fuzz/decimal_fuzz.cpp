#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "text/format.h"

// Any text: no crash, a bounded result, and what we write ourselves is read back as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kringwerk;
  constexpr std::int64_t kMost = 1'000'000'000'000'000;
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  for (const Language language : kLanguages) {
    text::Thousandths read;
    if (!text::parse_decimal(language, typed, read)) continue;
    if (read.value > kMost || read.value < -kMost) std::abort();
    // Three decimals of up to 10^11 fit a double exactly enough to be written as they were.
    if (read.value > kMost / 10 || read.value < -kMost / 10) continue;
    text::Thousandths again;
    const std::string written = text::number(language, static_cast<double>(read.value) / 1000, 3);
    if (!text::parse_decimal(language, written, again) || again.value != read.value) std::abort();
  }
  return 0;
}
