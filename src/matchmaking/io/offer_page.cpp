#include "matchmaking/io/offer_page.h"

#include <stdexcept>

#include "access/io/secrets.h"
#include "access/secret.h"
#include "matching/io/load_policy_file.h"
#include "matchmaking/io/chain_model.h"
#include "matchmaking/io/direct_model.h"
#include "matchmaking/io/load_direct_matches.h"
#include "matchmaking/io/miss_model.h"
#include "matchmaking/io/stream_head.h"
#include "materials/agreed_amount.h"
#include "materials/io/load_on_behalf.h"
#include "materials/io/load_streams.h"
#include "materials/stream_life.h"
#include "media/io/load_attachments.h"
#include "media/io/show_attachments.h"
#include "network/io/load_hubs.h"
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

/// Closed, expired, or agreed for the whole of it: nothing is looked for any more.
bool has_ended(const Stream& stream) {
  return stream.state != materials::StreamState::draft && !materials::can_match(stream.state);
}

std::string_view ended_reason(const Stream& stream) {
  return stream.state == materials::StreamState::agreed ? "agreed" : "closed";
}

/// Why there is no chain, in the order in which somebody can do something about it.
std::string_view reason_of(const Stream& stream, const StreamChains& found) {
  if (stream.material.empty()) return "material";
  if (!found.answer().near_misses.empty()) return "near";
  return found.answer().cut_short.empty() ? "nobody" : "cut";
}

std::string search_label(const ChainWords& words, const AskedStream& asked) {
  return words.get(asked.hubs.empty() ? "matchmaking.ask_network" : "matchmaking.nothing.ask");
}

void fill_nothing(const ChainWords& words, const AskedStream& asked, std::string_view reason, web::Model& model) {
  const Stream& stream = asked.stream;
  const std::string key = "matchmaking.nothing." + std::string(reason);
  const bool is_need = stream.kind == StreamKind::need;
  const bool is_goods = materials::runs_in_chains(stream.resource);
  std::string others = is_need ? "/materials?kind=offer" : "/materials?kind=need";
  if (!is_goods) others += "&resource=" + std::string(key_in(materials::kResourceKeys, stream.resource));
  model.add("NO_CHAIN")
      .set("HEADING", words.get(has_ended(stream) ? "matchmaking.nothing.heading_ended"
                                : is_goods        ? "matchmaking.nothing.heading"
                                                  : "matchmaking.nothing.heading_direct"))
      .set("NOTHING_TITLE", words.get(key + ".title"))
      .set("NOTHING_TEXT", words.get(key + ".text"))
      .set("ASK_ADDRESS", ask_address(words, asked))
      .set("ASK_LABEL", search_label(words, asked))
      .set("OTHER_ADDRESS", site::address(words.language(), others))
      .set("OTHER_LABEL", words.get(is_need ? "matchmaking.nothing.offers" : "matchmaking.nothing.needs"));
}

/// What goes straight from one to the other.
web::Model direct_model_of(const ChainWords& words, const AskedStream& asked, const DirectAnswer& answer) {
  web::Model model;
  fill_head(words, asked, model);
  fill_direct(words, asked, answer, model);
  if (answer.matches.empty()) {
    fill_nothing(words, asked,
                 has_ended(asked.stream) ? ended_reason(asked.stream)
                 : answer.misses.empty() ? "direct"
                                         : "direct_near",
                 model);
  }
  fill_facts(words, asked, model);
  return model;
}

