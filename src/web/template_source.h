#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kringwerk::web {

/// One finding in a template; the offset is in the text after inclusion.
struct TemplateFinding {
  std::size_t offset = 0;
  std::string what;
};

/// A template with its includes put in, and where each part came from.
struct TemplateSource {
  struct Origin {
    std::size_t offset = 0;
    std::string file;
    std::size_t line = 1;
  };
  std::string text;
  std::vector<Origin> origins;            ///< by offset, the first at 0
  std::vector<std::size_t> inclusions;    ///< offsets at which an included text begins
  std::vector<TemplateFinding> findings;  ///< includes that are missing, endless or too deep

  /// "network/hub.html:12".
  std::string place(std::size_t offset) const;
};

/// File name below the templates' folder -> its text.
using TemplateFiles = std::map<std::string, std::string, std::less<>>;

/// The pragma every template starts with when it reaches ctemplate.
inline constexpr std::string_view kAutoescapePragma = "{{%AUTOESCAPE context=\"HTML\"}}";

/// Puts in [[include:PATH]], at most eight deep, and takes off the autoescape pragma at the start of each file.
TemplateSource include_all(const TemplateFiles& files, std::string_view name);

}  // namespace kringwerk::web
