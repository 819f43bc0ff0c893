#include <algorithm>
#include <array>
#include <map>

#include "drawings/partner_ring.h"
#include "network/io/load_organisations.h"
#include "network/io/network_pages.h"
#include "network/io/page_words.h"
#include "network/io/revised_kind.h"
#include "network/io/show_hubs.h"
#include "site/land.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;

/// Everything the page of one hub shows.
struct HubFacts {
  Hub hub;
  std::vector<MemberOfHub> members;
  std::vector<Day> completeness;
  std::vector<AreaOfHub> areas;
  std::vector<DatedTopic> sectors;
  std::vector<DatedTopic> services;
  std::vector<ContactPoint> contacts;
  std::vector<SupportAmount> amounts;
  std::map<std::string, std::string> source_titles;
  RevisedNow now;  ///< the same as a revision sees it: what is doubted, who may change it
};

std::optional<HubFacts> load_facts(storage::Connection& connection, HubId id) {
  auto hub = load_hub(connection, id);
  if (!hub) return std::nullopt;
  HubFacts facts{std::move(*hub),
                 load_members(connection, id),
                 load_completeness(connection, id),
                 load_areas(connection, id),
                 load_topics_of(connection, id, "sector"),
                 load_topics_of(connection, id, "service"),
                 load_contacts(connection, id),
                 load_amounts(connection, id),
                 {},
                 {}};
  if (auto now = hub_kind().load(connection, id.value(), {})) facts.now = std::move(*now);
  for (Source& source : load_sources(connection)) facts.source_titles[source.key] = std::move(source.title);
  return facts;
}

void add_source(const Services& services, Language language, const HubFacts& facts, const std::string& key,
                web::Model& model) {
  const auto title = facts.source_titles.find(key);
  set_source(services, language, key, title == facts.source_titles.end() ? key : title->second, model);
}

std::vector<Membership> memberships_of(const HubFacts& facts) {
  std::vector<Membership> memberships;
  for (const MemberOfHub& member : facts.members) memberships.push_back(member.membership);
  return memberships;
}

std::vector<OrganisationKind> present_kinds(const std::vector<Membership>& memberships, Day day) {
  std::vector<OrganisationKind> present;
  for (const OrganisationKind kind : kCoreKinds) {
    if (std::any_of(memberships.begin(), memberships.end(),
                    [&](const Membership& membership) { return counts_as_core(membership, kind, day); })) {
      present.push_back(kind);
    }
  }
  return present;
}

bool is_doubted(const HubFacts& facts, const Membership& membership) {
  const auto day = [](const std::optional<Day>& end) { return end ? day_text(*end) : std::string(); };
  const auto& rows = facts.now.image.rows("members");
  return std::any_of(rows.begin(), rows.end(), [&](const FactRow& row) {
    return column_of(row, "doubt") == "yes" && column_of(row, "organisation") == membership.organisation.text() &&
           column_of(row, "role") == key_of(membership.role) && column_of(row, "from") == day(membership.period.from) &&
           column_of(row, "to") == day(membership.period.to);
  });
}

void add_members(const Services& services, Language language, const HubFacts& facts, Day day, web::Model& model) {
  bool any = false;
  for (const MemberOfHub& member : facts.members) {
    if (!member.membership.period.contains(day)) continue;
    any = true;
    web::Model& row = model.add("MEMBER");
    row.set("ADDRESS", site::address(language, "/organisations/" + member.membership.organisation.text()));
    row.set("NAME", member.name).set("KIND", kind_word(services, language, member.membership.kind));
    row.set("ROLE", role_word(services, language, member.membership.role));
    row.set("PERIOD", period_words(services, language, member.membership.period));
    row.show_if(member.kind_basis == KindBasis::our_reading, "OUR_READING")
        .show_if(member.is_example, "MEMBER_EXAMPLE");
    row.show_if(is_doubted(facts, member.membership), "DOUBT");
    add_source(services, language, facts, member.source, row);
  }
  model.show(any ? "MEMBERS" : "NO_MEMBERS");
}

void add_composition(const Services& services, Language language, const HubFacts& facts, Day day, web::Model& model) {
  const auto memberships = memberships_of(facts);
  const Composition composition = composition_on(day, memberships, facts.completeness);
  const auto present = present_kinds(memberships, day);
  model.set("RING_SVG", drawings::draw_partner_ring(ring_of(composition, present), ""));
  model.set("COMPOSITION", composition_words(services, language, composition));
  constexpr std::array<std::string_view, 3> kTones{"NOT_RECORDED", "VALID", "LACKING"};
  model.show(kTones[static_cast<std::size_t>(composition.state)]);
  for (const CompositionChange& change : composition_history(memberships, facts.completeness)) {
    web::Model& row = model.add("CHANGE");
    row.set("FROM", text::day(language, change.from));
    row.set("WORDS", composition_words(services, language, change.composition));
    row.show(change.composition.state == CompositionState::valid ? "GOOD" : "BAD");
  }
  model.show_if(!facts.completeness.empty(), "HISTORY");
}

void add_areas(const HubFacts& facts, Language language, web::Model& model) {
  model.show(facts.areas.empty() ? "NO_AREA" : "AREA");
  for (const AreaOfHub& area : facts.areas) model.add("MUNICIPALITY").set("NAME", area.name.best(language));
  const bool confirmed =
      std::all_of(facts.areas.begin(), facts.areas.end(), [](const AreaOfHub& area) { return area.area.is_confirmed; });
  model.show_if(!facts.areas.empty() && !confirmed, "AREA_DERIVED");
}

