#include "network/io/network_pages.h"

#include "network/io/merge_pages.h"

namespace kringwerk::network {

namespace {

using Page = web::Response (*)(const site::Services&, const web::Call&);

web::Handler with(const site::Services& services, Page page) {
  return [&services, page](const web::Call& call) { return page(services, call); };
}

}  // namespace

void add_network_routes(web::Router& router, const site::Services& services) {
  using web::Method;
  router.add({Method::get, "/{lang}/hubs", "network.hubs.view"}, with(services, hubs_page));
  router.add({Method::get, "/{lang}/hubs/{hub:id}", "network.hub.view"}, with(services, hub_page));
  router.add({Method::get, "/{lang}/organisations/{organisation:id}", "network.organisation.view"},
             with(services, organisation_page));
  router.add({Method::get, "/{lang}/which-hub", "network.which_hub.view"}, with(services, which_hub_page));
  router.add({Method::get, "/{lang}/sources", "network.sources.view"}, with(services, sources_page));
  add_merge_routes(router, services);
}

}  // namespace kringwerk::network
