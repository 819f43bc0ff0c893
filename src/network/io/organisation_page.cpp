#include "clocks/io/load_clocks.h"
#include "clocks/io/show_freshness.h"
#include "network/io/duplicate_access.h"
#include "network/io/image_words.h"
#include "network/io/load_confirmations.h"
#include "network/io/load_merges.h"
#include "network/io/load_organisations.h"
#include "network/io/network_pages.h"
#include "network/io/page_words.h"
#include "network/io/revised_kind.h"
#include "network/organisation_edit.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;

struct OrganisationFacts {
  Organisation organisation;
  RevisedNow now;  ///< every fact with its source and doubt
  ReferenceNames names;
  std::map<std::string, std::string, std::less<>> source_titles;
  std::vector<HubOfMember> hubs;
  std::vector<Capability> capabilities;
  clocks::ClockReading reading;
  std::optional<Instant> confirmed_at;
  std::optional<Instant> retired_at;
  std::vector<Merge> merges;  ///< for who may take them apart
};

struct OrganisationQuestion {
  const access::Actor& reader;
  Instant now;
  Language language;
};

std::optional<OrganisationFacts> load_facts(storage::Connection& connection, OrganisationId id,
                                            const OrganisationQuestion& question) {
  auto organisation = load_organisation(connection, id);
  auto facts = organisation_kind().load(connection, id.value(), text::brussels_day(question.now));
  if (!organisation || !facts) return std::nullopt;
  auto names = load_reference_names(connection, organisation_shape(), {&facts->image}, question.language);
  auto capabilities = load_capabilities_of(connection, id);
  std::erase_if(capabilities, [&](const Capability& capability) {
    const auto record = facts_of(capability, load_hubs_of(connection, capability));
    return !access::may(question.reader, access::Action::read, record);
  });
  auto merges = load_merges_into(connection, id);
  if (!merges.empty()) {
    const Caretaking care(connection, question.reader, text::brussels_day(question.now));
    std::erase_if(merges, [&](const Merge& merge) { return !may_see(care, merge); });
  }
  return OrganisationFacts{std::move(*organisation),
                           std::move(*facts),
                           std::move(names),
                           load_source_titles(connection),
                           load_hubs_of(connection, id),
                           std::move(capabilities),
                           clocks::load_clock_reading(connection, question.now),
                           load_organisation_confirmed_at(connection, id),
                           load_retired_at(connection, id),
                           std::move(merges)};
}

/// What is known, field by field. The source of a fact stands with it when it is another than the record's.
void add_facts(const Services& services, Language language, const OrganisationFacts& facts, web::Model& model) {
  const ImageReading reading{services, language, facts.names, facts.source_titles};
  for (const FieldShape& field : organisation_shape().fields) {
    if (field.repeat != Repeat::once || field.name == "name") continue;
    const auto& rows = facts.now.image.rows(field.name);
    if (rows.empty() && field.name == "other_names") continue;
    web::Model& fact = model.add("FACT");
    fact.set("LABEL", field_label(services, language, "organisation", field.name));
    FactRow row = rows.empty() ? FactRow{} : rows.front();
    if (column_of(row, "source") == facts.organisation.source) row.erase("source");
    // Everybody reads the municipality; the exact place is for matching, unless it stands with a site.
    if (field.name == "place") row.erase("at");
    show_fact_row(reading, field, row, fact);
    const bool is_address = field.name == "website" && !rows.empty();
    if (is_address)
      fact.add("WEBSITE").set("URL", column_of(row, "value"));
    else
      fact.show("TEXT");
  }
  const auto title = facts.source_titles.find(facts.organisation.source);
  set_source(services, language, facts.organisation.source,
             title == facts.source_titles.end() ? facts.organisation.source : title->second, model);
}

void add_head(const Services& services, Language language, const OrganisationFacts& facts, web::Model& model) {
  const Organisation& organisation = facts.organisation;
  model.set("NAME", organisation.name).set("KIND", kind_word(services, language, organisation.kind));
  model.show_if(organisation.kind_basis == KindBasis::our_reading, "OUR_READING");
  model.show_if(organisation.is_example, "EXAMPLE");
}

