#include "matchmaking/io/offer_page.h"

#include <stdexcept>

#include "access/io/secrets.h"
#include "access/secret.h"
#include "base/ensure.h"
#include "matching/chain_search.h"
#include "matching/io/load_policy_file.h"
#include "matchmaking/io/chain_model.h"
#include "matchmaking/io/miss_model.h"
#include "matchmaking/io/stream_head.h"
#include "materials/io/load_on_behalf.h"
#include "materials/io/load_streams.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"
#include "site/history.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Stream;
using materials::StreamKind;

constexpr int kChains = 5;
constexpr int kShownWhole = 3;

/// What the search found, in the records it is about.
struct Found {
  matching::ChainAnswer answer;
  std::vector<ChainStory> stories;
  std::unique_ptr<EconomyInstance> own_world;  ///< when the stream is not in the shared one
  std::unique_ptr<matching::MatchIndex> own_index;
  const EconomyInstance* world = nullptr;
  const matching::Instance* instance = nullptr;
};

int position_in(const std::vector<const Stream*>& streams, materials::StreamId id) {
  for (std::size_t i = 0; i < streams.size(); ++i) {
    if (streams[i]->id == id) return static_cast<int>(i);
  }
  return -1;
}

/// A fresh public stream is searched in the shared index; any other is added to one of its own, for this answer only.
Found find_chains(const Snapshot& snapshot, const Stream& stream) {
  const auto kind = stream.kind == StreamKind::offer ? matching::QueryKind::offer : matching::QueryKind::need;
  Found found;
  const auto& shared = kind == matching::QueryKind::offer ? snapshot.world.offers : snapshot.world.needs;
  int position = position_in(shared, stream.id);
  const matching::MatchIndex* index = snapshot.index.get();
  found.world = &snapshot.world;
  if (position < 0) {
    found.own_world = std::make_unique<EconomyInstance>(build_instance(snapshot.economy, &stream));
    found.own_index = std::make_unique<matching::MatchIndex>(found.own_world->instance);
    found.world = found.own_world.get();
    index = found.own_index.get();
    position = found.own_world->asked;
  }
  found.instance = &index->instance();
  if (position < 0) return found;
  // All chains to one need share that need, so the engine's rule of diversity would keep two of them.
  const auto diversity = kind == matching::QueryKind::offer ? matching::Diversity::on : matching::Diversity::off;
  found.answer = matching::best_chains(
      *index, {.kind = kind, .record = position, .k = kChains, .max_steps = 4, .diversity = diversity});
  for (const matching::Chain& chain : found.answer.chains) {
    found.stories.push_back(tell(snapshot.economy, *found.world, chain));
  }
  return found;
}

bool works_for(const access::Actor& reader, const Stream& stream) {
  return stream.organisation &&
         reader.holds(access::Role::organisation_user, access::Scope::organisation(*stream.organisation));
}

/// The form in which the two ends of a chain are introduced to each other; empty for who may not propose it.
std::string propose_address(const ChainWords& words, const AskedStream& asked, const ChainStory& story) {
  constexpr std::array<std::string_view, 3> kLimits{"supply", "capacity", "demand"};
  const bool may_propose = asked.reader.holds(access::Role::coordinator) || works_for(asked.reader, *story.offer) ||
                           works_for(asked.reader, *story.need);
  if (!may_propose || asked.stream.state == materials::StreamState::draft) return {};
  std::string query = "?offer=" + story.offer->id.text() + "&need=" + story.need->id.text();
  for (std::size_t i = 0; i < story.steps.size(); ++i) {
    query += (i == 0 ? "&steps=" : ",") + story.steps[i].capability->id.text();
  }
  query += "&limit=" + std::string(kLimits.at(static_cast<std::size_t>(story.binding.kind)));
  return site::address(words.language(), "/introductions/new" + query);
}

