#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kringwerk::web {

/// One field of a CSV file (RFC 4180) for people with a spreadsheet: quoted where it must be, and with a leading ' when
/// a spreadsheet would take it for a formula (it starts with = + - @, a tab or a line break).
std::string csv_field(std::string_view text);

/// A record with its line end.
std::string csv_record(std::span<const std::string> fields);

}  // namespace kringwerk::web
