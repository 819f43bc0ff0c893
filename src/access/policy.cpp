#include "access/policy.h"

#include <algorithm>

#include "access/policy_table.h"

namespace kringwerk::access {

namespace {

bool holds_in_hub(const Actor& actor, Role role, const std::vector<std::int64_t>& hubs) {
  return std::any_of(hubs.begin(), hubs.end(), [&](std::int64_t hub) {
    return actor.holds(role, Scope{ScopeKind::hub, hub});
  });
}

bool is(const Actor& actor, Relation relation, const RecordFacts& record) {
  switch (relation) {
    case Relation::everyone:
      return true;
    case Relation::signed_in:
      return actor.is_signed_in();
    case Relation::self:
      return actor.is_signed_in() && actor.person.is_set() && record.person == actor.person;
    case Relation::link_holder:
      return record.is_by_link;
    case Relation::organisation_user:
      return record.organisation &&
             actor.holds(Role::organisation_user, Scope{ScopeKind::organisation, *record.organisation});
    case Relation::hub_coach:
      return holds_in_hub(actor, Role::coach, record.hubs);
    case Relation::hub_coordinator:
      return holds_in_hub(actor, Role::coordinator, record.hubs);
    case Relation::hub_policy_officer:
      return holds_in_hub(actor, Role::policy_officer, record.hubs);
    case Relation::any_hub_staff:
      return !actor.scopes(ScopeKind::hub, {Role::coach, Role::coordinator}).empty();
    case Relation::any_planner:
      return !actor.scopes(ScopeKind::hub, {Role::coordinator, Role::policy_officer}).empty();
    case Relation::any_role:
      return !actor.roles.empty();
    case Relation::auditor:
      return actor.holds(Role::auditor, Scope::network());
    case Relation::administrator:
      return actor.holds(Role::administrator, Scope::network());
  }
  return false;
}

/// Visibilities from narrow to wide; a word that is not known is narrower than all.
std::size_t width(std::string_view visibility) {
  constexpr std::array<std::string_view, 4> kNarrowFirst{"private", "hub", "network", "public"};
  const auto* const found = std::find(kNarrowFirst.begin(), kNarrowFirst.end(), visibility);
  return found == kNarrowFirst.end() ? 0 : 1 + static_cast<std::size_t>(found - kNarrowFirst.begin());
}

std::string_view visibility_of(const RecordFacts& record, std::string_view field) {
  std::string_view narrowest = record.visibility;
  for (const FieldVisibility& own : record.narrowed) {
    if (own.field == field && width(own.visibility) < width(narrowest)) narrowest = own.visibility;
  }
  return narrowest;
}

}  // namespace

bool may(const Actor& actor, Action action, const RecordFacts& record, std::string_view field) {
  const RelationSet allowed =
      policy_table().allowed({record.type, field, action, visibility_of(record, field), record.state});
  for (std::size_t i = 0; i < kRelationKeys.size(); ++i) {
    const auto relation = static_cast<Relation>(i);
    if ((allowed & bit_of(relation)) != 0 && is(actor, relation, record)) return true;
  }
  return false;
}

std::vector<std::string_view> readable_fields(const Actor& actor, const RecordFacts& record) {
  std::vector<std::string_view> fields;
  const RecordType* type = policy_table().find_type(record.type);
  if (type == nullptr || !may(actor, Action::read, record)) return fields;
  for (const std::string& field : type->fields) {
    if (may(actor, Action::read, record, field)) fields.push_back(field);
  }
  return fields;
}

}  // namespace kringwerk::access
