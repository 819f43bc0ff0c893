#pragma once

#include "site/services.h"
#include "web/router.h"

namespace kringwerk::handovers {

/// The agreements that somebody may read.
web::Response agreements_page(const site::Services& services, const web::Call& call);

/// The form of a new agreement, empty or from an introduction ("?introduction=…"), and what it sends. Who works for no
/// organisation finds nothing here.
web::Response new_agreement(const site::Services& services, const web::Call& call);
web::Response create_agreement(const site::Services& services, const web::Call& call);

/// An agreement with its hand-overs, by its id or the link of a mail; and a deed with it (field "deed").
web::Response agreement_page(const site::Services& services, const web::Call& call);
web::Response handle_agreement_form(const site::Services& services, const web::Call& call);

/// Its hand-overs as a table for a spreadsheet.
web::Response agreement_csv(const site::Services& services, const web::Call& call);

/// The form of a new hand-over under an agreement, and what it sends.
web::Response new_handover(const site::Services& services, const web::Call& call);
web::Response create_handover(const site::Services& services, const web::Call& call);

/// A hand-over with all that was said, by its id or the link of a mail; and an answer to it (field "deed").
web::Response handover_page(const site::Services& services, const web::Call& call);
web::Response answer_handover(const site::Services& services, const web::Call& call);

/// A weighing ticket, for the holder of the link of a mail.
web::Response linked_ticket(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::handovers
