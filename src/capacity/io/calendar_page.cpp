#include <algorithm>

#include "access/io/secrets.h"
#include "base/personal_text.h"
#include "capacity/io/capacity_pages.h"
#include "capacity/io/show_calendar.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::capacity {

namespace {

using Presence = web::FormReader::Presence;

constexpr std::array<std::string_view, 2> kPeriodKeys{"week", "total"};
constexpr std::array<std::string_view, 2> kNewStateKeys{"agreed", "option"};

/// Weeks of a booking or exception, by the Mondays that its lists offer.
struct ReadWeeks {
  Day from;
  Day to;
};

ReadWeeks read_weeks(web::FormReader& reader, std::string_view from_field, std::string_view to_field) {
  const auto from = reader.day(from_field, Presence::required);
  const auto to = reader.day(to_field, Presence::optional);
  return {from.value_or(Day{}), to.value_or(from.value_or(Day{}))};
}

/// A total is spread evenly, each week rounded up to a gram.
Mass per_week(Mass amount, bool is_total, const ReadWeeks& weeks) {
  if (!is_total) return amount;
  const std::int64_t count = std::max<std::int64_t>(
      1, days_between(network::monday_of(weeks.from), network::monday_of(weeks.to)) / network::kDaysOfWeek + 1);
  return Mass::grams((amount.in_grams() + count - 1) / count);
}

SentBooking read_booking_form(const web::ReadForm& read, const web::Call& call) {
  web::FormReader reader(read.form, call.language);
  SentBooking sent;
  sent.capability = call.id<network::CapabilityTag>("capability");
  BookingDraft& draft = sent.draft;
  draft.title = reader.line("title", Presence::required, kLongestBookingTitle);
  const auto kilograms = reader.thousandths("kilograms", Presence::required);
  const auto weeks = read_weeks(reader, "from", "to");
  draft.from = weeks.from;
  draft.to = weeks.to;
  const auto period = reader.choice("per", kPeriodKeys, Presence::optional);
  draft.per_week = per_week(Mass::grams(kilograms.value_or(0)), period.value_or(0) == 1, weeks);
  const auto state = reader.choice("state", kNewStateKeys, Presence::optional);
  if (state.value_or(0) == 1) {
    draft.state = network::BookingState::option;
    draft.held_until = reader.day("held_until", Presence::required);
  }
  if (const auto introduction = Id<network::BookingTag>::parse(reader.typed("introduction"))) {
    draft.introduction = introduction->value();
  }
  sent.violations = read.violations;
  append(sent.violations, reader.violations());
  append(sent.violations, check_public_text("title", draft.title));
  return sent;
}

SentException read_exception_form(const web::ReadForm& read, const web::Call& call) {
  web::FormReader reader(read.form, call.language);
  SentException sent;
  sent.capability = call.id<network::CapabilityTag>("capability");
  ExceptionDraft& draft = sent.draft;
  const auto kind = reader.choice("exception_kind", network::kCapacityExceptionKindKeys, Presence::required);
  draft.kind = static_cast<network::CapacityExceptionKind>(kind.value_or(0));
  if (draft.kind == network::CapacityExceptionKind::other) {
    draft.per_week = Mass::grams(reader.thousandths("exception_kilograms", Presence::required).value_or(0));
  }
  const auto weeks = read_weeks(reader, "exception_from", "exception_to");
  draft.from = weeks.from;
  draft.to = weeks.to;
  draft.note = reader.line("exception_note", Presence::optional, kLongestBookingTitle);
  sent.violations = read.violations;
  append(sent.violations, reader.violations());
  append(sent.violations, check_public_text("exception_note", draft.note));
  return sent;
}

web::Response answer_of(const site::Services& services, const web::Call& call, const web::Form& form,
                        const Refusal& refusal) {
  TypedCalendar typed{form.fields, site::findings_of(refusal), std::holds_alternative<Stale>(refusal)};
  const bool is_shown = typed.is_stale || !typed.violations.empty();
  return is_shown ? show_calendar(services, call, typed) : site::refused(services, call, refusal);
}

web::Response done(const web::Call& call) {
  return web::Response::see_other(site::address(
      call.language, "/capabilities/" + call.id<network::CapabilityTag>("capability").text() + "/calendar?done=1"));
}

web::Response change_one(const site::Services& services, const web::Call& call, const web::ReadForm& read) {
  const auto capability = call.id<network::CapabilityTag>("capability");
  const web::Pairs& fields = read.form.fields;
  if (fields.value("deed") == "drop") {
    const auto exception = network::CapacityExceptionId::parse(fields.value("exception"));
    if (!exception) return site::refused(services, call, Missing{});
    const auto dropped = drop_exception(services, call, capability, *exception);
    return dropped ? done(call) : answer_of(services, call, read.form, dropped.error());
  }
  const auto booking = network::BookingId::parse(fields.value("booking"));
  const auto step = std::find(kBookingStepKeys.begin(), kBookingStepKeys.end(), fields.value("deed"));
  if (!booking || step == kBookingStepKeys.end()) return site::refused(services, call, Missing{});
  const auto version = site::version_of(call, read.form, "booking", booking->text());
  if (!version) return answer_of(services, call, read.form, version.error());
  const auto changed = submit_booking_step(
      services, call, {capability, *booking, static_cast<BookingStep>(step - kBookingStepKeys.begin()), *version});
  return changed ? done(call) : answer_of(services, call, read.form, changed.error());
}

}  // namespace

web::Response calendar_page(const site::Services& services, const web::Call& call) {
  return show_calendar(services, call, {});
}

web::Response change_calendar(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const std::string_view deed = read.form.fields.value("deed");
  if (deed != "book" && deed != "except") return change_one(services, call, read);
  const auto request = site::name_of_request(services, call, read.form);
  if (!request) return site::expired_form_page(services, call);
  const auto made = deed == "book" ? submit_booking(services, call, *request, read_booking_form(read, call))
                                   : submit_exception(services, call, *request, read_exception_form(read, call));
  return made ? web::Response::see_other(*made) : answer_of(services, call, read.form, made.error());
}

}  // namespace kringwerk::capacity