/// Sites, recognitions and permits: each row with where it comes from.
void add_lists(const Services& services, Language language, const OrganisationFacts& facts, web::Model& model) {
  const ImageReading reading{services, language, facts.names, facts.source_titles};
  model.show_if(facts.now.image.rows("recognitions").empty(), "NO_RECOGNITION");
  for (const FieldShape& field : organisation_shape().fields) {
    if (field.repeat != Repeat::rows || facts.now.image.rows(field.name).empty()) continue;
    web::Model& list = model.add("PART");
    list.set("LABEL", field_label(services, language, "organisation", field.name));
    for (const FactRow& row : facts.now.image.rows(field.name)) show_fact_row(reading, field, row, list.add("ITEM"));
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

/// How long ago somebody said that these facts still hold.
void add_freshness(const Services& services, Language language, const OrganisationFacts& facts, web::Model& model) {
  const auto shown =
      clocks::show_freshness(services, language, facts.reading, {clocks::RecordType::organisation, facts.confirmed_at});
  if (facts.retired_at) {
    model.add("UNCONFIRMED")
        .set("SINCE", services.texts.format(language, "clocks.gone",
                                            {{"day", text::day(language, text::brussels_day(*facts.retired_at))}}));
  } else if (shown.state >= clocks::Freshness::stale) {
    model.add("UNCONFIRMED").set("SINCE", shown.label);
  }
}

void add_capability(const Services& services, Language language, const clocks::ClockReading& reading,
                    const Capability& capability, web::Model& model) {
  web::Model& row = model.add("CAPABILITY");
  row.set("CAPABILITY_ADDRESS", site::address(language, "/capabilities/" + capability.id.text()));
  row.set("WORK", capability.name.best(language))
      .set("WORK_LANG", language_code(capability.name.best_language(language)));
  row.set("CAPACITY", text::mass(language, capability.capacity_per_week));
  row.set("FREE", text::mass(language, shown_free_capacity(capability)));
  row.set("COST", text::money(language, capability.cost_per_tonne));
  row.set("HOURS", text::number(language, static_cast<double>(capability.social_minutes_per_tonne) / 60, 1));
  row.set("LEAD", services.texts.plural(language, "network.days", capability.lead_days));
  const auto shown =
      clocks::show_freshness(services, language, reading, {clocks::RecordType::capability, capability.confirmed_at});
  row.set("FRESH_SVG", shown.disc);
  row.set("CHECKED", text::day(language, text::brussels_day(capability.confirmed_at)));
  row.show(shown.state < clocks::Freshness::stale ? "FRESH" : "STALE");
  if (capability.state != CapabilityState::open) {
    const auto state = kCapabilityStateKeys.at(static_cast<std::size_t>(capability.state));
    row.add("NOT_OPEN")
        .set("NOT_OPEN_TEXT", services.texts.get(language, "network.capability.state." + std::string(state)));
  }
}

/// What went up in it, with the page where that can be taken apart.
void add_merges(Language language, const std::vector<Merge>& merges, web::Model& model) {
  if (merges.empty()) return;
  web::Model& list = model.add("MERGES");
  for (const Merge& merge : merges) {
    list.add("MERGED")
        .set("ADDRESS", site::address(language, "/duplicates/merges/" + merge.id.text()))
        .set("ABSORBED", merge.absorbed_name)
        .set("WHEN", text::moment(language, merge.merged_at))
        .show_if(!merge.is_open(), "UNDONE");
  }
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
    return load_facts(connection, call.id<OrganisationTag>("organisation"),
                      {site::visit_of(call).actor, services.now(), call.language});
  });
  if (!facts) return moved_or_missing(services, call);

  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  add_head(services, call.language, *facts, model);
  const std::string path = "/organisations/" + facts->organisation.id.text();
  model.set("CHANGES", site::address(call.language, path + "/changes"));
  if (may_change(site::visit_of(call).actor, facts->now.record))
    model.add("EDIT").set("EDIT_ADDRESS", site::address(call.language, path + "/edit"));
  add_merges(call.language, facts->merges, model);
  add_facts(services, call.language, *facts, model);
  add_freshness(services, call.language, *facts, model);
  add_lists(services, call.language, *facts, model);
  add_hubs(services, call.language, facts->hubs, model);
  model.show_if(!facts->capabilities.empty(), "CAPABILITIES");
  for (const Capability& capability : facts->capabilities) {
    add_capability(services, call.language, facts->reading, capability, model);
  }

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
