#pragma once

#include "access/io/load_history.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::accounts {

/// Most lines that one file takes along.
inline constexpr std::int64_t kMostExported = 50'000;

/// POST /{lang}/audit/export: the lines of the filter as CSV, newest first. The deed "audit.exported" is kept before the
/// first byte leaves. A filter with a fault, or one that finds more than kMostExported lines, goes back to the page.
web::Response export_history(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::accounts
