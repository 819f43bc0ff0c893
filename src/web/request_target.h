#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/request.h"

namespace kringwerk::web {

/// The request target taken apart.
struct Target {
  std::string path;  ///< decoded
  Pairs query;       ///< decoded, "+" is a space
  std::string origin_form;
  std::string authority;  ///< host of an absolute-form target; empty otherwise
};

/// Reads an origin-form or absolute-form (http, https) target. nullopt when it is neither; when a byte is not visible
/// ASCII; when "%" is not followed by two hexadecimal digits; when the decoded text is not UTF-8; when the path holds
/// control characters, an encoded slash or backslash, a "." or ".." segment; when the query holds U+0000 or more than
/// 500 pairs. Such a path would mean one thing to a proxy in front and another to us.
std::optional<Target> parse_target(std::string_view target);

enum class Plus { literal, space };
/// Percent-decodes to bytes; nullopt for a bad escape.
std::optional<std::string> percent_unescaped(std::string_view text, Plus plus);
/// The same; nullopt also when the result is not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);
/// Everything but unreserved characters (RFC 3986 §2.3) as %XX.
std::string percent_encoded(std::string_view text);
/// name=value pairs joined by "&"; nullopt for a bad escape, U+0000 or more than `most` pairs. Empty pieces are
/// skipped.
std::optional<Pairs> parse_pairs(std::string_view text, std::size_t most);

}  // namespace kringwerk::web