web::Model model_of(const ChainWords& words, const std::shared_ptr<const Snapshot>& snapshot,
                    const AskedStream& asked) {
  web::Model model;
  fill_head(words, asked, model);
  if (has_ended(asked.stream)) {
    fill_nothing(words, asked, ended_reason(asked.stream), model);
    fill_facts(words, asked, model);
    return model;
  }
  const StreamChains found(snapshot, asked.stream, {.k = kChains});
  if (!found.stories().empty()) {
    const auto count = static_cast<std::int64_t>(found.stories().size());
    model.add("SEE_CHAINS")
        .set("SEE_LABEL", words.services().texts.plural(words.language(), "matchmaking.see_chains", count));
    const auto about = asked.stream.kind == StreamKind::offer ? matching::QueryKind::offer : matching::QueryKind::need;
    const bool is_draft = asked.stream.state == materials::StreamState::draft;
    fill_chains(
        words,
        {found.answer().chains, found.stories(), ask_address(words, asked), about, is_draft ? nullptr : &asked.reader},
        model);
  } else {
    fill_nothing(words, asked, reason_of(asked.stream, found), model);
  }
  if (!found.answer().near_misses.empty() || !found.answer().cut_short.empty()) {
    web::Model& misses =
        model.add("MISSES").set("ASK_ADDRESS", ask_address(words, asked)).set("ASK_LABEL", search_label(words, asked));
    fill_misses(words, found.ground(), found.answer(), misses);
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

std::vector<network::Hub> hubs_to_ask(storage::Connection& connection, const Stream& stream) {
  if (!stream.shared_hub) return network::load_hubs_serving(connection, stream.nis);
  std::vector<network::Hub> hubs;
  if (auto hub = network::load_hub(connection, *stream.shared_hub)) hubs.push_back(*std::move(hub));
  return hubs;
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
    bool may_change_status = false;
    std::vector<media::Attachment> photos;
    auto asked = load([&](storage::Connection& connection) -> std::optional<Stream> {
      const auto id = call.id<materials::StreamTag>("stream");
      auto seen = materials::load_readable_stream(connection, id, reader, text::brussels_day(now));
      if (!seen) return std::nullopt;
      contact = seen->contact;
      may_change_status = seen->stream.state != materials::StreamState::draft &&
                          materials::may_do(reader, access::Action::approve, seen->stream, seen->hubs);
      photos = media::load_attachments(connection, {media::AttachedKind::stream, id.value()});
      return std::move(seen->stream);
    });
    if (!asked) return missing(call);
    asked->contact = contact;
    asked->reader = reader;
    const auto snapshot = live_->at(now, materials::audience_of(reader));
    const ChainWords words(services_, call.language, *snapshot);
    web::Model model = page_model(words, snapshot, *asked, materials::audience_of(reader));
    if (may_change_status) {
      model.add("CHANGE_STATUS")
          .set("STATUS_ADDRESS", site::address(call.language, "/streams/" + asked->stream.id.text() + "/status"));
    }
    media::show_attachments(services_, call.language, photos, model);
    add_history(call, *asked, model);
    return site::page(services_, call, "matchmaking/offer.html", model, frame_of(words, *asked));
  }

  web::Response show_draft(const web::Call& call) {
    const std::string secret(call.parameter("secret"));
    if (!access::looks_like_secret(secret)) return missing(call);
    std::vector<media::Attachment> photos;
    auto asked = load([&](storage::Connection& connection) {
      auto stream = materials::load_stream_by_secret(connection, access::hash_of_secret(secret));
      if (stream) photos = media::load_attachments(connection, {media::AttachedKind::stream, stream->id.value()});
      return stream;
    });
    if (!asked) return missing(call);
    asked->secret = secret;
    const Instant now = services_.now();
    const auto snapshot = live_->at(now);
    const ChainWords words(services_, call.language, *snapshot);
    web::Model model = page_model(words, snapshot, *asked, {});
    const bool is_draft = asked->stream.state == materials::StreamState::draft;
    const std::string own = site::address(call.language, "/offers/draft/" + secret);
    media::show_attachments(services_, call.language, photos, model, own);
    if (is_draft) {
      model.add("DRAFT").set("PHOTOS_ADDRESS", own + "/photos");
    } else if (asked->stream.visibility == materials::Visibility::everyone) {
      model.add("CONFIRMED").set("PUBLIC_ADDRESS", site::address(call.language, "/offers/" + asked->stream.id.text()));
    }
    // The address is the secret: it must not leave with a click on a link.
    return site::page(services_, call, "matchmaking/offer.html", model, frame_of(words, *asked))
        .with_header("Referrer-Policy", "no-referrer");
  }

 private:
  web::Model page_model(const ChainWords& words, const std::shared_ptr<const Snapshot>& snapshot,
                        const AskedStream& asked, const materials::Audience& audience) const {
    const Instant now = services_.now();
    const Stream& stream = asked.stream;
    if (materials::runs_in_chains(stream.resource)) return model_of(words, snapshot, asked);
    if (has_ended(stream)) return direct_model_of(words, asked, {});
    const auto found = services_.database.read([&](storage::Connection& connection) {
      return load_direct_matches(connection, *snapshot, {stream, audience}, now);
    });
    return direct_model_of(words, asked, found.answer);
  }

  template <class LoadStream>
  std::optional<AskedStream> load(LoadStream load_stream) {
    return services_.database.read([&](storage::Connection& connection) -> std::optional<AskedStream> {
      std::optional<Stream> stream = load_stream(connection);
      if (!stream) return std::nullopt;
      const materials::Amount whole = stream->amount;
      const Mass agreed = stream->agreed;
      stream->amount = materials::open_amount(whole, agreed);
      AskedStream asked{.stream = std::move(*stream),
                        .whole = whole,
                        .agreed = agreed,
                        .secret = {},
                        .reader = {},
                        .contact = {},
                        .entered_by = {},
                        .hubs = {},
                        .source_titles = {}};
      if (const auto entered = materials::load_entered_by(connection, asked.stream.id)) {
        asked.entered_by = entered->hub_name;
      }
      asked.hubs = hubs_to_ask(connection, asked.stream);
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
