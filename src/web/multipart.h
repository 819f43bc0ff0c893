#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/form.h"

namespace kringwerk::web {

inline constexpr std::size_t kMostFields = 2'000;

/// Reads multipart/form-data (RFC 7578) strictly: no preamble, no nested parts, no transfer encodings, one
/// Content-Disposition per part with a quoted name, lines ended by CRLF. Everything stays in memory; the server has
/// limited the body. Violations as read_form. What was read before a fault is kept.
ReadForm read_multipart(std::string_view body, std::string_view boundary, const FormLimits& limits);

/// The boundary parameter of a multipart/form-data content type; nullopt when it has none that RFC 2046 allows.
std::optional<std::string> boundary_of(std::string_view content_type);

}  // namespace kringwerk::web
