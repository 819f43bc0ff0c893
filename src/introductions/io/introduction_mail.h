#pragma once

#include "introductions/introduction.h"
#include "site/services.h"
#include "storage/connection.h"

/// The mails of introductions: plain words in the language of who gets them, with the link that needs no account. They
/// tell of the other side what that side's page would show, and of what people wrote only the message of the proposal.
namespace kringwerk::introductions {

/// Asks a side for its answer.
void queue_mail_of_proposal(storage::Connection& transaction, const site::Services& services,
                            const Introduction& introduction, SideKind side);

/// Both said yes: to each side, with the other's contact details.
void queue_mails_of_talks(storage::Connection& transaction, const site::Services& services,
                          const Introduction& introduction);

/// The introduction ended, or a side said "later": to the sides that did not do it and to who proposed it.
void queue_mails_of_outcome(storage::Connection& transaction, const site::Services& services,
                            const Introduction& introduction, const Outcome& outcome);

}  // namespace kringwerk::introductions
