#pragma once

#include <functional>

#include "app/home_folder.h"
#include "site/services.h"
#include "web/log.h"
#include "web/metrics.h"
#include "web/router.h"

namespace kringwerk::app {

/// What routes need beside the services of pages.
struct RouteParts {
  const web::Metrics& metrics;
  const HomeFolder& home;
  const web::Log& log;
  std::function<void()> plan_waits = {};  ///< called after a transaction that queued or cancelled a plan; may be empty
};

/// Every address of the program. The references must outlive the router.
void add_all_routes(web::Router& router, const site::Services& services, const RouteParts& parts);

}  // namespace kringwerk::app
