#pragma once

#include "handovers/handle_handover.h"
#include "site/services.h"
#include "storage/connection.h"

/// Mails to a side: to somebody who works there, with the address of the page; else to the address that was given, with
/// a link that works once, without account. To nobody when there is neither.
namespace kringwerk::handovers {

/// How long a link in a mail works.
inline constexpr std::chrono::days kLinkLasts{60};

/// Asks the other side than the one that proposed it.
void queue_mail_of_agreement(storage::Connection& transaction, const site::Services& services,
                             const Agreement& agreement);
/// Tells the side that proposed it what the other one answered.
void queue_mail_of_answer(storage::Connection& transaction, const site::Services& services, const Agreement& agreement);

/// Asks the side whose turn it is; else tells the side that did not act what came of it.
void queue_mail_of_handover(storage::Connection& transaction, const site::Services& services,
                            const Agreement& agreement, const HandledHandover& handled);

/// Where a side's mails go now; empty for nowhere.
struct SideMailbox {
  std::string email;
  Language language = Language::nl;
  bool has_account = false;
};
SideMailbox load_side_mailbox(storage::Connection& connection, const site::Services& services,
                              const AgreementSide& side);

}  // namespace kringwerk::handovers
