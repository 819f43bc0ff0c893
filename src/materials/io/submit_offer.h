#pragma once

#include <string>

#include "access/io/record_deed.h"
#include "base/result.h"
#include "materials/io/offer_form.h"
#include "site/services.h"

namespace kringwerk::materials {

/// One form as it came in.
struct OfferSubmission {
  OfferAnswers answers;
  std::string secret;  ///< of the record this submission makes (access/io/secrets.h)
  std::string remote_address;
  access::DeedAuthor author;
};

/// The draft of what was typed, in nobody's name yet. Invalid with all findings of form and decision.
Result<OfferDrafted> decide_offer(storage::Connection& connection, const site::Services& services,
                                  const OfferAnswers& answers, const std::string& secret_hash);

/// Keeps the draft and the mail with its link, in one transaction; the deed is "offer.drafted" of the stream. A
/// submission that was kept before answers Done and keeps nothing more. Invalid with the findings of the form, the
/// decision and the limits otherwise.
Result<Done> submit_offer(const site::Services& services, const OfferSubmission& submission);

}  // namespace kringwerk::materials
