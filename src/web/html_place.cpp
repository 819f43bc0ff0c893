#include "web/html_place.h"

#include <algorithm>
#include <array>

namespace kringwerk::web {
namespace {

using Refusal = std::optional<std::string>;

// Base addresses, foreign documents, elements that end HTML parsing, and SVG animation, which can set href.
constexpr std::array<std::string_view, 16> kRefusedTags{
    "base", "object",  "embed",    "applet",  "iframe",           "frame",         "frameset", "plaintext",
    "xmp",  "noembed", "noframes", "animate", "animatetransform", "animatemotion", "set",      "math"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}
bool space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}
bool name_character(char c) {
  return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
}

}  // namespace

bool HtmlPlace::same_place(const HtmlPlace& other) const {
  if (between_attributes() && other.between_attributes()) return tag_ == other.tag_;
  if (place_ != other.place_) return false;
  switch (place_) {
    case Place::content:
      return true;
    case Place::plain_text:
      return tag_ == other.tag_;
    default:
      return tag_ == other.tag_ && attribute_ == other.attribute_ && quote_ == other.quote_;
  }
}

Refusal HtmlPlace::end_name() {
  if (place_ == Place::tag_name) return end_tag_name();
  if (!between_attributes()) return {};
  Refusal refusal = end_attribute_name();
  needs_space_ = true;
  return refusal;
}

Refusal HtmlPlace::step(char c) {
  switch (place_) {
    case Place::content:
      return in_content(c);
    case Place::plain_text:
    case Place::raw_text:
      return in_text_element(c);
    case Place::declaration:
      if (c == '>') place_ = Place::content;
      return {};
    case Place::tag_begin:
      return begin_tag(c);
    case Place::tag_name:
      return name_tag(c);
    case Place::in_tag:
      return between(c);
    case Place::attribute_name:
      return name_attribute(c);
    case Place::value_begin:
      return begin_value(c);
    case Place::unquoted:
      return in_unquoted(c);
    case Place::quoted:
      break;
  }
  return in_value(c);
}

Refusal HtmlPlace::in_content(char c) {
  if (c != '<') return {};
  place_ = Place::tag_begin;
  tag_.clear();
  return {};
}

Refusal HtmlPlace::in_text_element(char c) {
  constexpr std::size_t kLongestEnding = 12;
  ending_ += lower(c);
  if (ending_.size() > kLongestEnding) ending_.erase(0, ending_.size() - kLongestEnding);
  if (ending_.ends_with("<!--")) return "a comment inside <" + tag_ + ">";
  if (ending_.ends_with("</" + tag_ + ">")) place_ = Place::content;
  return {};
}

Refusal HtmlPlace::begin_tag(char c) {
  constexpr std::string_view kDoctype = "!doctype";
  if (tag_.starts_with('!')) {
    tag_ += lower(c);
    if (tag_ == kDoctype) {
      place_ = Place::declaration;
      return {};
    }
    return kDoctype.starts_with(tag_) ? Refusal{} : "an HTML comment or declaration (write {{! … }})";
  }
  if (c == '!' || (c == '/' && tag_.empty())) {
    tag_ += c;
    return {};
  }
  if (!letter(c)) return "a < that begins no tag (write &lt;)";
  tag_ += lower(c);
  place_ = Place::tag_name;
  return {};
}

Refusal HtmlPlace::name_tag(char c) {
  if (name_character(c)) {
    tag_ += lower(c);
    return {};
  }
  Refusal refusal = end_tag_name();
  return refusal ? refusal : between(c);
}

Refusal HtmlPlace::end_tag_name() {
  const std::string_view name = std::string_view(tag_).substr(tag_.starts_with('/') ? 1 : 0);
  if (std::find(kRefusedTags.begin(), kRefusedTags.end(), name) != kRefusedTags.end()) {
    return "the element <" + std::string(name) + ">";
  }
  place_ = Place::in_tag;
  attribute_.clear();
  needs_space_ = true;
  return {};
}

Refusal HtmlPlace::between(char c) {
  if (c == '>') return close_tag();
  if (space(c) || c == '/') {
    needs_space_ = false;
    return {};
  }
  if (needs_space_) return "no space before an attribute";
  if (!name_character(c)) return "a character that no attribute name begins with";
  place_ = Place::attribute_name;
  attribute_ = std::string(1, lower(c));
  name_ended_ = false;
  return {};
}

Refusal HtmlPlace::name_attribute(char c) {
  if (name_character(c) && !name_ended_) {
    attribute_ += lower(c);
    return {};
  }
  if (space(c)) {
    name_ended_ = true;
    return {};
  }
  Refusal refusal = end_attribute_name();
  if (refusal) return refusal;
  if (c == '=') {
    place_ = Place::value_begin;
    value_.clear();
    return {};
  }
  needs_space_ = !name_ended_;
  return between(c);
}

Refusal HtmlPlace::end_attribute_name() {
  if (place_ != Place::attribute_name) return {};
  place_ = Place::in_tag;
  if (attribute_ == "style") return "the attribute style (use a class or an SVG attribute)";
  if (attribute_.starts_with("on")) return "the event attribute " + attribute_;
  if (attribute_ == "http-equiv") return "the attribute http-equiv (send a header)";
  return {};
}

Refusal HtmlPlace::begin_value(char c) {
  if (space(c)) return {};
  if (c == '"' || c == '\'') {
    quote_ = c;
    place_ = Place::quoted;
    return {};
  }
  place_ = Place::unquoted;
  return in_unquoted(c);
}

Refusal HtmlPlace::in_value(char c) {
  if (c == quote_) {
    place_ = Place::in_tag;
    needs_space_ = true;
    return {};
  }
  value_ += lower(c);
  constexpr std::string_view kScript = "javascript:";
  return value_ == kScript ? Refusal{"an address of scheme javascript"} : Refusal{};
}

Refusal HtmlPlace::in_unquoted(char c) {
  if (c == '>') return close_tag();
  if (space(c)) {
    place_ = Place::in_tag;
    needs_space_ = false;
    return {};
  }
  return name_character(c) || c == '/' || c == '#' ? Refusal{} : "a value without quotes";
}

Refusal HtmlPlace::close_tag() {
  place_ = Place::content;
  attribute_.clear();
  ending_.clear();
  if (tag_ == "script" || tag_ == "style") place_ = Place::raw_text;
  if (tag_ == "title" || tag_ == "textarea") place_ = Place::plain_text;
  return {};
}

}  // namespace kringwerk::web
