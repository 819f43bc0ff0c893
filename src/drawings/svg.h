#pragma once

#include <string>
#include <utility>

namespace kringwerk::drawings {

/// A finished drawing. Only the functions of this folder make one (their text is escaped), so that a page can insert it
/// as it is.
class Svg {
 public:
  Svg() = default;
  const std::string& text() const { return text_; }
  friend bool operator==(const Svg&, const Svg&) = default;

 private:
  friend class SvgWriter;
  explicit Svg(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace kringwerk::drawings
