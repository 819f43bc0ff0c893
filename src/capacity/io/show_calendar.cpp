#include "capacity/io/show_calendar.h"

#include <algorithm>

#include "access/io/secrets.h"
#include "capacity/io/keepers.h"
#include "capacity/io/material_words.h"
#include "capacity/io/week_words.h"
#include "drawings/share_bar.h"
#include "drawings/week_bars.h"
#include "network/io/load_calendar.h"
#include "network/io/load_organisations.h"
#include "site/history.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::capacity {

namespace {

using network::Booking;
using network::BookingState;
using network::Capability;
using network::CapacityException;
using network::WeekRoom;
using site::Services;
using storage::Connection;

constexpr int kOfferedWeeks = 53;
constexpr std::array<std::string_view, 11> kCalendarFields{"title",
                                                           "kilograms",
                                                           "per",
                                                           "from",
                                                           "to",
                                                           "state",
                                                           "held_until",
                                                           "exception_kind",
                                                           "exception_kilograms",
                                                           "exception_from",
                                                           "exception_to"};

struct CalendarView {
  Capability capability;
  std::string owner;
  network::WeekCalendar calendar;
  std::vector<WaitingAgreement> waiting;
  std::map<std::int64_t, std::string> material_names;  ///< of what waits
  std::vector<std::int64_t> hubs;
  Day today;
  bool sees = false;  ///< who booked what
};

std::optional<CalendarView> load_view_of(const Services& services, const web::Call& call) {
  const access::Actor& reader = site::visit_of(call).actor;
  return services.database.read([&](Connection& connection) -> std::optional<CalendarView> {
    auto capability = network::load_capability(connection, call.id<network::CapabilityTag>("capability"));
    if (!capability) return std::nullopt;
    CalendarView view;
    view.hubs = network::load_hubs_of(connection, *capability);
    if (!access::may(reader, access::Action::read, network::facts_of(*capability, view.hubs))) return std::nullopt;
    view.sees = sees_bookings(connection, reader, *capability);
    view.calendar = network::load_calendar(connection, *capability);
    view.today = text::brussels_day(services.now());
    if (const auto owner = network::load_organisation(connection, capability->organisation)) view.owner = owner->name;
    if (view.sees) {
      view.waiting = load_waiting_agreements(connection, capability->id);
      if (!view.waiting.empty()) {
        const auto taxonomy = materials::load_taxonomy(connection);
        const auto terms = materials::load_terms(connection);
        const MaterialWords words(taxonomy, terms, call.language);
        for (const WaitingAgreement& one : view.waiting) {
          if (!one.material.empty()) view.material_names[one.introduction] = words.name(one.material);
        }
      }
    }
    view.capability = std::move(*capability);
    return view;
  });
}

/// The week as this reader may know it.
WeekRoom seen_week(const CalendarView& view, WeekRoom room) {
  if (view.sees) return room;
  WeekRoom seen;
  seen.monday = room.monday;
  seen.free = network::shown_room(room.free, view.capability.capacity_per_week);
  seen.capacity = std::max(view.capability.capacity_per_week, seen.free);
  seen.regular = seen.capacity - seen.free;
  return seen;
}

double share_of(Mass part, Mass whole) {
  return whole.in_grams() <= 0 ? 0 : static_cast<double>(part.in_grams()) / static_cast<double>(whole.in_grams());
}

void draw_weeks(const Services& services, Language language, const std::vector<WeekRoom>& weeks, web::Model& model) {
  Mass highest;
  for (const WeekRoom& week : weeks) highest = std::max(highest, week.capacity);
  std::vector<drawings::WeekBar> bars;
  std::optional<std::chrono::year_month> month;
  for (const WeekRoom& week : weeks) {
    const auto own_month = network::month_of_week(week.monday);
    const bool is_new = month != own_month || bars.size() == network::kCalendarWeeks / 2;
    month = own_month;
    bars.push_back({std::to_string(network::iso_week(week.monday).number),
                    is_new ? month_name(services, language, own_month.month()) : std::string(),
                    share_of(week.capacity, highest), share_of(week.regular + week.agreed, highest),
                    share_of(week.optioned, highest)});
  }
  const auto half = bars.begin() + network::kCalendarWeeks / 2;
  const std::string name = services.texts.get(language, "capacity.calendar.drawing");
  model.set("FIRST_SVG", drawings::draw_week_bars({bars.begin(), half}, name));
  model.set("SECOND_SVG", drawings::draw_week_bars({half, bars.end()}, name));
}

void show_weeks(const Services& services, Language language, const CalendarView& view, web::Model& model) {
  std::vector<WeekRoom> weeks;
  for (const WeekRoom& room : network::rooms_from(view.calendar, view.today, network::kCalendarWeeks, view.today)) {
    weeks.push_back(seen_week(view, room));
  }
  draw_weeks(services, language, weeks, model);
  model.show_if(view.sees, "OWN_HEAD");
  for (const WeekRoom& week : weeks) {
    web::Model& row = model.add("WEEK");
    row.set("NUMBER", std::int64_t{network::iso_week(week.monday).number})
        .set("BEGINS", text::day(language, week.monday));
    row.set("BAR_SVG", drawings::draw_share_bar(static_cast<int>(share_of(week.free, week.capacity) * 1000)));
    row.set("FREE", text::mass(language, week.free));
    if (!view.sees) continue;
    web::Model& own = row.add("OWN");
    own.set("CAPACITY", text::mass(language, week.capacity)).set("REGULAR", text::mass(language, week.regular));
    own.set("AGREED", text::mass(language, week.agreed)).set("OPTIONED", text::mass(language, week.optioned));
    if (week.exception != nullptr) {
      const auto kind = static_cast<std::size_t>(week.exception->kind);
      own.add("EXCEPTION")
          .set("WHY", services.texts.get(
                          language, "capacity.exception." + std::string(network::kCapacityExceptionKindKeys.at(kind))));
    }
  }
}

void show_week_options(const Services& services, Language language, const CalendarView& view, const std::string& chosen,
                       std::string_view section, web::Model& model) {
  Day monday = network::monday_of(view.today);
  for (int i = 0; i < kOfferedWeeks; ++i, monday = plus_days(monday, network::kDaysOfWeek)) {
    const std::string key = day_text(monday);
    model.add(section)
        .set("KEY", key)
        .set("LABEL", week_words(services, language, monday))
        .show_if(key == chosen, "SELECTED");
  }
}

std::string or_else(std::string_view typed, const std::string& usual) {
  return typed.empty() ? usual : std::string(typed);
}

void show_bookings(const Services& services, Language language, const CalendarView& view, web::Model& own) {
  web::Model* table = nullptr;
  for (const Booking& booking : view.calendar.bookings) {
    const bool is_over = booking.to < network::monday_of(view.today);
    if (is_over || booking.state == BookingState::cancelled) continue;
    if (table == nullptr) table = &own.add("BOOKINGS");
    web::Model& row = table->add("BOOKING");
    row.set("TITLE", booking.title).set("KILOGRAMS", text::mass(language, booking.per_week));
    row.set("FROM", week_words(services, language, booking.from)).set("TO", week_words(services, language, booking.to));
    const bool is_option = booking.state == BookingState::option;
    const bool has_ended = is_option && !network::takes_room(booking, view.today);
    const std::string state = has_ended ? "ended" : is_option ? "option" : "agreed";
    row.set("STATE", services.texts.get(language, "capacity.booking.state." + state));
    row.set("STATE_CLASS", has_ended ? "stop" : is_option ? "warn" : "ok");
    if (is_option) row.add("UNTIL").set("DAY", text::day(language, *booking.held_until));
    row.set("ID", booking.id.text()).set("VERSION", booking.version);
    row.show_if(is_option, "AGREE");
  }
  own.show_if(table == nullptr, "NO_BOOKINGS");
}

void show_exceptions(const Services& services, Language language, const CalendarView& view, web::Model& own) {
  for (const CapacityException& exception : view.calendar.exceptions) {
    if (exception.to < network::monday_of(view.today)) continue;
    web::Model& row = own.add("EXCEPTION_ROW");
    const auto kind = std::string(network::kCapacityExceptionKindKeys.at(static_cast<std::size_t>(exception.kind)));
    row.set("KIND", services.texts.get(language, "capacity.exception." + kind)).set("NOTE", exception.note);
    row.set("FROM", week_words(services, language, exception.from));
    row.set("TO", week_words(services, language, exception.to));
    row.set("CAPACITY", text::mass(language, exception.per_week)).set("ID", exception.id.text());
  }
}

void show_waiting(const Services& services, Language language, const CalendarView& view, web::Model& own) {
  if (view.waiting.empty()) return;
  web::Model& section = own.add("WAITING");
  const Day first = plus_days(network::monday_of(view.today), network::kDaysOfWeek);
  const Day last = plus_days(first, std::int64_t{network::kMeanWeeks - 1} * network::kDaysOfWeek);
  for (const WaitingAgreement& one : view.waiting) {
    web::Model& row = section.add("AGREEMENT");
    const auto material = view.material_names.find(one.introduction);
    const std::string what = material == view.material_names.end()
                                 ? services.texts.get(language, "capacity.waiting.material_unknown")
                                 : material->second;
    const std::string agreed = text::day(language, text::brussels_day(one.agreed_at));
    row.set("WHAT", what).set("AGREED_ON", agreed).set("HUB", one.hub_name);
    row.set("ID", id_text(one.introduction)).set("FORM_KEY", access::make_secret());
    row.set("TITLE",
            services.texts.format(language, "capacity.waiting.booking_title", {{"what", what}, {"day", agreed}}));
    row.set("KILOGRAMS", one.per_week ? text::number(language, one.per_week->in_kilograms()) : std::string());
    show_week_options(services, language, view, day_text(first), "FROM_WEEK", row);
    show_week_options(services, language, view, day_text(last), "TO_WEEK", row);
  }
}

void show_booking_form(const Services& services, Language language, const CalendarView& view,
                       const TypedCalendar& typed, web::Model& own) {
  const web::Pairs& fields = typed.fields;
  const std::string next = day_text(plus_days(network::monday_of(view.today), network::kDaysOfWeek));
  own.set("TYPED_TITLE", fields.value("title")).set("TYPED_KILOGRAMS", fields.value("kilograms"));
  own.set("TYPED_UNTIL", or_else(fields.value("held_until"), day_text(plus_days(view.today, kUsualOptionDays))));
  own.set("TYPED_INTRODUCTION", fields.value("introduction"));
  show_week_options(services, language, view, or_else(fields.value("from"), next), "FROM_WEEK", own);
  show_week_options(services, language, view, or_else(fields.value("to"), next), "TO_WEEK", own);
  own.show_if(fields.value("per") == "total", "PER_TOTAL").show_if(fields.value("per") != "total", "PER_WEEK");
  own.show_if(fields.value("state") == "option", "AS_OPTION").show_if(fields.value("state") != "option", "AS_AGREED");
  own.set("TYPED_EXCEPTION_KILOGRAMS", fields.value("exception_kilograms"));
  own.set("TYPED_EXCEPTION_NOTE", fields.value("exception_note"));
  show_week_options(services, language, view, or_else(fields.value("exception_from"), next), "EXCEPTION_FROM_WEEK",
                    own);
  show_week_options(services, language, view, or_else(fields.value("exception_to"), next), "EXCEPTION_TO_WEEK", own);
  own.show_if(fields.value("exception_kind") == "other", "KIND_OTHER");
  own.show_if(fields.value("exception_kind") != "other", "KIND_CLOSED");
}

void show_head(const Services& services, Language language, const CalendarView& view, web::Model& model) {
  const Capability& capability = view.capability;
  const std::string path = site::address(language, "/capabilities/" + capability.id.text());
  const Language named = capability.name.best_language(language);
  model.set("TITLE", capability.name.exact(named)).set("TITLE_LANG", language_code(named));
  model.set("OWNER", view.owner);
  model.set("OWNER_ADDRESS", site::address(language, "/organisations/" + capability.organisation.text()));
  model.set("PAGE", path);
  model.show_if(capability.is_example, "EXAMPLE");
  const Mass free = view.sees ? capability.free_per_week : network::shown_free_capacity(capability);
  model.set("MEAN_FREE", text::mass(language, free))
      .set("CAPACITY", text::mass(language, capability.capacity_per_week));
  if (capability.state != network::CapabilityState::open) {
    const auto state = network::kCapabilityStateKeys.at(static_cast<std::size_t>(capability.state));
    model.add("NOT_OPEN")
        .set("NOT_OPEN_TEXT", services.texts.get(language, "network.capability.state." + std::string(state)));
  }
  model.show(view.sees ? "SEEN_BY_OWNER" : "SEEN_BY_ALL");
}

site::PageFrame frame_of(const Services& services, Language language, const CalendarView& view) {
  const std::string name = view.capability.name.best(language);
  site::PageFrame frame;
  frame.title = services.texts.format(language, "capacity.calendar.window", {{"name", name}, {"who", view.owner}});
  frame.menu = site::MenuEntry::hubs;
  frame.crumbs = {{services.texts.get(language, "capacity.directory.title"), "/capabilities"},
                  {name, "/capabilities/" + view.capability.id.text()},
                  {services.texts.get(language, "capacity.calendar.heading"), ""}};
  return frame;
}

int calendar_status(const TypedCalendar& typed) {
  constexpr int kPreconditionFailed = 412;
  constexpr int kUnprocessable = 422;
  if (typed.is_stale) return kPreconditionFailed;
  return typed.violations.empty() ? 200 : kUnprocessable;
}

}  // namespace

