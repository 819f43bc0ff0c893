#include "capacity/io/submit_calendar.h"

#include <algorithm>

#include "network/io/load_calendar.h"
#include "network/io/load_organisations.h"
#include "network/io/save_calendar.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::capacity {

namespace {

using network::Booking;
using network::Capability;
using network::WeekCalendar;
using storage::Connection;

/// The capability and its calendar as this transaction sees them.
struct LoadedGround {
  Capability capability;
  WeekCalendar calendar;
  std::vector<std::int64_t> hubs;
};

std::optional<LoadedGround> load_calendar_ground(Connection& transaction, network::CapabilityId id) {
  auto capability = network::load_capability(transaction, id);
  if (!capability) return std::nullopt;
  auto calendar = network::load_calendar(transaction, *capability);
  auto hubs = network::load_hubs_of(transaction, *capability);
  return LoadedGround{std::move(*capability), std::move(calendar), std::move(hubs)};
}

CalendarGround ground_of(const LoadedGround& loaded, Instant now) {
  return {loaded.capability, loaded.calendar, loaded.hubs, text::brussels_day(now), now};
}

std::string calendar_address(const web::Call& call, network::CapabilityId id) {
  return site::address(call.language, "/capabilities/" + id.text() + "/calendar?done=1");
}

bool is_agreed_through(Connection& connection, std::int64_t introduction, network::CapabilityId capability) {
  return connection
      .query(
          "SELECT 1 FROM introduction_step JOIN introduction ON introduction.introduction_id = "
          "introduction_step.introduction_id WHERE introduction_step.introduction_id = ?1 AND "
          "introduction_step.capability_id = ?2 AND introduction.state = 'agreed'",
          introduction, capability)
      .next();
}

template <class T>
Result<T> beside_fields(Result<T> decided, Violations of_fields) {
  if (of_fields.empty()) return decided;
  if (!decided) {
    const auto* invalid = std::get_if<Invalid>(&decided.error());
    if (invalid == nullptr) return decided;
    for (const Violation& one : invalid->violations) {
      const bool is_known = std::any_of(of_fields.begin(), of_fields.end(),
                                        [&](const Violation& other) { return other.field == one.field; });
      if (!is_known) of_fields.push_back(one);
    }
  }
  return Invalid{std::move(of_fields)};
}

/// Titles are the workshop's own words about its customers: told as changed, not in words.
access::Deed deed_of(std::string_view action, const Booking& booking) {
  access::Deed deed{action, "capability", booking.capability.value(), {}};
  deed.changes.push_back({"booked", "", std::to_string(booking.per_week.in_kilograms())});
  deed.changes.push_back({"weeks", "", day_text(booking.from) + " - " + day_text(booking.to)});
  return deed;
}

access::Deed deed_of(std::string_view action, network::CapabilityId id, const network::CapacityException& exception) {
  return {action,
          "capability",
          id.value(),
          {{"weeks", "", day_text(exception.from) + " - " + day_text(exception.to)},
           {"capacity", "", std::to_string(exception.per_week.in_kilograms())}}};
}

}  // namespace

Result<std::string> submit_booking(const site::Services& services, const web::Call& call,
                                   const site::NamedRequest& request, const SentBooking& sent) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const auto loaded = load_calendar_ground(transaction, sent.capability);
    if (!loaded) return Missing{};
    const auto& introduction = sent.draft.introduction;
    if (introduction && !is_agreed_through(transaction, *introduction, sent.capability)) return Missing{};
    const CalendarGround ground = ground_of(*loaded, services.now());
    const auto booked =
        beside_fields(book_room(sent.draft, services.make_id<network::BookingTag>(), ground, actor), sent.violations);
    if (!booked) return booked.error();
    network::insert_booking(transaction, {sent.capability, ground.today}, *booked);
    site::record(services, transaction, call, deed_of("capability.booked", *booked));
    return calendar_address(call, sent.capability);
  });
}

Result<Done> submit_booking_step(const site::Services& services, const web::Call& call, const SentBookingStep& sent) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const auto loaded = load_calendar_ground(transaction, sent.capability);
    const auto booking = network::load_booking(transaction, sent.booking);
    if (!loaded || !booking || booking->capability != sent.capability) return Missing{};
    const CalendarGround ground = ground_of(*loaded, services.now());
    const auto changed = change_booking(*booking, sent.step, sent.version, ground, actor);
    if (!changed) return changed.error();
    if (!network::update_booking(transaction, {sent.capability, ground.today}, *changed)) return Stale{};
    const bool is_agreed = sent.step == BookingStep::agree;
    site::record(services, transaction, call,
                 deed_of(is_agreed ? "capability.booking_agreed" : "capability.booking_cancelled", *changed));
    return Done{};
  });
}

Result<std::string> submit_exception(const site::Services& services, const web::Call& call,
                                     const site::NamedRequest& request, const SentException& sent) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const auto loaded = load_calendar_ground(transaction, sent.capability);
    if (!loaded) return Missing{};
    const CalendarGround ground = ground_of(*loaded, services.now());
    const auto added = beside_fields(
        add_exception(sent.draft, services.make_id<network::CapacityExceptionTag>(), ground, actor), sent.violations);
    if (!added) return added.error();
    network::insert_exception(transaction, {sent.capability, ground.today}, *added);
    site::record(services, transaction, call, deed_of("capability.week_changed", sent.capability, *added));
    return calendar_address(call, sent.capability);
  });
}

Result<Done> drop_exception(const site::Services& services, const web::Call& call, network::CapabilityId capability,
                            network::CapacityExceptionId exception) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const auto loaded = load_calendar_ground(transaction, capability);
    if (!loaded) return Missing{};
    const CalendarGround ground = ground_of(*loaded, services.now());
    const auto dropped = drop_exception(exception, ground, actor);
    if (!dropped) return dropped.error();
    network::remove_exception(transaction, {capability, ground.today}, exception);
    site::record(services, transaction, call, deed_of("capability.week_restored", capability, *dropped));
    return Done{};
  });
}

std::vector<WaitingAgreement> load_waiting_agreements(Connection& connection, network::CapabilityId capability) {
  std::vector<WaitingAgreement> waiting;
  auto rows = connection.query(
      "SELECT introduction.introduction_id, introduction_step.grams_per_week, introduction.material_id, "
      "COALESCE(hub.name, ''), introduction.changed_at_ms FROM introduction_step JOIN introduction ON "
      "introduction.introduction_id = introduction_step.introduction_id LEFT JOIN hub ON hub.hub_id = "
      "introduction.hub_id WHERE introduction_step.capability_id = ?1 AND introduction.state = 'agreed' AND NOT EXISTS "
      "(SELECT 1 FROM capability_booking WHERE capability_booking.introduction_id = introduction.introduction_id AND "
      "capability_booking.capability_id = ?1 AND capability_booking.state <> 'cancelled') ORDER BY "
      "introduction.changed_at_ms",
      capability);
  while (rows.next()) {
    waiting.push_back({rows.int64(0), rows.get<std::optional<Mass>>(1),
                       rows.get<std::optional<std::string>>(2).value_or(std::string()), rows.get<std::string>(3),
                       rows.get<Instant>(4)});
  }
  return waiting;
}

}  // namespace kringwerk::capacity
