#include "matchmaking/io/capability_page.h"

#include "matching/chain_search.h"
#include "matchmaking/io/capability_facts.h"
#include "matchmaking/io/chain_model.h"
#include "matchmaking/io/miss_model.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"
#include "site/page.h"
#include "site/visit.h"

namespace kringwerk::matchmaking {

namespace {

using network::Capability;

constexpr std::size_t kChains = 5;
/// Of so many best ones the shown are chosen.
constexpr int kLookedAt = 60;

struct Found {
  bool is_in_search = false;
  BoundedAnswer answer;
  std::vector<ChainStory> stories;
};

int position_of(const EconomyRecords& world, network::CapabilityId id) {
  for (std::size_t i = 0; i < world.activities.size(); ++i) {
    if (world.activities[i]->id == id) return static_cast<int>(i);
  }
  return -1;
}

Found find_chains(const Snapshot& snapshot, const Capability& capability) {
  Found found;
  const ChainGround ground = snapshot.ground();
  const int position = position_of(ground.records, capability.id);
  if (position < 0) return found;
  found.is_in_search = true;
  found.answer = snapshot.best_chains({.kind = matching::QueryKind::activity,
                                       .record = position,
                                       .k = kLookedAt,
                                       .max_steps = 4,
                                       .diversity = matching::Diversity::off});
  found.answer.chains = different_ends(found.answer.chains, kChains);
  for (const matching::Chain& chain : found.answer.chains) found.stories.push_back(tell(ground, chain));
  return found;
}

/// Why there is no chain, in the order in which somebody can do something about it.
std::string_view reason_of(const AskedCapability& asked, const Found& found) {
  if (asked.capability.outputs.empty()) return "outputs";
  if (asked.capability.state == network::CapabilityState::retired) return "retired";
  if (asked.capability.state != network::CapabilityState::open) return "paused";
  if (!found.is_in_search) return "stale";
  if (free_percent(asked.capability) == 0) return "full";
  if (!found.answer.near_misses.empty()) return "near";
  return found.answer.cut_short.empty() ? "nobody" : "cut";
}

void fill_nothing(const ChainWords& words, const AskedCapability& asked, const Found& found, web::Model& model) {
  const std::string key = "matchmaking.idle." + std::string(reason_of(asked, found));
  model.add("NO_CHAIN")
      .set("NOTHING_TITLE", words.get(key + ".title"))
      .set("NOTHING_TEXT", words.get(key + ".text"))
      .set("OTHER_ADDRESS", site::address(words.language(), "/materials?kind=offer"));
}

web::Model model_of(const ChainWords& words, const AskedCapability& asked, const access::Actor& reader) {
  web::Model model;
  const Found found = find_chains(words.snapshot(), asked.capability);
  fill_head(words, asked, model);
  if (found.stories.empty()) {
    fill_nothing(words, asked, found, model);
  } else {
    const auto count = static_cast<std::int64_t>(found.stories.size());
    model.add("SEE_CHAINS")
        .set("SEE_LABEL", words.services().texts.plural(words.language(), "matchmaking.see_chains", count));
    fill_chains(words,
                {found.answer.chains, found.stories, ask_address(words, asked), matching::QueryKind::activity, &reader},
                model);
  }
  if (!found.answer.near_misses.empty() || !found.answer.cut_short.empty()) {
    web::Model& misses = model.add("MISSES")
                             .set("ASK_ADDRESS", ask_address(words, asked))
                             .set("ASK_LABEL", words.get("matchmaking.nothing.ask"));
    fill_misses(words, words.snapshot().ground(), found.answer, misses);
  }
  fill_facts(words, asked, model);
  return model;
}

site::PageFrame frame_of(const ChainWords& words, const AskedCapability& asked) {
  const std::string name = asked.capability.name.best(words.language());
  const Participant& owner = owner_of(words, asked.capability);
  site::PageFrame frame;
  frame.title = words.format("matchmaking.capability.page_title", {{"name", name}, {"who", owner.name}});
  frame.description = words.format("matchmaking.capability.page_description", {{"name", name}, {"who", owner.name}});
  frame.menu = site::MenuEntry::hubs;
  frame.crumbs = {
      {words.get("site.menu.hubs"), "/hubs"}, {owner.name, "/organisations/" + owner.id.text()}, {name, ""}};
  return frame;
}

std::optional<AskedCapability> load(storage::Connection& connection, network::CapabilityId id,
                                    const access::Actor& reader) {
  auto capability = network::load_capability(connection, id);
  if (!capability) return std::nullopt;
  const access::RecordFacts facts = network::facts_of(*capability, network::load_hubs_of(connection, *capability));
  if (!access::may(reader, access::Action::read, facts)) return std::nullopt;
  AskedCapability asked{.capability = std::move(*capability), .hubs = {}, .source_title = {}};
  asked.may_change = access::may(reader, access::Action::update, facts);
  const auto owner = network::load_organisation(connection, asked.capability.organisation);
  const auto& own = asked.capability.nis;
  if (own)
    asked.hubs = network::load_hubs_serving(connection, *own);
  else if (owner && owner->municipality)
    asked.hubs = network::load_hubs_serving(connection, owner->municipality->nis);
  if (const auto source = network::load_source(connection, asked.capability.source)) asked.source_title = source->title;
  return asked;
}

web::Response show(const site::Services& services, LiveEconomy& live, const web::Call& call) {
  const Instant now = services.now();
  const access::Actor& reader = site::visit_of(call).actor;
  const auto asked = services.database.read([&](storage::Connection& connection) {
    return load(connection, call.id<network::CapabilityTag>("capability"), reader);
  });
  if (!asked) return site::refusal_page(services, call.request, call.language, 404);
  const auto snapshot = live.at(now, materials::audience_of(reader));
  const ChainWords words(services, call.language, *snapshot);
  return site::page(services, call, "matchmaking/capability.html", model_of(words, *asked, reader),
                    frame_of(words, *asked));
}

}  // namespace

void add_capability_page_routes(web::Router& router, const site::Services& services,
                                std::shared_ptr<LiveEconomy> live) {
  router.add({web::Method::get, "/{lang}/capabilities/{capability:id}", "matchmaking.capability.view"},
             [&services, live = std::move(live)](const web::Call& call) { return show(services, *live, call); });
}

}  // namespace kringwerk::matchmaking
