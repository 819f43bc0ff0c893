#include "matchmaking/io/chain_model.h"

#include "drawings/glyphs.h"
#include "matchmaking/io/chain_figure.h"
#include "matchmaking/io/propose_address.h"
#include "site/page.h"

namespace kringwerk::matchmaking {

namespace {

int rung_of(const std::string& retention_step) {
  return retention_step.size() == 2 && retention_step[1] >= '0' && retention_step[1] <= '9' ? retention_step[1] - '0'
                                                                                            : 9;
}

void add_fact(web::Model& step, const std::string& name, const std::string& value) {
  web::Model& turn = step.add("STEP_FACT").set("FACT_NAME", name);
  turn.add("FACT_PLAIN").set("FACT_VALUE", value);
}

void add_stream_link(const ChainWords& words, const materials::Stream& stream, const std::string& name,
                     web::Model& step) {
  const TextInLanguage title = words.title(stream);
  web::Model& turn = step.add("STEP_FACT").set("FACT_NAME", name);
  turn.add("FACT_LANG").set("LANG", language_code(title.language));
  web::Model& link = turn.add("FACT_LINK");
  link.set("FACT_ADDRESS", site::address(words.language(), "/offers/" + stream.id.text()));
  link.set("FACT_VALUE", title.text);
}

void set_unconfirmed(const std::string& since, web::Model& step) {
  if (!since.empty()) step.add("UNCONFIRMED").set("SINCE", since);
}

void set_who(const ChainWords& words, const Participant* who, web::Model& step) {
  if (who == nullptr) {
    step.add("WHO_PLAIN").set("WHO", words.get("matchmaking.owner_unknown"));
    return;
  }
  web::Model& link = step.add("WHO_LINK");
  link.set("WHO_ADDRESS", site::address(words.language(), "/organisations/" + who->id.text()));
  link.set("WHO", who->name);
  step.show_if(who->is_example, "WHO_EXAMPLE");
}

std::string kind_and_place(const ChainWords& words, const std::string& place, const Participant* who) {
  if (who == nullptr) return place;
  return words.format("matchmaking.place_and_kind", {{"place", place}, {"kind", words.kind_of(*who)}});
}

/// A word at the start of a heading. Names of work begin with a plain letter in all three languages or stay as they
/// are.
std::string capitalised(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

void fill_source(const ChainWords& words, const ChainStory& story, matching::QueryKind about, web::Model& step) {
  const materials::Stream& offer = *story.offer;
  step.add("TITLE_PLAIN").set("STEP_TITLE", words.get("matchmaking.step.offer"));
  const Participant* who = words.owner_record(offer);
  set_who(words, who, step);
  step.set("WHERE", words.place(offer.nis));
  step.add("KG").set("KG_TEXT", words.offered(story.kg_taken, story.turn.rhythm));
  if (about != matching::QueryKind::offer) set_unconfirmed(words.unconfirmed(offer), step);
  const auto grade = std::int64_t{story.offered.grade};
  add_fact(step, words.get("matchmaking.fact.quality"),
           words.format(story.offered.is_grade_assumed ? "matchmaking.quality_assumed" : "matchmaking.quality",
                        {{"grade", grade}}));
  if (offer.contamination_percent) {
    add_fact(step, words.get("matchmaking.fact.dirt"),
             words.format("matchmaking.dirt", {{"percent", std::int64_t{*offer.contamination_percent}}}));
  }
  if (about != matching::QueryKind::offer) add_stream_link(words, offer, words.get("matchmaking.fact.offer"), step);
}

void fill_work(const ChainWords& words, const ChainStory& story, const StoryStep& at, web::Model& step) {
  step.add("TITLE_LINK")
      .set("TITLE_ADDRESS", site::address(words.language(), "/capabilities/" + at.capability->id.text()))
      .set("STEP_TITLE", capitalised(words.kind_of_work(at.capability->kind)));
  set_who(words, at.who, step);
  step.set("WHERE", kind_and_place(words, at.who == nullptr ? "" : words.place_of(*at.capability), at.who));
  step.add("KG").set("KG_TEXT", words.format("matchmaking.kg_in",
                                             {{"distance", words.distance(at.km)}, {"kg", words.kilograms(at.kg_in)}}));
  set_unconfirmed(words.unconfirmed(*at.capability), step);
  add_fact(step, words.get("matchmaking.fact.out"), words.kilograms(at.kg_out));
  for (const SideOutput& other : at.others) {
    add_fact(step, words.get("matchmaking.fact.leaves"),
             words.format("matchmaking.kg_of",
                          {{"kg", words.kilograms(other.kg)}, {"what", words.material(other.material)}}));
  }
  if (at.residue > 0) add_fact(step, words.get("matchmaking.residue"), words.kilograms(at.residue));
  add_fact(step, words.get("matchmaking.fact.hours"),
           words.format("matchmaking.social_hours", {{"hours", words.decimal(at.social_hours, 1)}}));
  add_fact(step, words.get("matchmaking.fact.free"), words.room(at.free_kg, story.turn.rhythm));
}

void fill_use(const ChainWords& words, const ChainStory& story, matching::QueryKind about, web::Model& step) {
  const materials::Stream& need = *story.need;
  step.add("TITLE_PLAIN").set("STEP_TITLE", capitalised(words.retention_name(need.retention_step)));
  const Participant* who = words.owner_record(need);
  set_who(words, who, step);
  step.set("WHERE", kind_and_place(words, words.place(need.nis), who));
  step.add("KG").set("KG_TEXT", words.format("matchmaking.kg_in", {{"distance", words.distance(story.last_km)},
                                                                   {"kg", words.kilograms(story.kg_used)}}));
  if (about != matching::QueryKind::need) set_unconfirmed(words.unconfirmed(need), step);
  add_fact(step, words.get("matchmaking.fact.wants"),
           words.format("matchmaking.up_to", {{"amount", words.room(story.kg_wanted, story.turn.rhythm)}}));
  add_stream_link(words, need, words.get("matchmaking.fact.need"), step);
}

/// Two digits that tell something: 0.04, 1.2, 84.
std::string small_number(const ChainWords& words, double value) {
  return words.decimal(value, value >= 10 ? 0 : value >= 0.1 ? 1 : 2);
}

void fill_figures(const ChainWords& words, const ChainStory& story, web::Model& model) {
  const auto figure = [&](std::string_view name, const std::string& value, const std::string& unit) {
    model.add("FIGURE")
        .set("FIGURE_NAME", words.get("matchmaking.figure." + std::string(name)))
        .set("FIGURE_VALUE", value)
        .set("FIGURE_UNIT", unit);
  };
  const std::string rhythm(key_in(materials::kRhythmKeys, story.turn.rhythm));
  figure("value",
         words.format("matchmaking.whole_euro",
                      {{"amount", words.decimal(static_cast<double>(story.account.per_tonne.in_cents()) / 100, 0)}}),
         words.get("matchmaking.figure.per_tonne"));
  figure("used", words.decimal(static_cast<double>(story.kg_used), 0),
         words.format("matchmaking.figure.of_kg", {{"kg", words.kilograms(story.kg_offered)}}));
  figure("hours", words.decimal(story.social_hours, 1), words.get("matchmaking.figure.hours." + rhythm));
  figure("km", words.decimal(story.road_km, 0), words.get("matchmaking.figure.km_unit"));
  figure("co2", small_number(words, story.transport_co2e_kg), words.get("matchmaking.figure.kg." + rhythm));
}

/// How much of the offer goes along, how much of it becomes this use, and what goes on as something else.
void fill_lead(const ChainWords& words, const ChainStory& story, web::Model& model) {
  const bool is_all = story.kg_taken == story.kg_offered;
  model.set("LEAD", words.format(is_all ? "matchmaking.chain.all" : "matchmaking.chain.part",
                                 {{"kg", words.offered(story.kg_offered, story.turn.rhythm)},
                                  {"taken", words.kilograms(story.kg_taken)}}));
  if (story.offered.is_amount_assumed) {
    model.add("ASSUMED").set("ASSUMED_TEXT", words.get("matchmaking.chain.assumed"));
  }
  std::int64_t aside = 0;
  for (const StoryStep& step : story.steps) {
    for (const SideOutput& other : step.others) aside += other.kg;
  }
  if (aside == 0) return;
  model.add("ASIDE").set("ASIDE_TEXT",
                         words.format("matchmaking.chain.aside",
                                      {{"kg", words.kilograms(aside)}, {"used", words.kilograms(story.kg_used)}}));
}

std::string binding_text(const ChainWords& words, const ChainStory& story) {
  const auto fits = Fact{"fits", words.offered(story.kg_fits, story.turn.rhythm)};
  switch (story.binding.kind) {
    case matching::BindingKind::capacity: {
      const StoryStep& step = story.steps[static_cast<std::size_t>(story.binding.step)];
      return words.format("matchmaking.binding.capacity",
                          {{"who", step.who == nullptr ? "" : step.who->name},
                           {"place", step.who == nullptr ? "" : words.place_of(*step.capability)},
                           {"work", words.kind_of_work(step.capability->kind)},
                           {"room", words.room(step.free_kg, story.turn.rhythm)},
                           fits});
    }
    case matching::BindingKind::demand:
      return words.format("matchmaking.binding.demand", {{"who", words.owner(*story.need)},
                                                         {"place", words.place(story.need->nis)},
                                                         {"wanted", words.room(story.kg_wanted, story.turn.rhythm)},
                                                         fits});
    case matching::BindingKind::supply:
      break;
  }
  return words.format("matchmaking.binding.supply", {{"kg", words.offered(story.kg_offered, story.turn.rhythm)}});
}

}  // namespace

std::string heading_of(const ChainWords& words, const ShownChain& chain) {
  std::vector<std::string> work;
  for (const StoryStep& step : chain.story.steps) work.push_back(words.kind_of_work(step.capability->kind));
  // The page's own end of the chain is known; what is not told chains apart.
  const std::string from = words.place(chain.story.offer->nis), to = words.place(chain.story.need->nis);
  const std::vector<Fact> facts{{"n", std::int64_t{chain.number}},
                                {"work", words.listed(work)},
                                {"place", chain.about == matching::QueryKind::offer ? to : from},
                                {"to", to}};
  if (chain.about == matching::QueryKind::activity) return words.format("matchmaking.chain.through", facts);
  const std::string key =
      chain.about == matching::QueryKind::offer ? "matchmaking.chain.to_" : "matchmaking.chain.from_";
  return words.format(key + (work.empty() ? "direct" : "work"), facts);
}

void fill_figure(const ChainWords& words, const ShownChain& chain, web::Model& model) {
  const drawings::ChainFigure figure = figure_of(words, chain.story, chain.number);
  const std::vector<drawings::Svg> pieces = drawings::draw_chain_pieces(figure);
  model.set("DRAWING_SVG", drawings::draw_chain(figure));
  model.set("COLUMNS", static_cast<std::int64_t>(pieces.size()));
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    web::Model& step = model.add("STEP").set("PIECE_SVG", pieces[i]);
    if (i == 0) {
      fill_source(words, chain.story, chain.about, step);
    } else if (i + 1 < pieces.size()) {
      fill_work(words, chain.story, chain.story.steps[i - 1], step);
    } else {
      fill_use(words, chain.story, chain.about, step);
    }
  }
}

void fill_chain(const ChainWords& words, const ShownChain& chain, web::Model& model) {
  const ChainStory& story = chain.story;
  model.set("NUMBER", std::int64_t{chain.number}).set("HEADING", heading_of(words, chain));
  model.show(chain.number == 1 ? "FIRST" : "LATER");
  model.set("LADDER_SVG", drawings::draw_ladder(rung_of(story.need->retention_step)));
  model.set("STEP_KEY", story.need->retention_step);
  model.set("STEP_NAME", words.retention_name(story.need->retention_step));
  fill_lead(words, story, model);
  model.set("RING_SVG", drawings::draw_evidence_ring(drawings::EvidenceLevel::estimated));
  model.set("BINDING", binding_text(words, story)).set("ASK_ADDRESS", chain.ask_address);
  if (!chain.propose_address.empty()) model.add("PROPOSE").set("PROPOSE_ADDRESS", chain.propose_address);
  fill_figure(words, chain, model);
  fill_figures(words, story, model);
  fill_ledger(words, chain, model);
}

namespace {

void fill_comparison(const ChainWords& words, const ShownChain& chain, web::Model& model) {
  const ChainStory& story = chain.story;
  model.set("NUMBER", std::int64_t{chain.number}).set("SHORT", heading_of(words, chain));
  model.set("SCORE", words.decimal(chain.chain->score_eur_per_t, 2));
  model.set("LADDER_SVG", drawings::draw_ladder(rung_of(story.need->retention_step)));
  model.set("STEP_KEY", story.need->retention_step);
  model.set("VALUE", words.decimal(static_cast<double>(story.account.per_tonne.in_cents()) / 100, 0));
  model.set("USED", words.offered(story.kg_used, story.turn.rhythm));
  model.set("HOURS", words.decimal(story.social_hours, 1)).set("KM", words.decimal(story.road_km, 0));
}

}  // namespace

void fill_chains(const ChainWords& words, const FoundChains& found, web::Model& model) {
  std::vector<ShownChain> shown;
  for (std::size_t i = 0; i < found.stories.size(); ++i) {
    const ChainStory& story = found.stories[i];
    const std::string propose = found.proposer == nullptr ? "" : propose_address(words, *found.proposer, story);
    shown.push_back({story, static_cast<int>(i) + 1, found.ask_address, found.about, propose, &found.chains[i]});
  }
  for (const ShownChain& chain : shown) fill_chain(words, chain, model.add("CHAIN"));
  if (shown.size() < 2) return;
  web::Model& table = model.add("SIDE_BY_SIDE");
  table.set("SCORE_NAME", words.get("matchmaking.compare.score." + std::string(asked_key(found.about))));
  for (const ShownChain& chain : shown) fill_comparison(words, chain, table.add("COMPARED"));
}

}  // namespace kringwerk::matchmaking
