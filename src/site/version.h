#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "web/form.h"
#include "web/router.h"

/// Changes that cannot overwrite each other: whoever changes a record says which version was on the screen.
namespace kringwerk::site {

/// The ETag of a record that is shown to be changed: "stream-0123456789abc-v3", in its quotes.
std::string version_tag(std::string_view kind, std::string_view id, std::int64_t version);

/// Which version of the record a request changes, by its header If-Match, else by the field "version" of its form.
/// Unversioned when neither says one ("*" does not); Stale when the header names anything else than a version of this
/// record.
Result<std::int64_t> version_of(const web::Call& call, const web::Form& form, std::string_view kind,
                                std::string_view id);

}  // namespace kringwerk::site
