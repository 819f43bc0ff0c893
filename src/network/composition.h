#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "network/hub.h"

namespace kringwerk::network {

/// The three kinds a hub needs among its core partners (brief: Genk, closing event; ESF call 520).
inline constexpr std::array<OrganisationKind, 3> kCoreKinds{
    OrganisationKind::local_government, OrganisationKind::regular_economy, OrganisationKind::social_economy};

enum class CompositionState {
  not_recorded,  ///< the list was not declared complete by that day: neither valid nor invalid
  valid,
  lacking,
};

/// The judgement of rule network.composition on one day.
struct Composition {
  CompositionState state = CompositionState::not_recorded;
  std::vector<OrganisationKind> missing;  ///< in the order of kCoreKinds; only when lacking
  friend bool operator==(const Composition&, const Composition&) = default;
};

/// Judges the partnership on `day`. `declared_complete` are the days on which somebody declared the list complete; a
/// declaration holds from its day on. Rule and reasons: docs/rules/network.composition.md.
Composition composition_on(Day day, std::span<const Membership> memberships, std::span<const Day> declared_complete);

/// Whether this membership brings `kind` to the core partners on `day`.
bool counts_as_core(const Membership& membership, OrganisationKind kind, Day day);

/// The judgement over time: one entry per change, in order, each holding from its day until the next entry.
/// The first entry is the first declaration; empty when there is none.
struct CompositionChange {
  Day from;
  Composition composition;
};
std::vector<CompositionChange> composition_history(std::span<const Membership> memberships,
                                                   std::span<const Day> declared_complete);

}  // namespace kringwerk::network
