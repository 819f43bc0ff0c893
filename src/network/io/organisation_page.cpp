#include "drawings/glyphs.h"
#include "network/enterprise_number.h"
#include "network/io/load_merges.h"
#include "network/io/load_organisations.h"
#include "network/io/network_pages.h"
#include "network/io/page_words.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;

struct OrganisationFacts {
  Organisation organisation;
  std::vector<HubOfMember> hubs;
  std::vector<Capability> capabilities;
  std::string source_title;
};

std::optional<OrganisationFacts> load_facts(storage::Connection& connection, OrganisationId id) {
  auto organisation = load_organisation(connection, id);
  if (!organisation) return std::nullopt;
  const auto source = load_source(connection, organisation->source);
  std::string source_title = source ? source->title : organisation->source;
  return OrganisationFacts{std::move(*organisation), load_hubs_of(connection, id), load_capabilities_of(connection, id),
                           std::move(source_title)};
}

std::string joined_words(const Services& services, Language language, const std::string& list,
                         const std::vector<std::string>& topics) {
  std::string words;
  for (const std::string& topic : topics) {
    const std::string id = std::string("network.").append(list).append(".").append(topic);
    if (!words.empty()) words += ", ";
    words += services.texts.has(language, id) ? services.texts.get(language, id) : topic;
  }
  return words.empty() ? unknown(services, language) : words;
}

void add_facts(const Services& services, Language language, const OrganisationFacts& facts, web::Model& model) {
  const Organisation& organisation = facts.organisation;
  model.set("NAME", organisation.name).set("KIND", kind_word(services, language, organisation.kind));
  model.show_if(organisation.kind_basis == KindBasis::our_reading, "OUR_READING");
  model.show_if(organisation.is_example, "EXAMPLE");
  model.set("PLACE",
            organisation.municipality ? organisation.municipality->name.best(language) : unknown(services, language));
  model.set("KBO", organisation.enterprise_number ? dotted_enterprise_number(*organisation.enterprise_number)
                                                  : unknown(services, language));
  model.set("SECTORS", joined_words(services, language, "sector", organisation.sectors));
  model.set("LANGUAGES", joined_words(services, language, "language", organisation.languages));
  if (organisation.website.empty()) {
    model.show("NO_WEBSITE");
  } else {
    model.add("WEBSITE").set("URL", organisation.website);
  }
  set_source(services, language, organisation.source, facts.source_title, model);
}

void add_recognitions(const Services& services, Language language, const Organisation& organisation,
                      web::Model& model) {
  model.show(organisation.recognitions.empty() ? "NO_RECOGNITION" : "RECOGNITIONS");
  for (const Recognition& recognition : organisation.recognitions) {
    web::Model& row = model.add("RECOGNITION");
    row.set("WHAT", joined_words(services, language, "recognition", {recognition.kind}));
    row.set("PERIOD", period_words(services, language, recognition.period));
  }
}

void add_hubs(const Services& services, Language language, const std::vector<HubOfMember>& hubs, web::Model& model) {
  model.show(hubs.empty() ? "NO_HUB" : "HUBS");
  for (const HubOfMember& hub : hubs) {
    web::Model& row = model.add("HUB");
    row.set("ADDRESS", site::address(language, "/hubs/" + hub.hub.text())).set("NAME", hub.hub_name);
    row.show_if(hub.is_example, "HUB_EXAMPLE");
    row.set("ROLE", role_word(services, language, hub.role));
    row.set("PERIOD", period_words(services, language, hub.period));
  }
}

void add_capability(const Services& services, Language language, const Capability& capability, web::Model& model) {
  const auto age = std::chrono::floor<std::chrono::days>(services.now() - capability.confirmed_at).count();
  web::Model& row = model.add("CAPABILITY");
  row.set("CAPABILITY_ADDRESS", site::address(language, "/capabilities/" + capability.id.text()));
  row.set("WORK", capability.name.best(language))
      .set("WORK_LANG", language_code(capability.name.best_language(language)));
  row.set("CAPACITY", text::mass(language, capability.capacity_per_week));
  row.set("FREE", text::mass(language, shown_free_capacity(capability)));
  row.set("COST", text::money(language, capability.cost_per_tonne));
  row.set("HOURS", text::number(language, static_cast<double>(capability.social_minutes_per_tonne) / 60, 1));
  row.set("LEAD", services.texts.plural(language, "network.days", capability.lead_days));
  const double left = 1 - static_cast<double>(age) / kCapabilityFreshDays;
  row.set("FRESH_SVG", drawings::draw_freshness_disc(left));
  row.set("CHECKED", text::day(language, text::brussels_day(capability.confirmed_at)));
  row.show(left > 0 ? "FRESH" : "STALE");
}

/// An organisation that went up in another is found there, by whoever may see that one.
web::Response moved_or_missing(const Services& services, const web::Call& call) {
  const auto survivor = services.database.read([&](storage::Connection& connection) -> std::optional<OrganisationId> {
    const auto found = load_survivor_of(connection, call.id<OrganisationTag>("organisation"));
    return found && load_organisation(connection, *found) ? found : std::nullopt;
  });
  if (!survivor) return site::refusal_page(services, call.request, call.language, 404);
  // Asked again each time, as every page of a person: what moved may move back.
  web::Response moved = web::Response::see_other(site::address(call.language, "/organisations/" + survivor->text()));
  moved.status = 301;
  return moved;
}

}  // namespace

web::Response organisation_page(const Services& services, const web::Call& call) {
  const auto facts = services.database.read([&](storage::Connection& connection) {
    return load_facts(connection, call.id<OrganisationTag>("organisation"));
  });
  if (!facts) return moved_or_missing(services, call);

  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  add_facts(services, call.language, *facts, model);
  add_recognitions(services, call.language, facts->organisation, model);
  add_hubs(services, call.language, facts->hubs, model);
  model.show_if(!facts->capabilities.empty(), "CAPABILITIES");
  for (const Capability& capability : facts->capabilities) add_capability(services, call.language, capability, model);

  site::PageFrame frame;
  frame.title = facts->organisation.name;
  frame.menu = site::MenuEntry::hubs;
  frame.crumbs = {{services.texts.get(call.language, "site.menu.hubs"), "/hubs"}};
  if (!facts->hubs.empty()) {
    frame.crumbs.push_back({facts->hubs.front().hub_name, "/hubs/" + facts->hubs.front().hub.text()});
  }
  frame.crumbs.push_back({frame.title, ""});
  return site::page(services, call, "network/organisation.html", model, frame);
}

}  // namespace kringwerk::network
