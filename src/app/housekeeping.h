#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "site/regular_work.h"
#include "site/services.h"
#include "web/log.h"

namespace kringwerk::app {

using Housekeeping = std::vector<std::unique_ptr<site::RegularWork>>;

/// Starts what the server looks after by itself, by the minute or the hour: mails that ask whether records still hold
/// (every `freshness_pause`), the weekly run of the ranking's weights, the free capacity of a new day, streams and
/// agreements past their last day. The store keeps what was done, so that a restart or a second process neither skips
/// nor doubles anything. What fails stands in the log and is tried again. `services` and `log` outlive it.
Housekeeping start_housekeeping(const site::Services& services, std::chrono::milliseconds freshness_pause,
                                const web::Log& log);

}  // namespace kringwerk::app
