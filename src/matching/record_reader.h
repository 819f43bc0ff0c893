#pragma once

#include <optional>

#include "matching/instance_rows.h"
#include "matching/match_index.h"

namespace kringwerk::matching {

/// One row as a record for an index that stands already: its materials and permits by their positions there. Cells are
/// checked as build_instance checks them; a row that it would refuse is a fault of ours (BrokenInvariant).
/// nullopt when the index does not know a material or a permit that the offer asks for. A permit that a need holds and
/// nobody here asks for is left out.
std::optional<Offer> read_offer(const OfferRow& row, const MatchIndex& index);
std::optional<Need> read_need(const NeedRow& row, const MatchIndex& index);

/// The same for a record that will be put; adds the permits that are new.
std::optional<Offer> take_offer(const OfferRow& row, MatchIndex& index);
std::optional<Need> take_need(const NeedRow& row, MatchIndex& index);

}  // namespace kringwerk::matching
