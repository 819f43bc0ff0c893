#pragma once

#include <string>
#include <string_view>

/// What people type, made regular. All texts are well-formed UTF-8.
namespace kringwerk::web {

/// Trimmed; every run of white space of any kind (also line ends and U+00A0) becomes one space.
std::string one_line(std::string_view text);
/// CR LF and CR become LF; spaces at the ends of lines, and empty lines at both ends, are removed.
std::string several_lines(std::string_view text);
/// A C0 or C1 control other than tab and line feed, U+2028, U+2029, or a character that turns the direction of text
/// (U+202A–U+202E, U+2066–U+2069): invisible, and able to make a page or a log line say something else.
bool has_control_character(std::string_view text);
/// The text in the form it is kept in, or "" when it is not an e-mail address: one @, something before it, a domain
/// with a dot of letters, digits, hyphens or non-ASCII letters; no white space; at most 254 bytes. The domain in lower
/// case.
std::string mail_address(std::string_view text);

}  // namespace kringwerk::web
