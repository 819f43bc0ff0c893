#include "access/reader_kind.h"

#include <algorithm>
#include <array>

namespace kringwerk::access {

namespace {

constexpr RelationSet kAll = bit_of(Relation::everyone);
constexpr RelationSet kAccount = kAll | bit_of(Relation::signed_in);
constexpr RelationSet kRole = kAccount | bit_of(Relation::any_role);
constexpr RelationSet kStaff = kRole | bit_of(Relation::any_hub_staff);

constexpr std::array<ReaderKind, 11> kKinds{{
    {"visitor", kAll},
    {"link_holder", kAll | bit_of(Relation::link_holder)},
    {"signed_in", kAccount},
    {"self", kAccount | bit_of(Relation::self)},
    {"other_organisation", kRole},
    {"organisation_user", kRole | bit_of(Relation::organisation_user)},
    {"hub_coach", kStaff | bit_of(Relation::hub_coach)},
    {"hub_coordinator", kStaff | bit_of(Relation::any_planner) | bit_of(Relation::hub_coordinator)},
    {"hub_policy_officer", kRole | bit_of(Relation::any_planner) | bit_of(Relation::hub_policy_officer)},
    {"auditor", kRole | bit_of(Relation::auditor)},
    {"administrator", kRole | bit_of(Relation::administrator)},
}};

}  // namespace

std::span<const ReaderKind> reader_kinds() {
  return kKinds;
}

Allowance allowance(const PolicyTable& table, const RecordType& type, std::string_view field, Action action,
                    RelationSet relations) {
  Allowance ways;
  for (const std::string& visibility : type.visibilities) {
    std::vector<std::string> states;
    for (const std::string& state : type.states) {
      if ((table.allowed({type.name, field, action, visibility, state}) & relations) != 0) states.push_back(state);
    }
    if (states.empty()) continue;
    const auto same =
        std::find_if(ways.begin(), ways.end(), [&](const AllowedWhen& way) { return way.states == states; });
    if (same == ways.end())
      ways.push_back({{visibility}, std::move(states)});
    else
      same->visibilities.push_back(visibility);
  }
  for (AllowedWhen& way : ways) {
    if (way.visibilities == type.visibilities) way.visibilities.clear();
    if (way.states == type.states) way.states.clear();
  }
  return ways;
}

std::vector<std::vector<std::string>> fields_read_alike(const PolicyTable& table, const RecordType& type) {
  std::vector<std::vector<std::string>> groups;
  const auto is_alike = [&](const std::string& one, const std::string& other) {
    return std::all_of(kKinds.begin(), kKinds.end(), [&](const ReaderKind& kind) {
      return allowance(table, type, one, Action::read, kind.relations) ==
             allowance(table, type, other, Action::read, kind.relations);
    });
  };
  for (const std::string& field : type.fields) {
    const auto same =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return is_alike(group.front(), field); });
    if (same == groups.end())
      groups.push_back({field});
    else
      same->push_back(field);
  }
  return groups;
}

}  // namespace kringwerk::access
