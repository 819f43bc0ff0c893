#pragma once

#include "handovers/io/handover_store.h"
#include "site/services.h"
#include "site/visit.h"
#include "web/router.h"

namespace kringwerk::handovers {

/// The agreement that an address names, and who its reader is to it: by its id for who is signed in, by its secret for
/// who holds the link of a mail. nullopt when there is no such thing, or the reader may not see it.
struct OpenedAgreement {
  Agreement agreement;
  Standing standing;
  bool is_spent = false;  ///< the link was for an earlier version: it shows, and answers nothing
};
std::optional<OpenedAgreement> open_agreement(storage::Connection& connection, const site::Services& services,
                                              const web::Call& call);

struct OpenedHandover {
  Handover handover;
  Agreement agreement;
  Standing standing;
  bool is_spent = false;
};
std::optional<OpenedHandover> open_handover(storage::Connection& connection, const site::Services& services,
                                            const web::Call& call);

bool is_by_secret(const web::Call& call);
/// The address that was used, without language: "/agreements/…", "/handovers/…".
std::string agreement_path(const web::Call& call);
std::string handover_path(const web::Call& call);

/// Who did it, for the audit trail.
access::DeedAuthor author_of(const site::Services& services, const web::Call& call, const Standing& standing);

}  // namespace kringwerk::handovers
