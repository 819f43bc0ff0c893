#pragma once

#include <string>

#include "materials/draft_offer.h"
#include "notify/outbox.h"
#include "site/services.h"

namespace kringwerk::materials {

/// The mail with the secret link, in the language of the writer.
notify::Mail offer_mail(const site::Services& services, const OfferDrafted& drafted, const std::string& secret);

/// Who entered a stream for whom, and the secret of its link.
struct EntryMail {
  std::string secret;
  std::string company;
  std::string hub_name;
};
/// To the company: what the hub entered for it, and the link to confirm it.
notify::Mail entry_mail(const site::Services& services, const OfferDrafted& drafted, const EntryMail& facts);

}  // namespace kringwerk::materials
