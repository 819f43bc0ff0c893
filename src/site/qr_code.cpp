#include "site/qr_code.h"

#include <qrencode.h>

#include <memory>

#include "base/ensure.h"
#include "drawings/svg_writer.h"

namespace kringwerk::site {

namespace {

constexpr int kEdge = 4;

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

bool is_dark(const Code& code, int x, int y) {
  return (code->data[y * code->width + x] & 1U) != 0;
}

/// Each run of dark modules in a row is one stroke.
std::string strokes(const Code& code) {
  std::string path;
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width; ++x) {
      const int from = x;
      while (x < code->width && is_dark(code, x, y)) ++x;
      if (x == from) continue;
      path += "M" + std::to_string(from + kEdge) + " " + std::to_string(y + kEdge) + "h" + std::to_string(x - from) +
              "v1H" + std::to_string(from + kEdge) + "z";
    }
  }
  return path;
}

}  // namespace

drawings::Svg draw_qr_code(const std::string& text, std::string_view label) {
  const Code code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  ensure(code != nullptr, "the text fits a QR code");
  const std::string size = std::to_string(code->width + 2 * kEdge);
  drawings::SvgWriter writer;
  writer.open("svg").set("class", "qr").set("viewBox", "0 0 " + size + " " + size).set("role", "img");
  writer.set("aria-label", label);
  writer.open("path").set("d", strokes(code)).close();
  return writer.close().finish();
}

}  // namespace kringwerk::site
