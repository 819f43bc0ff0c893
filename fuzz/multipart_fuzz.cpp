#include <cstdint>
#include <string>

#include "base/ensure.h"
#include "web/multipart.h"

/// The first line of the input is the content type, the rest the body. Nothing grows and limits hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kringwerk;
  using namespace kringwerk::web;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const std::size_t line = text.find('\n');
  if (line == std::string_view::npos) return 0;
  const auto boundary = boundary_of(text.substr(0, line));
  if (!boundary) return 0;
  constexpr FormLimits limits{100, 2};
  const ReadForm read = read_multipart(text.substr(line + 1), *boundary, limits);
  std::size_t total = 0;
  for (const auto& [name, value] : read.form.fields.list()) total += name.size() + value.size();
  for (const Upload& upload : read.form.uploads) {
    ensure(upload.content.size() <= limits.upload_bytes, "an upload is within its limit");
    total += upload.content.size();
  }
  ensure(total <= size && read.form.uploads.size() <= limits.uploads, "nothing grows");
  return 0;
}
