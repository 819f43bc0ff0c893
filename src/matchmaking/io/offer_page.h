#pragma once

#include <memory>

#include "matching/instance_rows.h"
#include "matchmaking/io/load_live_economy.h"
#include "site/services.h"
#include "storage/data_folder.h"
#include "web/router.h"

namespace kringwerk::matchmaking {

/// The policy numbers of the shipped policy.toml. Throws std::runtime_error when it is faulty: a fault of ours.
matching::PolicyRow load_policy(const storage::DataFolder& data);

/// GET /{lang}/offers/{stream:id} for the offers and needs that the reader may see, GET /{lang}/offers/draft/{secret}
/// for the holder of the link. Both show the best chains among the records of the reader's audience.
void add_offer_page_routes(web::Router& router, const site::Services& services, std::shared_ptr<LiveEconomy> live);

}  // namespace kringwerk::matchmaking
