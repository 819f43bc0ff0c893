#pragma once

#include "handovers/agreement.h"
#include "storage/connection.h"

namespace kringwerk::handovers {

/// All of an agreement, for decisions; who may see it is asked of them.
std::optional<Agreement> load_agreement(storage::Connection& connection, AgreementId id);

void insert_agreement(storage::Connection& transaction, const Agreement& made);

/// State, last day and version after a deed. False, and nothing done, when it is no longer the version before.
bool save_agreement(storage::Connection& transaction, const Agreement& before, const Agreement& after);

}  // namespace kringwerk::handovers
