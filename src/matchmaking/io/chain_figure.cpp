#include "matchmaking/io/chain_figure.h"

namespace kringwerk::matchmaking {

namespace {

using drawings::StepRing;

StepRing ring_of(const Participant* who) {
  if (who == nullptr) return StepRing::regular;
  switch (who->kind) {
    case network::OrganisationKind::social_economy:
      return StepRing::social;
    case network::OrganisationKind::local_government:
    case network::OrganisationKind::intermunicipal:
    case network::OrganisationKind::regional_government:
      return StepRing::government;
    default:
      return StepRing::regular;
  }
}

drawings::ChainStep work_step(const ChainWords& words, const StoryStep& step) {
  drawings::ChainStep drawn{.ring = ring_of(step.who),
                            .icon = words.work_icon(step.capability->kind),
                            .km = words.distance(step.km),
                            .kg_in_text = words.kilograms(step.kg_in),
                            .kg_in = step.kg_in,
                            .residue = {},
                            .products = {}};
  drawn.residue = {step.residue, words.kilograms(step.residue), words.get("matchmaking.residue")};
  for (const SideOutput& other : step.others) {
    drawn.products.push_back({other.kg, words.kilograms(other.kg), words.material({other.material.material, "as_is"}),
                              words.family(other.material.material)});
  }
  return drawn;
}

std::string label_of(const ChainWords& words, const ChainStory& story, int number) {
  std::vector<std::string> steps;
  for (const StoryStep& step : story.steps) {
    steps.push_back(words.format("matchmaking.drawing.step",
                                 {{"kg", words.kilograms(step.kg_out)},
                                  {"work", words.kind_of_work(step.capability->kind)},
                                  {"place", step.who == nullptr ? "" : words.place_of(*step.capability)}}));
  }
  const std::vector<Fact> facts{{"n", std::int64_t{number}},
                                {"kg", words.offered(story.kg_taken, story.turn.rhythm)},
                                {"from", words.place(story.offer->nis)},
                                {"steps", words.listed(steps)},
                                {"used", words.kilograms(story.kg_used)},
                                {"to", words.place(story.need->nis)}};
  return words.format(story.steps.empty() ? "matchmaking.drawing.direct" : "matchmaking.drawing.label", facts);
}

}  // namespace

drawings::ChainFigure figure_of(const ChainWords& words, const ChainStory& story, int number) {
  drawings::ChainFigure figure{.id = "chain-" + std::to_string(number) + "-drawing",
                               .aria_label = label_of(words, story, number),
                               .family = words.family(story.offer->material),
                               .kg_used_text = words.kilograms(story.kg_used),
                               .steps = {}};
  for (const StoryStep& step : story.steps) figure.steps.push_back(work_step(words, step));
  figure.steps.push_back({.ring = ring_of(words.owner_record(*story.need)),
                          .icon = words.use_icon(story.need->retention_step),
                          .km = words.distance(story.last_km),
                          .kg_in_text = words.kilograms(story.kg_used),
                          .kg_in = story.kg_used,
                          .residue = {},
                          .products = {}});
  return figure;
}

}  // namespace kringwerk::matchmaking
