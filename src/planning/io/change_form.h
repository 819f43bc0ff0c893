#pragma once

#include <optional>
#include <string>

#include "base/violation.h"
#include "matchmaking/io/load_live_economy.h"
#include "planning/io/load_scenario.h"
#include "storage/connection.h"
#include "web/form.h"

namespace kringwerk::planning {

/// Fields of the form of one change, in its order.
inline constexpr std::array<std::string_view, 8> kChangeFields{"subject", "stream", "place", "how",
                                                               "amount",  "cost",   "hours", "number"};

/// What a form says about one change, as far as it can be read, with everything that is wrong with it: findings of
/// web::FormReader, network::choose_place, check_change, and for a stream to leave out (by address, or words of its
/// title, among what `now` shows of the plan's streams) whatif.stream_not_found, whatif.stream_ambiguous {found}.
struct ReadChange {
  Change change;
  Violations violations;
};
ReadChange read_change(storage::Connection& connection, const web::Form& form, Language language, ChangeKind kind,
                       const LoadedPlan& plan, const matchmaking::Snapshot& now, const std::vector<Change>& before);

}  // namespace kringwerk::planning
