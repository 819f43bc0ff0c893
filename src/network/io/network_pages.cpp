#include "network/io/network_pages.h"

#include "network/io/merge_pages.h"
#include "network/io/proposal_mail.h"

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
  router.add({Method::post, "/{lang}/hubs", "network.hub.create"}, with(services, hub_create));
  router.add({Method::get, "/{lang}/hubs/new", "network.hub.new"}, with(services, hub_new_page));
  router.add({Method::get, "/{lang}/hubs/{hub:id}", "network.hub.view"}, with(services, hub_page));
  router.add({Method::get, "/{lang}/hubs/{hub:id}/edit", "network.hub.edit"}, with(services, hub_edit_page));
  router.add({Method::post, "/{lang}/hubs/{hub:id}/edit", "network.hub.change"}, with(services, hub_edit));
  router.add({Method::get, "/{lang}/hubs/{hub:id}/changes", "network.hub.changes"}, with(services, hub_changes_page));
  router.add({Method::get, "/{lang}/organisations", "network.organisations.list"}, with(services, organisations_page));
  router.add({Method::post, "/{lang}/organisations", "network.organisation.create"},
             with(services, organisation_create));
  router.add({Method::get, "/{lang}/organisations/new", "network.organisation.new"},
             with(services, organisation_new_page));
  router.add({Method::get, "/{lang}/organisations/{organisation:id}", "network.organisation.view"},
             with(services, organisation_page));
  router.add({Method::get, "/{lang}/organisations/{organisation:id}/edit", "network.organisation.edit"},
             with(services, organisation_edit_page));
  router.add({Method::post, "/{lang}/organisations/{organisation:id}/edit", "network.organisation.change"},
             with(services, organisation_edit));
  router.add({Method::get, "/{lang}/organisations/{organisation:id}/changes", "network.organisation.changes"},
             with(services, organisation_changes_page));
  router.add({Method::get, "/{lang}/changes", "network.changes.list"}, with(services, changes_page));
  router.add({Method::get, "/{lang}/changes/{revision:id}", "network.change.view"}, with(services, change_page));
  router.add({Method::post, "/{lang}/changes/{revision:id}", "network.change.decide"}, with(services, change_decide));
  router.add({Method::get, "/{lang}/changes/mails/{person:id}/{code}", "network.proposal_mail"},
             with(services, proposal_mail_page));
  router.add({Method::post, "/{lang}/changes/mails/{person:id}/{code}", "network.proposal_mail"},
             with(services, change_proposal_mail));
  router.add({Method::get, "/{lang}/which-hub", "network.which_hub.view"}, with(services, which_hub_page));
  router.add({Method::get, "/{lang}/sources", "network.sources.view"}, with(services, sources_page));
  add_merge_routes(router, services);
}

}  // namespace kringwerk::network
