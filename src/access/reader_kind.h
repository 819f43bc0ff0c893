#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy_table.h"

/// The policy as the page "who sees what" tells it: which kinds of people may do what, and when.
namespace kringwerk::access {

/// Somebody as people speak of them, and all the table's words for what they are to a record: a coach of its hub is
/// also a coach of some hub, holds a role, has an account and is one of everybody.
struct ReaderKind {
  std::string_view key;  ///< "visitor", "hub_coach": an address may carry it
  RelationSet relations = 0;
};
/// From the widest on; the first is everybody.
std::span<const ReaderKind> reader_kinds();

/// States in which, and visibilities with which, something is allowed alike.
struct AllowedWhen {
  std::vector<std::string> visibilities;  ///< empty: all, or the type has none
  std::vector<std::string> states;        ///< empty: all, or the type has none
  friend bool operator==(const AllowedWhen&, const AllowedWhen&) = default;
};
/// Every way in which a kind may do `action` with the fields of a group; none: never; one without words: always.
using Allowance = std::vector<AllowedWhen>;
Allowance allowance(const PolicyTable& table, const RecordType& type, std::string_view field, Action action,
                    RelationSet relations);

/// Groups of fields that every kind of reader may read in the same cases, so that a page shows them together.
std::vector<std::vector<std::string>> fields_read_alike(const PolicyTable& table, const RecordType& type);

}  // namespace kringwerk::access
