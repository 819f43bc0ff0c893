#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kringwerk::web {

enum class Encoding { identity, gzip, brotli };
/// "", "gzip" or "br", as in Content-Encoding.
std::string_view encoding_name(Encoding encoding);

/// The encoding a client likes best by its Accept-Encoding q-values (RFC 9110 §12.5.3); brotli before gzip before plain
/// on a tie. identity when the header is absent, malformed or refuses both.
Encoding choose_encoding(std::optional<std::string_view> accept_encoding);

/// Whether bodies of this content type become smaller: text, JSON, XML, SVG, scripts.
bool is_compressible(std::string_view content_type);

/// fast: for answers made per request; small: for files compressed once.
enum class Effort { fast, small };
/// Throws std::runtime_error when the library fails.
std::string compressed(std::string_view body, Encoding encoding, Effort effort);

}  // namespace kringwerk::web
