#include "app/routes.h"

#include <array>

#include "accounts/io/account_pages.h"
#include "accounts/io/consent_store.h"
#include "accounts/io/history_pages.h"
#include "accounts/io/load_retention.h"
#include "accounts/io/people_page.h"
#include "accounts/io/privacy_pages.h"
#include "app/attached_records.h"
#include "app/reader_language.h"
#include "app/registered_records.h"
#include "capacity/io/capacity_pages.h"
#include "clocks/io/clock_pages.h"
#include "desk/io/home_page.h"
#include "desk/io/my_page.h"
#include "digests/io/digest_pages.h"
#include "exchange/io/import_pages.h"
#include "freshness/io/freshness_pages.h"
#include "guidance/io/guidance_pages.h"
#include "handovers/io/handover_pages.h"
#include "introductions/io/introduction_pages.h"
#include "matchmaking/io/capability_page.h"
#include "matchmaking/io/offer_page.h"
#include "materials/io/guide_pages.h"
#include "materials/io/list_pages.h"
#include "materials/io/offer_pages.h"
#include "materials/io/on_behalf_pages.h"
#include "materials/io/own_pages.h"
#include "materials/io/status_pages.h"
#include "network/io/list_version.h"
#include "network/io/load_hubs.h"
#include "network/io/network_pages.h"
#include "planning/io/load_network_problem.h"
#include "planning/io/plan_pages.h"
#include "planning/io/potential_page.h"
#include "planning/io/whatif_pages.h"
#include "rooms/io/room_pages.h"
#include "site/page.h"
#include "site/statements.h"

namespace kringwerk::app {

namespace {

using web::Call;
using web::Method;
using web::Response;

void add_health_routes(web::Router& router, const site::Services& services, const RouteParts& parts) {
  router.add({Method::get, "/healthz", "site.health"}, [](const Call&) { return Response::text("ok\n"); });
  router.add({Method::get, "/readyz", "site.health"}, [&services](const Call&) {
    services.database.read([](storage::Connection& connection) {
      auto rows = connection.query("SELECT 1");
      rows.next();
    });
    return Response::text("ready\n");
  });
  router.add({Method::get, "/metrics", "site.metrics"},
             [&metrics = parts.metrics](const Call&) { return Response::text(metrics.text()); });
}

std::vector<std::string> hub_names(const site::Services& services) {
  return services.database.read([](storage::Connection& connection) {
    std::vector<std::string> names;
    for (const network::Hub& hub : network::load_hubs(connection)) names.push_back(hub.name);
    return names;
  });
}

}  // namespace

std::shared_ptr<matchmaking::LiveEconomy> make_live_economy(storage::Database& database, const HomeFolder& home) {
  return std::make_shared<matchmaking::LiveEconomy>(database,
                                                    matchmaking::load_policy(storage::DataFolder(home.data())));
}

void add_all_routes(web::Router& router, const site::Services& services, const RouteParts& parts) {
  add_health_routes(router, services, parts);
  router.add({Method::get, "/", "site.language"},
             [](const Call& call) { return Response::see_other(site::address(reader_language(call.request), "")); });
  site::add_statement_routes(router, services);
  const auto live = parts.live ? parts.live : make_live_economy(services.database, parts.home);
  desk::add_desk_routes(router, services, live);
  desk::add_my_routes(router, services);
  materials::add_offer_routes(router, services);
  materials::add_list_routes(router, services);
  materials::add_guide_routes(router, services);
  accounts::add_people_routes(router, services);
  materials::add_on_behalf_routes(router, services);
  accounts::add_privacy_routes(router, services,
                               std::make_shared<const accounts::PrivacyData>(accounts::PrivacyData{
                                   registered_records(), accounts::load_retention(parts.home.data() / "retention.toml"),
                                   accounts::load_consent_purposes(storage::DataFolder(parts.home.data()))}));
  materials::add_own_routes(router, services);
  materials::add_status_routes(router, services);
  exchange::add_import_routes(router, services, [&log = parts.log](const std::string& what) {
    log.write(web::Log::Level::warning, "import_failed", {{"what", what}});
  });
  guidance::add_guidance_routes(router, services);
  introductions::add_introduction_routes(router, services,
                                         matchmaking::load_policy(storage::DataFolder(parts.home.data())));
  handovers::add_handover_routes(router, services);
  media::add_attachment_routes(router, services, attached_records());
  accounts::add_history_routes(router, services);
  network::add_network_routes(router, services);
  matchmaking::add_offer_page_routes(router, services, live);
  matchmaking::add_capability_page_routes(router, services, live);
  capacity::add_capacity_routes(router, services);
  rooms::add_room_routes(router, services, live);
  digests::add_digest_routes(router, services);
  clocks::add_clock_routes(router, services, network::raise_list_version);
  freshness::add_freshness_routes(router, services);
  planning::add_plan_routes(
      router, services,
      {planning::load_plan_policy(storage::DataFolder(parts.home.data()).text("policy.toml")), parts.plan_waits});
  planning::add_potential_routes(router, services, live);
  planning::add_whatif_routes(router, services, live);
  accounts::add_account_routes(router, services, {parts.home.common_passwords(), hub_names(services)});
}

}  // namespace kringwerk::app
