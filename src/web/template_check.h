#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "web/template_source.h"

namespace kringwerk::web {

/// A part of the text that the loader rewrites.
struct TemplatePart {
  enum class Kind {
    message,       ///< [[message.id]]
    asset,         ///< [[asset:NAME]]
    piece,         ///< {{NAME_SVG}} or {{NAME_HTML}}, inserted as it is
    address_part,  ///< {{NAME}} after the beginning of an address, percent-encoded
    typed_text,    ///< {{NAME}} inside <textarea> or <title>, escaped with its line ends kept
  };
  Kind kind = Kind::message;
  std::size_t begin = 0;  ///< of the brackets
  std::size_t end = 0;    ///< after the brackets
  std::string name;       ///< without "asset:"
};

struct TemplateReport {
  std::vector<TemplateFinding> findings;  ///< in the order of the text
  std::vector<std::string> names;         ///< variables and sections, sorted, each once
  std::vector<TemplatePart> parts;        ///< in the order of the text
};

/// Reads a template, after inclusion, as a browser would and refuses what cannot be escaped safely; the list stands in
/// docs/decisions/0021. Never throws on any text. Pure.
TemplateReport check_template(const TemplateSource& source);

/// A name that takes a drawing or a finished piece: it ends in _SVG or _HTML.
bool takes_piece(std::string_view name);

}  // namespace kringwerk::web
