#pragma once

#include <string>

#include "materials/draft_offer.h"
#include "notify/outbox.h"
#include "site/services.h"

namespace kringwerk::materials {

/// The mail with the secret link, in the language of the writer.
notify::Mail offer_mail(const site::Services& services, const OfferDrafted& drafted, const std::string& secret);

}  // namespace kringwerk::materials
