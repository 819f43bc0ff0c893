#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "network/organisation_record.h"

/// Two records of one organisation become one.
namespace kringwerk::network {

enum class MergeField { name, kind, enterprise_number, place, website, email, languages, sectors, note };
inline constexpr std::array<std::string_view, 9> kMergeFieldKeys{
    "name", "kind", "enterprise_number", "place", "website", "email", "languages", "sectors", "note"};

/// Whose value stays. `both` for lists and remarks only: the values of the survivor, then those of the other that it
/// did not have.
enum class MergeSide { survivor, absorbed, both };
inline constexpr std::array<std::string_view, 3> kMergeSideKeys{"survivor", "absorbed", "both"};

struct MergeChoices {
  std::array<MergeSide, kMergeFieldKeys.size()> sides{};
  MergeSide& of(MergeField field) { return sides[static_cast<std::size_t>(field)]; }
  MergeSide of(MergeField field) const { return sides[static_cast<std::size_t>(field)]; }
  friend bool operator==(const MergeChoices&, const MergeChoices&) = default;
};

bool can_keep_both(MergeField field);
/// Whether the two say something else; only then there is something to choose.
bool is_different(MergeField field, const OrganisationRecord& a, const OrganisationRecord& b);
/// The survivor's values, the other's where it has none, both where lists differ.
MergeChoices first_choices(const OrganisationRecord& survivor, const OrganisationRecord& absorbed);
/// The survivor after the merge; its number and source stay. `both` where it cannot be is the survivor's.
OrganisationRecord merged_record(const OrganisationRecord& survivor, const OrganisationRecord& absorbed,
                                 const MergeChoices& choices);

/// One of the two, with what decides whether they may become one.
struct MergeParty {
  OrganisationRecord record;
  bool is_example = false;
  std::set<std::int64_t> people;  ///< who hold a role there, now or proposed; below zero: who are invited
};
/// Rules: network.merge_itself; network.merge_example: an invented organisation and a real one; network.merge_people:
/// both have people and somebody works for one of them only, who would from then on see what the other kept to itself.
Violations check_merge(const MergeParty& survivor, const MergeParty& absorbed);

}  // namespace kringwerk::network
