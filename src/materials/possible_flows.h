#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/quantity.h"
#include "materials/stream_index.h"
#include "materials/taxonomy.h"

namespace kringwerk::materials {

/// What a selection of streams offers and asks of one group of materials. Masses are per week, of the streams whose
/// amount is known; a single lot counts as one week's.
struct GroupFlow {
  std::string group;  ///< key of a family or id of a class; empty = not recognised
  std::uint32_t offers = 0;
  std::uint32_t needs = 0;
  std::uint32_t unknown = 0;  ///< of both, without a known amount
  Mass offered;
  Mass in_talks;   ///< of offers in talks or partly agreed; how much of it is agreed is not told
  Mass asked_too;  ///< of the other offers: as much as somebody in the selection asks
  Mass needed;
  Mass met;  ///< of the needs: as much as somebody in the selection offers
  Mass unasked() const { return offered - in_talks - asked_too; }
  Mass unmet() const { return needed - met; }
};

/// Part of what `from` offers that could be what `to` asks; positions in PossibleFlows::groups.
struct FlowLink {
  std::size_t from = 0;
  std::size_t to = 0;
  Mass per_week;
};

struct PossibleFlows {
  std::vector<GroupFlow> groups;  ///< those that occur, largest (offered and needed together) first
  std::vector<FlowLink> links;    ///< by from, then to
};

enum class FlowGroups { families, classes };

/// What could go from offers to needs at most: material and amount alone are looked at, not distance, quality, days or
/// who they are. A need takes offers of its own class and of the classes below it; no other division would bring more
/// together.
PossibleFlows possible_flows(const StreamIndex& index, const Taxonomy& taxonomy, const RowSet& rows, FlowGroups groups);

}  // namespace kringwerk::materials
