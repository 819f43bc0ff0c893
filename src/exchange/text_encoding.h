#pragma once

#include <string>
#include <string_view>

namespace kringwerk::exchange {

/// A file of somebody's spreadsheet as UTF-8 without byte order mark: UTF-8, UTF-16 with byte order mark ("Unicode
/// text"), and everything else as Windows-1252, in which Excel saves CSV in Belgium. Bytes that Windows-1252 leaves
/// open become U+FFFD. U+0000 is left out: no store keeps it.
std::string as_utf8(std::string_view bytes);

}  // namespace kringwerk::exchange
