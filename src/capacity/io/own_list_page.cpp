#include "capacity/io/capacity_pages.h"
#include "capacity/io/keepers.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::capacity {

web::Response own_list_page(const site::Services& services, const web::Call& call) {
  const Language language = call.language;
  const access::Actor& actor = site::visit_of(call).actor;
  std::vector<OrganisationChoice> organisations;
  const auto kept = services.database.read([&](storage::Connection& connection) {
    organisations = load_organisation_choices(connection, actor);
    return load_kept_capabilities(connection, actor);
  });
  web::Model model;
  model.set("HOME", site::address(language, ""));
  if (!organisations.empty()) model.add("MAKE").set("ADDRESS", site::address(language, "/capabilities/new"));
  if (kept.empty()) {
    model.show(organisations.empty() ? "NOBODY" : "NOTHING");
  } else {
    web::Model& table = model.add("TABLE");
    for (const KeptCapability& one : kept) {
      const network::Capability& capability = one.capability;
      const std::string path = site::address(language, "/capabilities/" + capability.id.text());
      const Language named = capability.name.best_language(language);
      const auto state = network::kCapabilityStateKeys.at(static_cast<std::size_t>(capability.state));
      web::Model& row = table.add("ROW");
      row.set("EDIT", path + "/edit").set("CALENDAR", path + "/calendar");
      row.set("NAME", capability.name.exact(named)).set("NAME_LANG", language_code(named));
      row.set("ORGANISATION", one.organisation_name);
      row.set("STATE", services.texts.get(language, "network.capability.state." + std::string(state)));
      row.set("STATE_CLASS", capability.state == network::CapabilityState::open ? "ok" : "warn");
      row.set("FREE", text::mass(language, capability.free_per_week));
      row.set("CAPACITY", text::mass(language, capability.capacity_per_week));
    }
  }
  site::PageFrame frame;
  frame.title = services.texts.get(language, "capacity.own.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "capacity/own_list.html", model, frame);
}

}  // namespace kringwerk::capacity
