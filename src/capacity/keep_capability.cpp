#include "capacity/keep_capability.h"

#include <algorithm>

#include "capacity/book_room.h"
#include "capacity/check_capability.h"

namespace kringwerk::capacity {

namespace {

using access::Action;
using network::Capability;
using network::CapabilityState;
using network::WeekCalendar;

/// Where a step leads from a state; nullopt: nowhere.
std::optional<CapabilityState> state_after(CapabilityState state, const KeepEdit& edit) {
  switch (edit.step) {
    case KeepStep::save:
      return state == CapabilityState::retired ? std::nullopt : std::optional{state};
    case KeepStep::open:
      return state == CapabilityState::open ? std::nullopt : std::optional{CapabilityState::open};
    case KeepStep::pause:
      return state == CapabilityState::open ? std::optional{CapabilityState::paused} : std::nullopt;
    case KeepStep::retire:
      return state == CapabilityState::retired ? std::nullopt : std::optional{CapabilityState::retired};
    case KeepStep::undo:
      return edit.content.state;
  }
  return std::nullopt;
}

/// What an edit never changes.
Capability with_identity_of(const Capability& current, Capability content) {
  content.id = current.id;
  content.organisation = current.organisation;
  content.free_per_week = std::min(current.free_per_week, content.capacity_per_week);
  content.confirmed_at = current.confirmed_at;
  content.is_example = current.is_example;
  content.source = current.source;
  content.version = current.version;
  return content;
}

Violations check_bookings(const Capability& after, const WeekCalendar& calendar, Day today) {
  WeekCalendar changed = calendar;
  changed.capacity = after.capacity_per_week;
  changed.regular = after.regular_per_week;
  const auto overfull = first_overfull(changed, today, today);
  if (!overfull) return {};
  const network::IsoWeek week = network::iso_week(overfull->monday);
  return {{"capacity.below_bookings",
           "capacity",
           {{"week", std::int64_t{week.number}},
            {"year", std::to_string(week.year)},
            {"promised", (overfull->agreed + overfull->optioned).in_kilograms()}}}};
}

std::string number_text(const std::optional<Mass>& mass) {
  return mass ? std::to_string(mass->in_kilograms()) : std::string();
}

std::string_view state_key(CapabilityState state) {
  return network::kCapabilityStateKeys.at(static_cast<std::size_t>(state));
}

}  // namespace

Result<Capability> add_capability(Capability draft, const KeepContext& context, const access::Actor& actor) {
  draft.free_per_week = draft.capacity_per_week - draft.regular_per_week;
  draft.confirmed_at = context.now;
  draft.version = 1;
  if (!access::may(actor, Action::create, network::facts_of(draft, context.hubs))) return Missing{};
  if (Violations found = check_capability(draft); !found.empty()) return Invalid{std::move(found)};
  return draft;
}

Result<Capability> keep_capability(const Capability& current, const KeepEdit& edit, const WeekCalendar& calendar,
                                   const KeepContext& context, const access::Actor& actor) {
  if (!access::may(actor, Action::read, network::facts_of(current, context.hubs)) ||
      !access::may(actor, Action::update, network::facts_of(current, context.hubs))) {
    return Missing{};
  }
  if (current.version != edit.seen_version) return Stale{};
  const auto state = state_after(current.state, edit);
  if (!state) return Conflict{};
  const bool has_content = edit.step == KeepStep::save || edit.step == KeepStep::undo;
  Capability after = has_content ? with_identity_of(current, edit.content) : current;
  after.state = *state;
  ++after.version;
  if (edit.step == KeepStep::save || edit.step == KeepStep::open) after.confirmed_at = context.now;
  if (has_content) {
    Violations found = check_capability(after);
    const bool has_same_room =
        after.capacity_per_week == current.capacity_per_week && after.regular_per_week == current.regular_per_week;
    if (found.empty() && !has_same_room) found = check_bookings(after, calendar, context.today);
    if (!found.empty()) return Invalid{std::move(found)};
  }
  return after;
}

std::vector<CapabilityChange> changes_between(const Capability& before, const Capability& after) {
  std::vector<CapabilityChange> changes;
  const auto told = [&](const char* field, const std::string& was, const std::string& is) {
    if (was != is) changes.push_back({field, was, is});
  };
  const auto named = [&](const char* field, bool differs) {
    if (differs) changes.push_back({field, "", ""});
  };
  told("state", std::string(state_key(before.state)), std::string(state_key(after.state)));
  told("kind", before.kind, after.kind);
  named("name", before.name != after.name);
  named("accepts", before.accepts != after.accepts);
  named("outputs", !std::equal(before.outputs.begin(), before.outputs.end(), after.outputs.begin(), after.outputs.end(),
                               [](const auto& a, const auto& b) {
                                 return a.material == b.material && a.grade == b.grade &&
                                        a.yield_millionths == b.yield_millionths;
                               }));
  told("min_grade", std::to_string(before.min_grade), std::to_string(after.min_grade));
  told("capacity", number_text(before.capacity_per_week), number_text(after.capacity_per_week));
  told("regular", number_text(before.regular_per_week), number_text(after.regular_per_week));
  told("min_batch", number_text(before.min_batch), number_text(after.min_batch));
  told("max_batch", number_text(before.max_batch), number_text(after.max_batch));
  named("cost", before.cost_per_tonne != after.cost_per_tonne || before.price_basis != after.price_basis);
  named("social_hours", before.social_minutes_per_tonne != after.social_minutes_per_tonne);
  told("lead_days", std::to_string(before.lead_days), std::to_string(after.lead_days));
  named("certificates", before.certificates != after.certificates);
  named("permits", before.permits != after.permits);
  named("place", before.nis != after.nis);
  return changes;
}

}  // namespace kringwerk::capacity
