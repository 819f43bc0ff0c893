#include "web/content_encoding.h"

#include <brotli/decode.h>
#include <doctest/doctest.h>
#include <zlib.h>

#include <array>
#include <utility>

using namespace kringwerk::web;

namespace {

std::string from_brotli(const std::string& text) {
  std::string out(1U << 20U, '\0');
  std::size_t size = out.size();
  REQUIRE(BrotliDecoderDecompress(text.size(), reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                  reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

std::string from_gzip(std::string text) {
  std::string out(1U << 20U, '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

}  // namespace

TEST_CASE("the client chooses the encoding") {
  const std::array<std::pair<const char*, Encoding>, 19> table{{{"", Encoding::identity},
                                                                {"identity", Encoding::identity},
                                                                {"br", Encoding::brotli},
                                                                {"gzip", Encoding::gzip},
                                                                {"x-gzip", Encoding::gzip},
                                                                {"gzip, deflate, br", Encoding::brotli},
                                                                {"br;q=0.5, gzip;q=0.8", Encoding::gzip},
                                                                {"br;q=0, gzip", Encoding::gzip},
                                                                {"br;q=0.000,gzip;q=0", Encoding::identity},
                                                                {"*", Encoding::brotli},
                                                                {"*;q=0", Encoding::identity},
                                                                {"br;q=0, *", Encoding::gzip},
                                                                {"gzip;q=1.000", Encoding::gzip},
                                                                {"br;q=1.5", Encoding::identity},
                                                                {"br;q=x", Encoding::identity},
                                                                {"br;q=", Encoding::identity},
                                                                {"brx", Encoding::identity},
                                                                {" br ; q=0.1 ", Encoding::brotli},
                                                                {",;,,br", Encoding::brotli}}};
  for (const auto& [header, encoding] : table) CHECK_MESSAGE(choose_encoding(header) == encoding, header);
  CHECK(choose_encoding(std::nullopt) == Encoding::identity);
}

TEST_CASE("text is compressible, pictures and fonts are not") {
  for (const char* type : {"text/html; charset=utf-8", "application/json", "application/problem+json", "image/svg+xml",
                           "application/atom+xml", "text/css"}) {
    CHECK_MESSAGE(is_compressible(type), type);
  }
  for (const char* type : {"image/png", "font/woff2", "application/pdf", "application/octet-stream", ""}) {
    CHECK_MESSAGE(!is_compressible(type), type);
  }
}

TEST_CASE("what is compressed comes back") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "hergebruik " + std::to_string(i * i) + "\n";
  for (const std::string& body : {text, std::string{}, std::string(1, 'x')}) {
    for (const Effort effort : {Effort::fast, Effort::small}) {
      CHECK(from_brotli(compressed(body, Encoding::brotli, effort)) == body);
      CHECK(from_gzip(compressed(body, Encoding::gzip, effort)) == body);
    }
  }
  CHECK(compressed(text, Encoding::brotli, Effort::fast).size() < text.size() / 2);
  CHECK(compressed(text, Encoding::identity, Effort::fast) == text);
}