void fill_chains(const ChainWords& words, const Found& found, const AskedStream& asked, web::Model& model) {
  const std::string ask = ask_address(words, asked);
  int number = 0;
  for (const ChainStory& story : found.stories) {
    const ShownChain chain{story, ++number, ask, asked.stream.kind, propose_address(words, asked, story)};
    if (number <= kShownWhole) fill_chain(words, chain, model.add("CHAIN"));
  }
  if (found.stories.size() < 2) return;
  web::Model& table = model.add("SIDE_BY_SIDE");
  number = 0;
  for (const ChainStory& story : found.stories) {
    fill_comparison(words, {story, ++number, ask, asked.stream.kind, {}}, kShownWhole, table.add("COMPARED"));
  }
}

/// Why there is no chain, in the order in which somebody can do something about it.
std::string_view reason_of(const Stream& stream, const Found& found) {
  if (stream.state == materials::StreamState::closed || stream.state == materials::StreamState::expired) {
    return "closed";
  }
  if (stream.material.empty()) return "material";
  if (found.answer.near_misses.empty()) return "nobody";
  return "near";
}

std::string search_label(const ChainWords& words, const AskedStream& asked) {
  return words.get(asked.hubs.empty() ? "matchmaking.ask_network" : "matchmaking.nothing.ask");
}

void fill_nothing(const ChainWords& words, const AskedStream& asked, const Found& found, web::Model& model) {
  const Stream& stream = asked.stream;
  const std::string key = "matchmaking.nothing." + std::string(reason_of(stream, found));
  const bool is_need = stream.kind == StreamKind::need;
  model.add("NO_CHAIN")
      .set("NOTHING_TITLE", words.get(key + ".title"))
      .set("NOTHING_TEXT", words.get(key + ".text"))
      .set("ASK_ADDRESS", ask_address(words, asked))
      .set("ASK_LABEL", search_label(words, asked))
      .set("OTHER_ADDRESS", site::address(words.language(), is_need ? "/materials?kind=offer" : "/materials?kind=need"))
      .set("OTHER_LABEL", words.get(is_need ? "matchmaking.nothing.offers" : "matchmaking.nothing.needs"));
}

web::Model model_of(const ChainWords& words, const AskedStream& asked, Instant now) {
  web::Model model;
  const Found found = find_chains(words.snapshot(), asked.stream);
  fill_head(words, asked, now, model);
  if (!found.stories.empty()) {
    const auto count = static_cast<std::int64_t>(found.stories.size());
    model.add("SEE_CHAINS")
        .set("SEE_LABEL", words.services().texts.plural(words.language(), "matchmaking.see_chains", count));
    fill_chains(words, found, asked, model);
  } else {
    fill_nothing(words, asked, found, model);
  }
  if (!found.answer.near_misses.empty()) {
    web::Model& misses =
        model.add("MISSES").set("ASK_ADDRESS", ask_address(words, asked)).set("ASK_LABEL", search_label(words, asked));
    fill_misses(words, *found.world, *found.instance, found.answer.near_misses, misses);
  }
  fill_facts(words, asked, model);
  return model;
}

site::PageFrame frame_of(const ChainWords& words, const AskedStream& asked) {
  const std::string title = words.title(asked.stream).text;
  site::PageFrame frame;
  frame.title = words.format("matchmaking.page_title", {{"title", title}, {"place", words.place(asked.stream.nis)}});
  frame.description = words.format("matchmaking.page_description", {{"title", title}});
  frame.menu = site::MenuEntry::materials;
  frame.crumbs = {{words.get("site.menu.materials"), "/materials"}, {title, ""}};
  if (!asked.secret.empty()) frame.index = site::PageFrame::Index::no;
  return frame;
}

/// The routes' shared parts; lives as long as the handlers that hold it.
class OfferPages {
 public:
  OfferPages(const site::Services& services, std::shared_ptr<LiveEconomy> live)
      : services_(services), live_(std::move(live)) {}