web::Response show_calendar(const Services& services, const web::Call& call, const TypedCalendar& typed) {
  const auto view = load_view_of(services, call);
  if (!view) return site::refusal_page(services, call.request, call.language, 404);
  const Language language = call.language;
  web::Model model;
  site::show_findings(services, language, typed.violations, kCalendarFields, model, "capacity.calendar.");
  model.show_if(typed.is_stale, "STALE");
  const int status = calendar_status(typed);
  model.show_if(view->sees && status == 200 && !call.request.query.value("done").empty(), "KEPT");
  show_head(services, language, *view, model);
  show_weeks(services, language, *view, model);
  const auto frame = frame_of(services, language, *view);
  if (!view->sees) return site::page(services, call, "capacity/calendar.html", model, frame, status);
  web::Model& own = model.add("KEEPER");
  own.set("ACTION", site::address(language, "/capabilities/" + view->capability.id.text() + "/calendar"));
  own.set("FORM_KEY", access::make_secret()).set("EXCEPTION_KEY", access::make_secret());
  show_waiting(services, language, *view, own);
  show_bookings(services, language, *view, own);
  show_exceptions(services, language, *view, own);
  show_booking_form(services, language, *view, typed, own);
  const site::RecordHistory record{"capability", view->capability.id.value(), view->capability.organisation.value(),
                                   view->hubs};
  if (const auto history = site::show_history(services, call, record)) {
    model.add("HISTORY").set("HISTORY_HTML", *history);
  }
  return site::with_form(services, call, model,
                         [&] { return site::page(services, call, "capacity/calendar.html", model, frame, status); });
}

}  // namespace kringwerk::capacity
