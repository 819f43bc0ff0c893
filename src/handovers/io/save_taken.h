#pragma once

#include "access/io/record_deed.h"
#include "handovers/agreement.h"
#include "storage/database.h"

/// Streams follow their agreements.
namespace kringwerk::handovers {

/// After a change of an agreement or of what was accepted under it: its offer and its need are left with what none of
/// their agreements takes. In the transaction of the change, in its author's name.
void save_taken(storage::Connection& transaction, std::string_view audit_key, const Agreement& agreement,
                const access::DeedAuthor& author);

/// Ends every agreement whose last day has passed, each in a transaction of its own under its version, so two processes
/// at once end nothing twice. Hand-overs of before can still be registered. Answers how many.
int save_agreements_over(storage::Database& database, std::string_view audit_key, Instant now);

}  // namespace kringwerk::handovers