  web::Response show_readable(const web::Call& call) {
    const Instant now = services_.now();
    const access::Actor& reader = site::visit_of(call).actor;
    std::string contact;
    auto asked = load([&](storage::Connection& connection) -> std::optional<Stream> {
      const auto id = call.id<materials::StreamTag>("stream");
      auto seen = materials::load_readable_stream(connection, id, reader, text::brussels_day(now));
      if (!seen) return std::nullopt;
      contact = seen->contact;
      return std::move(seen->stream);
    });
    if (!asked) return missing(call);
    asked->contact = contact;
    asked->reader = reader;
    const auto snapshot = live_->at(now, materials::audience_of(reader));
    const ChainWords words(services_, call.language, *snapshot);
    web::Model model = model_of(words, *asked, now);
    add_history(call, *asked, model);
    return site::page(services_, call, "matchmaking/offer.html", model, frame_of(words, *asked));
  }

  web::Response show_draft(const web::Call& call) {
    const std::string secret(call.parameter("secret"));
    if (!access::looks_like_secret(secret)) return missing(call);
    auto asked = load([&](storage::Connection& connection) {
      return materials::load_stream_by_secret(connection, access::hash_of_secret(secret));
    });
    if (!asked) return missing(call);
    asked->secret = secret;
    const Instant now = services_.now();
    const auto snapshot = live_->at(now);
    const ChainWords words(services_, call.language, *snapshot);
    web::Model model = model_of(words, *asked, now);
    const bool is_draft = asked->stream.state == materials::StreamState::draft;
    if (is_draft) {
      model.show("DRAFT");
    } else if (asked->stream.visibility == materials::Visibility::everyone) {
      model.add("CONFIRMED").set("PUBLIC_ADDRESS", site::address(call.language, "/offers/" + asked->stream.id.text()));
    }
    // The address is the secret: it must not leave with a click on a link.
    return site::page(services_, call, "matchmaking/offer.html", model, frame_of(words, *asked))
        .with_header("Referrer-Policy", "no-referrer");
  }

 private:
  template <class LoadStream>
  std::optional<AskedStream> load(LoadStream load_stream) {
    return services_.database.read([&](storage::Connection& connection) -> std::optional<AskedStream> {
      std::optional<Stream> stream = load_stream(connection);
      if (!stream) return std::nullopt;
      AskedStream asked{.stream = std::move(*stream),
                        .secret = {},
                        .reader = {},
                        .contact = {},
                        .entered_by = {},
                        .hubs = {},
                        .source_titles = {}};
      if (const auto entered = materials::load_entered_by(connection, asked.stream.id)) {
        asked.entered_by = entered->hub_name;
      }
      asked.hubs = network::load_hubs_serving(connection, asked.stream.nis);
      if (const auto source = network::load_source(connection, asked.stream.source)) {
        asked.source_titles[source->key] = source->title;
      }
      return asked;
    });
  }

  void add_history(const web::Call& call, const AskedStream& asked, web::Model& model) const {
    site::RecordHistory record{"stream", asked.stream.id.value(), std::nullopt, {}};
    if (asked.stream.organisation) record.organisation = asked.stream.organisation->value();
    for (const network::Hub& hub : asked.hubs) record.hubs.push_back(hub.id.value());
    if (const auto history = site::show_history(services_, call, record)) {
      model.add("HISTORY").set("HISTORY_HTML", *history);
    }
  }

  web::Response missing(const web::Call& call) const {
    return site::refusal_page(services_, call.request, call.language, 404);
  }

  const site::Services& services_;
  std::shared_ptr<LiveEconomy> live_;
};

}  // namespace

matching::PolicyRow load_policy(const storage::DataFolder& data) {
  Violations found;
  matching::PolicyRow policy = matching::read_policy(data.text("policy.toml"), found);
  if (!found.empty()) throw std::runtime_error("policy.toml: " + found.front().rule + " " + found.front().field);
  return policy;
}

void add_offer_page_routes(web::Router& router, const site::Services& services, std::shared_ptr<LiveEconomy> live) {
  const auto pages = std::make_shared<OfferPages>(services, std::move(live));
  router.add({web::Method::get, "/{lang}/offers/{stream:id}", "matchmaking.offer.view"},
             [pages](const web::Call& call) { return pages->show_readable(call); });
  router.add({web::Method::get, "/{lang}/offers/draft/{secret}", "matchmaking.draft.view"},
             [pages](const web::Call& call) { return pages->show_draft(call); });
}

}  // namespace kringwerk::matchmaking
