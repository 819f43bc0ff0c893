#include "drawings/svg_writer.h"

#include <cmath>
#include <utility>

#include "base/ensure.h"

namespace kringwerk::drawings {

std::string svg_number(double value) {
  ensure(std::isfinite(value), "a drawing has finite numbers");
  const long long tenths = std::llround(value * 10);
  const long long size = tenths < 0 ? -tenths : tenths;
  std::string text = tenths < 0 ? "-" : "";
  text += std::to_string(size / 10);
  if (size % 10 != 0) text += "." + std::to_string(size % 10);
  return text;
}

std::string svg_spot(Spot spot) {
  return svg_number(spot.x) + " " + svg_number(spot.y);
}

std::string svg_escape(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 || c == '\t' || c == '\n') safe += c;
      }
    }
  }
  return safe;
}

SvgWriter& SvgWriter::open(std::string_view name) {
  end_tag_head();
  out_ += '<';
  out_ += name;
  names_.emplace_back(name);
  head_is_open_ = true;
  return *this;
}

SvgWriter& SvgWriter::set(std::string_view name, std::string_view value) {
  ensure(head_is_open_, "an attribute belongs to the element just opened");
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  out_ += svg_escape(value);
  out_ += '"';
  return *this;
}

SvgWriter& SvgWriter::set(std::string_view name, double value) {
  return set(name, svg_number(value));
}

SvgWriter& SvgWriter::text(std::string_view content) {
  end_tag_head();
  out_ += svg_escape(content);
  return *this;
}

SvgWriter& SvgWriter::close() {
  ensure(!names_.empty(), "an element is open");
  if (head_is_open_) {
    out_ += "/>";
    head_is_open_ = false;
  } else {
    out_ += "</" + names_.back() + ">";
  }
  names_.pop_back();
  return *this;
}

Svg SvgWriter::finish() {
  ensure(names_.empty(), "every element is closed");
  return Svg(std::exchange(out_, {}));
}

void SvgWriter::end_tag_head() {
  if (head_is_open_) out_ += '>';
  head_is_open_ = false;
}

}  // namespace kringwerk::drawings
