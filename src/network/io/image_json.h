#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "network/record_image.h"

namespace kringwerk::network {

/// An image as JSON, one object of lists of objects of strings: {"kbo":[{"source":"brief-genk","value":"0566988259"}]}.
/// Names are sorted, so that equal images have equal text.
std::string image_text(const RecordImage& image);
/// nullopt when it is no such text.
std::optional<RecordImage> read_image_text(std::string_view text);

}  // namespace kringwerk::network
