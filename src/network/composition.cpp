#include "network/composition.h"

#include <algorithm>
#include <set>

namespace kringwerk::network {

namespace {

bool is_core(MembershipRole role) {
  return role == MembershipRole::coordinator || role == MembershipRole::core_partner;
}

bool has_core_partner(OrganisationKind kind, Day day, std::span<const Membership> memberships) {
  return std::any_of(memberships.begin(), memberships.end(),
                     [&](const Membership& membership) { return counts_as_core(membership, kind, day); });
}

/// The days on which the judgement can change: declarations, arrivals, and the days after departures.
std::set<Day> turning_points(std::span<const Membership> memberships, std::span<const Day> declared_complete) {
  std::set<Day> days(declared_complete.begin(), declared_complete.end());
  for (const Membership& membership : memberships) {
    if (membership.period.from) days.insert(*membership.period.from);
    if (membership.period.to) days.insert(plus_days(*membership.period.to, 1));
  }
  return days;
}

}  // namespace

bool counts_as_core(const Membership& membership, OrganisationKind kind, Day day) {
  return is_core(membership.role) && membership.kind == kind && membership.period.contains(day);
}

Composition composition_on(Day day, std::span<const Membership> memberships, std::span<const Day> declared_complete) {
  const bool declared = std::any_of(declared_complete.begin(), declared_complete.end(),
                                    [&](Day declaration) { return declaration <= day; });
  if (!declared) return {};
  Composition composition{CompositionState::valid, {}};
  for (const OrganisationKind kind : kCoreKinds) {
    if (!has_core_partner(kind, day, memberships)) composition.missing.push_back(kind);
  }
  if (!composition.missing.empty()) composition.state = CompositionState::lacking;
  return composition;
}

std::vector<CompositionChange> composition_history(std::span<const Membership> memberships,
                                                   std::span<const Day> declared_complete) {
  std::vector<CompositionChange> history;
  for (const Day day : turning_points(memberships, declared_complete)) {
    Composition composition = composition_on(day, memberships, declared_complete);
    if (composition.state == CompositionState::not_recorded) continue;
    if (!history.empty() && history.back().composition == composition) continue;
    history.push_back({day, std::move(composition)});
  }
  return history;
}

}  // namespace kringwerk::network