void add_topics(const Services& services, Language language, const std::vector<DatedTopic>& topics, Day day,
                const std::string& kind, web::Model& model) {
  std::string words;
  for (const DatedTopic& topic : topics) {
    if (!topic.period.contains(day)) continue;
    const std::string id = "network." + kind + "." + topic.topic;
    if (!words.empty()) words += ", ";
    words += services.texts.has(language, id) ? services.texts.get(language, id) : topic.topic;
  }
  std::string name = kind == "sector" ? "SECTORS" : "SERVICES";
  model.set(name, words.empty() ? unknown(services, language) : words);
}

void add_contacts_and_amounts(const Services& services, Language language, const HubFacts& facts, web::Model& model) {
  model.show_if(!facts.contacts.empty(), "CONTACTS").show_if(facts.contacts.empty(), "NO_CONTACTS");
  for (const ContactPoint& contact : facts.contacts) {
    web::Model& row = model.add("CONTACT");
    row.set("KIND", services.texts.get(language, "network.contact." + contact.kind)).set("VALUE", contact.value);
    if (!contact.hours.empty()) row.add("HOURS").set("HOURS_WORDS", contact.hours);
  }
  model.show_if(!facts.amounts.empty(), "AMOUNTS");
  for (const SupportAmount& amount : facts.amounts) {
    const auto money = [&](const std::optional<Money>& value) {
      return value ? text::money(language, *value) : unknown(services, language);
    };
    web::Model& row = model.add("AMOUNT");
    row.set("PHASE", services.texts.get(language, "network.phase." + amount.phase));
    row.set("FUNDER", amount.funder.empty() ? unknown(services, language) : amount.funder);
    row.set("GRANTED", money(amount.amount)).set("COST", money(amount.total_cost));
    row.set("PERIOD", period_words(services, language, amount.period));
    add_source(services, language, facts, amount.source, row);
  }
}

void add_head(const Services& services, Language language, const HubFacts& facts, web::Model& model) {
  const Hub& hub = facts.hub;
  model.set("HOME", site::address(language, "")).set("NAME", hub.name);
  model.set("ASK", site::address(language, "/hubs/" + hub.id.text() + "/ask"));
  model.set("PLACE", hub.place_label.empty() ? unknown(services, language) : hub.place_label);
  model.set("RECOGNISED_BY", hub.recognised_by.empty() ? unknown(services, language) : hub.recognised_by);
  model.set("RECOGNISED", period_words(services, language, hub.recognised));
  model.show_if(hub.is_example, "EXAMPLE");
  add_source(services, language, facts, hub.source, model);
}

void add_map(const Services& services, Language language, const HubFacts& facts, const Composition& composition,
             web::Model& model) {
  if (!facts.hub.position) return;
  drawings::OverviewMap map;
  map.aria_label =
      services.texts.format(language, "network.hub.map", {{"hub", facts.hub.name}, {"place", facts.hub.place_label}});
  map.lands = site::without_neighbours(services.land);
  drawings::MapHub mark;
  mark.at = *facts.hub.position;
  mark.label = facts.hub.place_label;
  mark.accessible_name = facts.hub.name;
  mark.ring = ring_of(composition, present_kinds(memberships_of(facts), text::brussels_day(services.now())));
  map.hubs = {mark};
  model.add("MAP").set("MAP_SVG", drawings::draw_overview_map(map));
}

}  // namespace

web::Response hub_page(const Services& services, const web::Call& call) {
  const auto facts = services.database.read(
      [&](storage::Connection& connection) { return load_facts(connection, call.id<HubTag>("hub")); });
  if (!facts) return site::refusal_page(services, call.request, call.language, 404);

  const Language language = call.language;
  const Day today = text::brussels_day(services.now());
  const std::string typed(call.request.query.value("on"));
  const auto asked = parse_day(typed);
  const Day day = asked.value_or(today);

  web::Model model;
  add_head(services, language, *facts, model);
  const std::string path = "/hubs/" + facts->hub.id.text();
  model.set("CHANGES", site::address(language, path + "/changes"));
  if (may_change(site::visit_of(call).actor, facts->now.record))
    model.add("EDIT").set("EDIT_ADDRESS", site::address(language, path + "/edit"));
  model.set("DAY_VALUE", day_text(day)).set("DAY", text::day(language, day));
  model.show_if(!typed.empty() && !asked, "BAD_DAY").show_if(day != today, "OTHER_DAY");
  add_members(services, language, *facts, day, model);
  add_composition(services, language, *facts, day, model);
  add_areas(*facts, language, model);
  add_topics(services, language, facts->sectors, day, "sector", model);
  add_topics(services, language, facts->services, day, "service", model);
  add_contacts_and_amounts(services, language, *facts, model);
  add_map(services, language, *facts, composition_on(today, memberships_of(*facts), facts->completeness), model);

  site::PageFrame frame;
  frame.title = facts->hub.name;
  frame.description = services.texts.format(language, "network.hub.lead", {{"hub", facts->hub.name}});
  frame.menu = site::MenuEntry::hubs;
  frame.crumbs = {{services.texts.get(language, "site.menu.hubs"), "/hubs"}, {facts->hub.name, ""}};
  model.set("LEAD", frame.description);
  return site::page(services, call, "network/hub.html", model, frame);
}

}  // namespace kringwerk::network
