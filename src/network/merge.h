#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/role.h"
#include "base/id.h"
#include "base/time.h"
#include "network/organisation.h"

namespace kringwerk::network {

struct MergeTag;
using MergeId = Id<MergeTag>;

/// One organisation that went up in another, perhaps taken apart again later.
struct Merge {
  MergeId id;
  OrganisationId survivor;
  OrganisationId absorbed;
  std::string survivor_name;  ///< as the two were called before
  std::string absorbed_name;
  std::optional<access::PersonId> merged_by;
  Instant merged_at;
  std::optional<access::PersonId> undone_by;
  std::optional<Instant> undone_at;
  /// Columns of the survivor that kept what somebody wrote after the merge; of an undone one.
  std::vector<std::string> kept_columns;
  std::int64_t version = 1;

  bool is_open() const { return !undone_at.has_value(); }
};

}  // namespace kringwerk::network
