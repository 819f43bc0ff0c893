#pragma once

#include <string>
#include <string_view>

#include "web/content_encoding.h"

namespace kringwerk::web {

/// A strong ETag with its quotes: BLAKE2b of the body, and the encoding it is sent in.
std::string etag_of(std::string_view body, Encoding encoding);

/// Whether an If-None-Match header names `etag`, weak comparison (RFC 9110 §8.8.3.2); "*" matches everything.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace kringwerk::web
