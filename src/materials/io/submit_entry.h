#pragma once

#include <string>

#include "materials/enter_for_company.h"
#include "materials/io/offer_form.h"
#include "site/make_once.h"

/// What the forms of a coordinator do for a company, each in one transaction with its mail and its line in the audit
/// trail.
namespace kringwerk::materials {

struct EntrySubmission {
  OfferAnswers answers;  ///< with the findings of the whole form
  StreamKind kind = StreamKind::offer;
  network::HubId hub;
  std::string company;  ///< as typed; the name of an organisation of the network makes it that one's
};

/// Keeps the draft and mails the company. Answers the address of the list. Missing when the sender does not coordinate
/// that hub; Invalid with all findings.
Result<std::string> submit_entry(const site::Services& services, const web::Call& call,
                                 const site::NamedRequest& request, const EntrySubmission& submission);

/// Mails the company a new link; the one before opens nothing any more. As send_again; Invalid when that mailbox got
/// too many mails lately.
Result<Done> resend_entry(const site::Services& services, const web::Call& call, StreamId id);
/// As take_back.
Result<Done> withdraw_entry(const site::Services& services, const web::Call& call, StreamId id);

}  // namespace kringwerk::materials
