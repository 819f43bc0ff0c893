#pragma once

#include "network/revision.h"
#include "storage/connection.h"

namespace kringwerk::network {

void insert_revision(storage::Connection& transaction, const Revision& revision);
/// Everything that may change of a revision, when it is still at the version before; false when it is not.
[[nodiscard]] bool update_revision(storage::Connection& transaction, const Revision& revision);
/// The revision that another one put back.
void mark_undone(storage::Connection& transaction, RevisionId id);

}  // namespace kringwerk::network
