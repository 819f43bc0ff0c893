#include "web/content_encoding.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

namespace kringwerk::web {
namespace {

/// Above this size a file is compressed at start with a quality that takes a tenth of the time of the best one.
constexpr std::size_t kLargeFile = 256U << 10U;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view cut(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view piece = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trimmed(piece);
}

/// "0.5" -> 500; -1 when it is not a q-value.
int thousandths(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return -1;
  if (text.size() > 1 && text[1] != '.') return -1;
  int value = (text[0] - '0') * 1000;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (c < '0' || c > '9') return -1;
    value += (c - '0') * unit;
    unit /= 10;
  }
  return value > 1000 ? -1 : value;
}

struct Weights {
  int brotli = -1;
  int gzip = -1;
  int any = -1;
};

int weight_of(std::string_view parameters) {
  int weight = 1000;
  while (!parameters.empty()) {
    std::string_view parameter = cut(parameters, ';');
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) weight = thousandths(parameter.substr(2));
  }
  return std::max(weight, 0);
}

std::string brotli(std::string_view body, Effort effort) {
  const int quality = effort == Effort::fast ? 4 : (body.size() > kLargeFile ? 9 : 11);
  const int window = effort == Effort::fast ? 18 : BROTLI_DEFAULT_WINDOW;
  std::size_t size = BrotliEncoderMaxCompressedSize(body.size());
  std::string out(size, '\0');
  const auto* input = reinterpret_cast<const std::uint8_t*>(body.data());
  auto* output = reinterpret_cast<std::uint8_t*>(out.data());
  if (BrotliEncoderCompress(quality, window, BROTLI_MODE_TEXT, body.size(), input, &size, output) != BROTLI_TRUE) {
    throw std::runtime_error("brotli could not compress");
  }
  out.resize(size);
  return out;
}

std::string gzip(std::string_view body, Effort effort) {
  constexpr int gzip_window = 15 + 16;
  z_stream stream{};
  if (deflateInit2(&stream, effort == Effort::fast ? 5 : 9, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib could not start");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(body.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));  // zlib reads only
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib could not compress");
  return out;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  constexpr std::array<std::string_view, 3> names{"", "gzip", "br"};
  return names[static_cast<std::size_t>(encoding)];
}

Encoding choose_encoding(std::optional<std::string_view> accept_encoding) {
  Weights weights;
  std::string_view rest = accept_encoding.value_or(std::string_view{});
  while (!rest.empty()) {
    std::string_view item = cut(rest, ',');
    const std::string_view name = cut(item, ';');
    const int weight = weight_of(item);
    if (name == "br") weights.brotli = weight;
    if (name == "gzip" || name == "x-gzip") weights.gzip = weight;
    if (name == "*") weights.any = weight;
  }
  const int brotli_weight = weights.brotli >= 0 ? weights.brotli : weights.any;
  const int gzip_weight = weights.gzip >= 0 ? weights.gzip : weights.any;
  if (brotli_weight > 0 && brotli_weight >= gzip_weight) return Encoding::brotli;
  return gzip_weight > 0 ? Encoding::gzip : Encoding::identity;
}

bool is_compressible(std::string_view content_type) {
  const std::string_view type = trimmed(content_type.substr(0, content_type.find(';')));
  constexpr std::array<std::string_view, 6> exact{"application/json", "application/javascript", "application/xml",
                                                  "image/svg+xml",    "application/wasm",       "application/x-ndjson"};
  return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
         std::ranges::find(exact, type) != exact.end();
}

std::string compressed(std::string_view body, Encoding encoding, Effort effort) {
  switch (encoding) {
    case Encoding::brotli:
      return brotli(body, effort);
    case Encoding::gzip:
      return gzip(body, effort);
    case Encoding::identity:
      break;
  }
  return std::string(body);
}

}  // namespace kringwerk::web
