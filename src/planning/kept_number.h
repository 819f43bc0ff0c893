#pragma once

#include <string>

/// Numbers in what planning keeps as text: files of an instance, names, outcomes.
namespace kringwerk::planning {

/// The shortest text that reads back as the same number.
std::string number_text(double value);
/// The same as TOML wants it: with a point when it happens to be whole.
std::string toml_number(double value);
/// Of a text that number_text wrote; anything else is our own fault.
double kept_number(const std::string& text);

}  // namespace kringwerk::planning
