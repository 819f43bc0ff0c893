#pragma once

#include "handovers/handover.h"
#include "storage/connection.h"

/// Agreements and hand-overs as their two sides and their hubs see them.
namespace kringwerk::handovers {

/// Agreements that `actor` may read, as a party of theirs or staff of their hubs, those that wait for somebody first,
/// then newest first; at most `most` of them.
std::vector<Agreement> load_agreements(storage::Connection& connection, const access::Actor& actor, Day today,
                                       int most);

/// All hand-overs of an agreement, latest day first. For those who may read the agreement.
std::vector<Handover> load_handovers_of(storage::Connection& connection, AgreementId agreement);

/// What was said of a hand-over, oldest first.
std::vector<Statement> load_statements(storage::Connection& connection, HandoverId handover);

/// What waits for an answer of the organisations that `actor` works for, oldest first.
struct AwaitedHandover {
  Handover handover;
  Agreement agreement;
};
std::vector<AwaitedHandover> load_awaited_handovers(storage::Connection& connection, const access::Actor& actor,
                                                    Day today, int most);
std::vector<Agreement> load_awaited_agreements(storage::Connection& connection, const access::Actor& actor, Day today,
                                               int most);

/// Those that fit a condition with one parameter; for the functions here and the store.
std::vector<Handover> load_handovers_where(storage::Connection& connection, const std::string& condition,
                                           std::int64_t parameter);

}  // namespace kringwerk::handovers
