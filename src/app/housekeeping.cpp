#include "app/housekeeping.h"

#include "app/world.h"
#include "freshness/io/write_letters.h"
#include "handovers/io/save_taken.h"
#include "introductions/io/weight_store.h"
#include "materials/io/save_life.h"
#include "network/io/save_calendar.h"
#include "text/format.h"

namespace kringwerk::app {

namespace {

site::RegularWork::Report reporter(const web::Log& log, web::Log::Level level, std::string event) {
  return [&log, level, event = std::move(event)](const std::string& what) {
    log.write(level, event, {{"what", what}});
  };
}

void ask_what_still_holds(const site::Services& services) {
  move_examples(services.database, services.now());
  freshness::write_letters(services);
}

void learn_weights(const site::Services& services, const web::Log& log) {
  if (introductions::learn_when_due(services.database, services.keys.audit, services.now())) {
    log.write(web::Log::Level::info, "weights_learned", {});
  }
}

/// Weeks begin and options end by themselves.
void refresh_rooms(const site::Services& services, const web::Log& log) {
  const std::int64_t changed = network::refresh_free_capacities(services.database, text::brussels_day(services.now()));
  if (changed > 0) log.write(web::Log::Level::info, "room_refreshed", {{"capabilities", std::to_string(changed)}});
}

/// Streams and agreements that are past their last day.
void end_what_is_over(const site::Services& services, const web::Log& log) {
  const Instant now = services.now();
  if (const int expired = materials::save_expired(services.database, services.keys.audit, now); expired > 0) {
    log.write(web::Log::Level::info, "streams_expired", {{"count", std::int64_t{expired}}});
  }
  if (const int ended = handovers::save_agreements_over(services.database, services.keys.audit, now); ended > 0) {
    log.write(web::Log::Level::info, "agreements_ended", {{"count", std::int64_t{ended}}});
  }
}

}  // namespace

Housekeeping start_housekeeping(const site::Services& services, std::chrono::milliseconds freshness_pause,
                                const web::Log& log) {
  using enum web::Log::Level;
  using std::chrono::hours;
  using std::chrono::minutes;
  Housekeeping works;
  const auto start = [&](std::chrono::milliseconds pause, std::function<void()> work,
                         site::RegularWork::Report report) {
    works.push_back(std::make_unique<site::RegularWork>(pause, std::move(work), std::move(report)));
  };
  start(
      freshness_pause, [&services] { ask_what_still_holds(services); }, reporter(log, warning, "freshness_failed"));
  start(
      hours{1}, [&services, &log] { learn_weights(services, log); }, reporter(log, error, "weights_not_learned"));
  start(
      minutes{5}, [&services, &log] { refresh_rooms(services, log); }, reporter(log, error, "room_not_refreshed"));
  start(
      minutes{15}, [&services, &log] { end_what_is_over(services, log); }, reporter(log, error, "streams_not_expired"));
  return works;
}

}  // namespace kringwerk::app
