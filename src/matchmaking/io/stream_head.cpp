#include "matchmaking/io/stream_head.h"

#include "clocks/io/show_freshness.h"
#include "drawings/glyphs.h"
#include "site/page.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Stream;
using materials::StreamKind;
using materials::StreamState;

std::string icon(const ChainWords& words, std::string_view name) {
  return words.services().asset("icons.svg") + "#i-" + std::string(name);
}

std::string hub_address(const ChainWords& words, const AskedStream& asked, const network::Hub& hub) {
  const std::string about = asked.secret.empty() ? "?offer=" + asked.stream.id.text() : "?draft=" + asked.secret;
  return site::address(words.language(), "/hubs/" + hub.id.text() + "/ask" + about);
}

const std::string& short_name(const network::Hub& hub) {
  return hub.short_name.empty() ? hub.name : hub.short_name;
}

void fill_hubs(const ChainWords& words, const AskedStream& asked, web::Model& model) {
  web::Model& ask = model.add("ASK").set("ASK_ADDRESS", ask_address(words, asked));
  if (asked.hubs.empty()) {
    ask.set("ASK_LABEL", words.get("matchmaking.ask_network"));
    return;
  }
  ask.set("ASK_LABEL", words.format("matchmaking.ask_hub", {{"hub", short_name(asked.hubs.front())}}));
  if (asked.hubs.size() == 1) return;
  web::Model& more = model.add("MORE_HUBS");
  for (std::size_t i = 1; i < asked.hubs.size(); ++i) {
    more.add("MORE_HUB")
        .set("ASK_ADDRESS", hub_address(words, asked, asked.hubs[i]))
        .set("HUB", short_name(asked.hubs[i]))
        .show_if(asked.hubs[i].is_example, "MORE_EXAMPLE");
  }
}

void fill_status(const ChainWords& words, const Stream& stream, web::Model& model) {
  const bool is_live = stream.state == StreamState::open || stream.state == StreamState::partly_agreed;
  const std::string key(key_in(materials::kStreamStateKeys, stream.state));
  model.add("STATUS")
      .set("STATUS_CLASS", is_live ? "ok" : "warn")
      .set("STATUS_ICON", icon(words, is_live ? "circle-check" : "hourglass"))
      .set("STATUS_LABEL", words.get("matchmaking.state." + key));
}

void fill_freshness(const ChainWords& words, const Stream& stream, web::Model& model) {
  if (!stream.confirmed_at) return;
  const auto shown = clocks::show_freshness(words.services(), words.language(), words.reading(),
                                            {materials::clock_of(stream.kind), stream.confirmed_at});
  const bool is_stale = shown.state >= clocks::Freshness::stale;
  model.add("FRESH")
      .set("FRESH_CLASS", is_stale ? "warn" : "ok")
      .set("DISC_SVG", shown.disc)
      .set("FRESH_LABEL", shown.label);
  model.show_if(is_stale, "STALE");
  if (!is_stale) return;
  model.add("UNCONFIRMED_NOTE")
      .set("SINCE", shown.label)
      .set("WHAT", words.get(shown.state == clocks::Freshness::hidden ? "matchmaking.unconfirmed.hidden"
                                                                      : "matchmaking.unconfirmed.stale"));
}

void fill_evidence(const ChainWords& words, const Stream& stream, web::Model& model) {
  using materials::AmountQuality;
  if (stream.amount.quality == AmountQuality::unknown) return;
  constexpr std::array<drawings::EvidenceLevel, 3> kLevels{
      drawings::EvidenceLevel::estimated, drawings::EvidenceLevel::declared, drawings::EvidenceLevel::weighed};
  const std::string key(key_in(materials::kAmountQualityKeys, stream.amount.quality));
  model.add("EVIDENCE")
      .set("RING_SVG", drawings::draw_evidence_ring(kLevels[static_cast<std::size_t>(stream.amount.quality)]))
      .set("EVIDENCE_LABEL", words.get("matchmaking.evidence." + key));
}

void fill_visibility(const ChainWords& words, const AskedStream& asked, web::Model& model) {
  const bool is_draft = asked.stream.state == StreamState::draft;
  constexpr std::array<std::string_view, 4> kIcons{"lock", "users-group", "users", "world"};
  model.set("VISIBLE_ICON", icon(words, is_draft ? "lock" : kIcons[static_cast<std::size_t>(asked.stream.visibility)]));
  model.set("VISIBLE_LABEL",
            words.get(is_draft ? "matchmaking.visible.draft"
                               : "matchmaking.visible." +
                                     std::string(key_in(materials::kVisibilityKeys, asked.stream.visibility))));
}

}  // namespace

std::string ask_address(const ChainWords& words, const AskedStream& asked) {
  if (asked.hubs.empty()) return site::address(words.language(), "/which-hub");
  return hub_address(words, asked, asked.hubs.front());
}

void fill_head(const ChainWords& words, const AskedStream& asked, web::Model& model) {
  const Stream& stream = asked.stream;
  const auto* material = words.economy().taxonomy.find(stream.material);
  model.set("FAMILY_CLASS", drawings::family_class(words.family(stream.material)));
  const bool is_need = stream.kind == StreamKind::need;
  const std::string resource(key_in(materials::kResourceKeys, stream.resource));
  model.set("KIND", words.format(is_need ? "matchmaking.kind_of_need" : "matchmaking.kind_of_offer",
                                 {{"material", material != nullptr ? material->name.best(words.language())
                                               : materials::runs_in_chains(stream.resource)
                                                   ? words.get("matchmaking.unknown")
                                                   : words.get("materials.resource." + resource)}}));
  model.show_if(is_need, "NEED").show_if(stream.is_example, "EXAMPLE");
  const TextInLanguage title = words.title(stream);
  model.set("TITLE", title.text).set("TITLE_LANG", language_code(title.language));
  const Language described = stream.description.best_language(words.language());
  if (const std::string& text = stream.description.exact(described); !text.empty()) {
    model.add("DESCRIBED").set("DESCRIPTION", text).set("DESCRIPTION_LANG", language_code(described));
  }
  const Participant* owner = words.owner_record(stream);
  web::Model& owned = model.add(owner == nullptr ? "NOT_OWNED" : "OWNED").set("OWNER", words.owner(stream));
  if (owner != nullptr) {
    owned.set("OWNER_ADDRESS", site::address(words.language(), "/organisations/" + owner->id.text()));
  }
  if (!asked.entered_by.empty()) {
    model.add("ENTERED").set("ENTERED_BY", words.format("matchmaking.entered_by", {{"hub", asked.entered_by}}));
  }
  model.set("PLACE", words.place(stream.nis));
  fill_hubs(words, asked, model);
  fill_status(words, stream, model);
  fill_freshness(words, stream, model);
  fill_evidence(words, stream, model);
  fill_visibility(words, asked, model);
}

}  // namespace kringwerk::matchmaking
