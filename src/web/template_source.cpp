#include "web/template_source.h"

#include <algorithm>

namespace kringwerk::web {
namespace {

constexpr std::size_t kDeepest = 8;
constexpr std::size_t kLongest = 4U << 20U;
constexpr std::string_view kOpen = "[[include:";
constexpr std::string_view kClose = "]]";

std::size_t lines_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

class Inclusion {
 public:
  explicit Inclusion(const TemplateFiles& files) : files_(files) {}

  void append(std::string_view name) {
    const auto file = files_.find(name);
    if (file == files_.end()) return refuse("no template is called " + std::string(name));
    if (std::find(path_.begin(), path_.end(), name) != path_.end()) {
      return refuse("the include of " + std::string(name) + " includes itself");
    }
    if (path_.size() == kDeepest) return refuse("includes are more than eight deep");
    path_.push_back(name);
    append_text(file->first, file->second);
    path_.pop_back();
  }

  TemplateSource source;

 private:
  void refuse(std::string what) { source.findings.push_back({source.text.size(), std::move(what)}); }

  void append_text(const std::string& name, std::string_view text) {
    if (text.starts_with(kAutoescapePragma)) text.remove_prefix(kAutoescapePragma.size());
    std::size_t line = 1;
    while (true) {
      source.origins.push_back({source.text.size(), name, line});
      const std::size_t open = text.find(kOpen);
      const std::size_t close = open == std::string_view::npos ? open : text.find(kClose, open);
      source.text += text.substr(0, close == std::string_view::npos ? close : open);
      // Doubling includes would otherwise grow without end.
      if (close == std::string_view::npos || source.text.size() > kLongest) return;
      source.inclusions.push_back(source.text.size());
      append(text.substr(open + kOpen.size(), close - open - kOpen.size()));
      line += lines_in(text.substr(0, close));
      text.remove_prefix(close + kClose.size());
    }
  }

  const TemplateFiles& files_;
  std::vector<std::string_view> path_;
};

}  // namespace

std::string TemplateSource::place(std::size_t offset) const {
  const auto after = std::upper_bound(origins.begin(), origins.end(), offset,
                                      [](std::size_t at, const Origin& origin) { return at < origin.offset; });
  if (after == origins.begin()) return "?:1";
  const Origin& origin = *(after - 1);
  const std::size_t end = std::min(offset, text.size());
  return origin.file + ":" +
         std::to_string(origin.line + lines_in(std::string_view(text).substr(origin.offset, end - origin.offset)));
}

TemplateSource include_all(const TemplateFiles& files, std::string_view name) {
  Inclusion inclusion(files);
  inclusion.append(name);
  return std::move(inclusion.source);
}

}  // namespace kringwerk::web
