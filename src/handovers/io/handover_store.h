#pragma once

#include "handovers/handle_handover.h"
#include "storage/connection.h"

namespace kringwerk::handovers {

/// All of a hand-over, for decisions; who may see it is asked of them.
std::optional<Handover> load_handover(storage::Connection& connection, HandoverId id);

void insert_handover(storage::Connection& transaction, const HandledHandover& made);

/// The hand-over after a deed, and the line that is kept of it. False, and nothing done, when it is no longer the
/// version before.
bool save_handover(storage::Connection& transaction, const Handover& before, const HandledHandover& handled);

/// A link in a mail: what it opens, for which side, and the version for which it may answer.
struct SideLink {
  AgreementId agreement;
  std::optional<HandoverId> handover;
  Party party = Party::giver;
  std::int64_t version = 0;
};
void insert_side_link(storage::Connection& transaction, const std::string& secret_hash, const SideLink& link,
                      Instant until);
std::optional<SideLink> load_side_link(storage::Connection& connection, const std::string& secret_hash, Instant now);

}  // namespace kringwerk::handovers
