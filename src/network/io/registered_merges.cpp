#include "network/io/registered_merges.h"

namespace kringwerk::network {

void register_merges(access::RecordRegistry& registry) {
  // A row that a merge keeps may be an address for mail; taking the merge apart works without it.
  registry.personal.push_back({"organisation_contact",
                               "organisation_merge_row",
                               "",
                               "lower(organisation_merge_row.row_image) LIKE '%' || :email || '%'",
                               {"merge_id", "place", "step"},
                               {"row_image"},
                               access::ErasureEffect::removed,
                               {"DELETE FROM organisation_merge_row WHERE {rows}"}});
  registry.impersonal.push_back({"organisation_merge", "*", "organisations; by whom is a deed, which the trail tells"});
  registry.impersonal.push_back({"organisation_distinct", "*", "organisations; by whom is a deed"});
}

}  // namespace kringwerk::network
