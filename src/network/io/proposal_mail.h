#pragma once

#include <string>

#include "network/revision.h"
#include "site/services.h"
#include "web/router.h"

/// Mails that tell those who decide that a change waits for them.
namespace kringwerk::network {

/// A mail to each coordinator of the hubs of `record`; where there is none, to the administrators. Nobody hears of what
/// they proposed themselves, or does not want such mails. In the transaction that keeps `proposed`;
/// Services::mail_waits is for the caller, after it.
void queue_proposal_mails(storage::Connection& transaction, const site::Services& services, const Revision& proposed,
                          const RevisedRecord& record);

/// Where a person ends these mails or has them again, without signing in: "/changes/mails/ID/CODE".
std::string proposal_mail_path(const site::Services& services, access::PersonId person);
web::Response proposal_mail_page(const site::Services& services, const web::Call& call);
web::Response change_proposal_mail(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::network
