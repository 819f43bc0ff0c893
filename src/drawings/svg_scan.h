#pragma once

#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drawings/svg.h"

namespace kringwerk::drawings {

/// For tests only: one element of a drawing, in document order.
struct ScannedElement {
  std::string name;
  std::map<std::string, std::string> attributes;
};

/// For tests only: reads a fragment strictly. nullopt when an element is not closed, an attribute is repeated or not
/// quoted, or a bare < or & stands in text or value.
class SvgScan {
 public:
  static std::optional<std::vector<ScannedElement>> read(const std::string& svg) {
    SvgScan scan(svg);
    return scan.run() ? std::optional(scan.found_) : std::nullopt;
  }

 private:
  explicit SvgScan(const std::string& svg) : svg_(svg) {}

  bool run() {
    while (at_ < svg_.size()) {
      if (svg_[at_] == '<' ? !tag() : !text_character()) return false;
    }
    return open_.empty() && !found_.empty();
  }

  bool text_character() {
    if (svg_[at_] == '&' && !entity()) return false;
    ++at_;
    return !open_.empty();
  }

  bool entity() const {
    for (const char* known : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}) {
      if (svg_.compare(at_, std::string(known).size(), known) == 0) return true;
    }
    return false;
  }

  bool tag() {
    ++at_;
    if (at_ < svg_.size() && svg_[at_] == '/') {
      ++at_;
      if (open_.empty() || name() != open_.back()) return false;
      open_.pop_back();
      return take('>');
    }
    ScannedElement element{name(), {}};
    if (element.name.empty()) return false;
    while (at_ < svg_.size() && svg_[at_] == ' ') {
      ++at_;
      if (!attribute(element)) return false;
    }
    const bool empty = at_ < svg_.size() && svg_[at_] == '/';
    if (empty) ++at_;
    if (!empty) open_.push_back(element.name);
    found_.push_back(element);
    return take('>');
  }

  bool attribute(ScannedElement& element) {
    const std::string key = name();
    if (key.empty() || !take('=') || !take('"')) return false;
    std::string value;
    while (at_ < svg_.size() && svg_[at_] != '"') {
      if (svg_[at_] == '<' || (svg_[at_] == '&' && !entity())) return false;
      value += svg_[at_++];
    }
    return take('"') && element.attributes.emplace(key, value).second;
  }

  std::string name() {
    std::string read;
    while (at_ < svg_.size() && (std::isalnum(static_cast<unsigned char>(svg_[at_])) || svg_[at_] == '-')) {
      read += svg_[at_++];
    }
    return read;
  }

  bool take(char c) { return at_ < svg_.size() && svg_[at_++] == c; }

  const std::string& svg_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::vector<ScannedElement> found_;
};

/// For tests only: well formed, no inline style or script, ids unique, and every url(#id) answered in the drawing.
inline bool is_sound(const std::string& svg) {
  const auto elements = SvgScan::read(svg);
  if (!elements) return false;
  std::set<std::string> ids;
  for (const ScannedElement& element : *elements) {
    if (element.name == "script" || element.name == "style" || element.attributes.count("style") > 0) return false;
    const auto id = element.attributes.find("id");
    if (id != element.attributes.end() && !ids.insert(id->second).second) return false;
  }
  for (const ScannedElement& element : *elements) {
    const auto fill = element.attributes.find("fill");
    if (fill == element.attributes.end() || fill->second.rfind("url(#", 0) != 0) continue;
    if (ids.count(fill->second.substr(5, fill->second.size() - 6)) == 0) return false;
  }
  return true;
}

/// The drawings as plain strings, to look into.
inline std::vector<std::string> texts_of(const std::vector<Svg>& drawings) {
  std::vector<std::string> texts;
  for (const Svg& drawing : drawings) texts.push_back(drawing.text());
  return texts;
}

}  // namespace kringwerk::drawings
