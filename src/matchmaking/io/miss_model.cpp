#include "matchmaking/io/miss_model.h"

#include <algorithm>
#include <cmath>

namespace kringwerk::matchmaking {

namespace {

using matching::Constraint;
using matching::NearMiss;

/// The record where a chain fails.
struct Place {
  const matching::Need* need = nullptr;
  const matching::Activity* activity = nullptr;
  std::string who;
  std::string where;
  bool is_example = false;
  std::string unconfirmed;  ///< since when it is not confirmed; empty when it is
};

/// The activity of the chain that an id names, or -1.
int activity_named(const matching::Instance& instance, const NearMiss& miss) {
  for (const matching::Step& step : miss.chain.path.steps) {
    if (instance.activities[static_cast<std::size_t>(step.activity)].id == miss.at) return step.activity;
  }
  return -1;
}

Place place_at(const ChainWords& words, const ChainGround& ground, const NearMiss& miss) {
  Place place;
  if (const int activity = activity_named(ground.instance, miss); activity >= 0) {
    const auto at = static_cast<std::size_t>(activity);
    place.activity = &ground.instance.activities[at];
    const Participant& owner = words.economy().participants.at(ground.records.activities[at]->organisation);
    place.who = owner.name;
    place.where = words.place_of(*ground.records.activities[at]);
    place.is_example = owner.is_example;
    place.unconfirmed = words.unconfirmed(*ground.records.activities[at]);
    return place;
  }
  // A chain that costs too much fails as a whole: it is told at its use.
  const auto at = static_cast<std::size_t>(miss.chain.path.need);
  const materials::Stream& need = *ground.records.needs[at];
  place.who = words.owner(need);
  place.where = words.place(need.nis);
  place.is_example = need.is_example;
  place.unconfirmed = words.unconfirmed(need);
  place.need = &ground.instance.needs[at];
  return place;
}

std::string_view key_of(Constraint constraint) {
  constexpr std::array<std::string_view, 7> kKeys{"grade", "capacity", "permit", "date", "min_kg", "max_km", "value"};
  return kKeys[static_cast<std::size_t>(constraint)];
}

std::vector<Fact> facts_of(const ChainWords& words, const matching::Instance& instance, const NearMiss& miss,
                           const Place& place) {
  std::vector<Fact> facts{{"who", place.who}, {"place", place.where}};
  const auto whole = static_cast<std::int64_t>(std::ceil(miss.shortfall - 1e-9));
  switch (miss.constraint) {
    case Constraint::grade: {
      const int wanted = place.activity != nullptr ? place.activity->min_grade : place.need->min_grade;
      facts.push_back({"wanted", std::int64_t{wanted}});
      facts.push_back({"has", wanted - whole});
      break;
    }
    case Constraint::capacity:
    case Constraint::min_kg:
      facts.push_back({"kg", words.kilograms(whole)});
      break;
    case Constraint::permit:
      facts.push_back({"permits", words.permits(miss.missing_permits)});
      break;
    case Constraint::date:
      facts.push_back({"days", whole});
      break;
    case Constraint::max_km:
      facts.push_back({"km", words.decimal(miss.shortfall + instance.policy.max_km, 0)});
      facts.push_back({"max", words.decimal(instance.policy.max_km, 0)});
      break;
    case Constraint::value:
      facts.push_back({"amount", words.euros(miss.shortfall)});
      break;
  }
  return facts;
}

/// What the chain with the waiver would run through before it reaches its use, as one sentence; empty when it is
/// direct.
std::string via(const ChainWords& words, const ChainGround& ground, const NearMiss& miss) {
  std::vector<std::string> steps;
  for (const matching::Step& step : miss.chain.path.steps) {
    const network::Capability& work = *ground.records.activities[static_cast<std::size_t>(step.activity)];
    const Participant& owner = words.economy().participants.at(work.organisation);
    steps.push_back(
        words.format("matchmaking.miss.step",
                     {{"work", words.kind_of_work(work.kind)}, {"who", owner.name}, {"place", words.place_of(work)}}));
  }
  if (steps.empty()) return {};
  return words.format("matchmaking.miss.via", {{"steps", words.listed(steps)}});
}

std::vector<const NearMiss*> nearest_first(const matching::Instance& instance, std::span<const NearMiss> misses) {
  std::vector<const NearMiss*> order;
  for (const NearMiss& miss : misses) order.push_back(&miss);
  std::stable_sort(order.begin(), order.end(), [&](const NearMiss* a, const NearMiss* b) {
    return distance_of(instance, *a) < distance_of(instance, *b);
  });
  return order;
}

/// What the page does not know because looking for it took too long.
void fill_cut_short(const ChainWords& words, const std::vector<Constraint>& constraints, web::Model& model) {
  if (constraints.empty()) return;
  std::vector<std::string> labels;
  for (const Constraint constraint : constraints) {
    labels.push_back(words.get("matchmaking.miss." + std::string(key_of(constraint)) + ".label"));
  }
  model.add("CUT_SHORT")
      .set("CUT_TEXT", words.format("matchmaking.miss.cut_short", {{"constraints", words.listed(labels)}}));
}

}  // namespace

void fill_misses(const ChainWords& words, const ChainGround& ground, const BoundedAnswer& answer, web::Model& model) {
  fill_cut_short(words, answer.cut_short, model);
  if (answer.near_misses.empty()) return;
  web::Model& list = model.add("MISS_LIST");
  for (const NearMiss* miss : nearest_first(ground.instance, answer.near_misses)) {
    const Place place = place_at(words, ground, *miss);
    const std::vector<Fact> facts = facts_of(words, ground.instance, *miss, place);
    const std::string key(key_of(miss->constraint));
    const bool is_hard = miss->constraint == Constraint::permit || miss->constraint == Constraint::grade;
    web::Model& row = list.add("MISS").show_if(place.is_example, "MISS_EXAMPLE");
    if (const std::string text = via(words, ground, *miss); !text.empty()) row.add("VIA").set("VIA_TEXT", text);
    if (miss->constraint != Constraint::value) {
      const std::string worth =
          words.format("matchmaking.whole_euro", {{"amount", words.decimal(miss->chain.value_eur_per_t, 0)}});
      row.add("WORTH").set("WORTH_TEXT", words.format("matchmaking.miss.worth", {{"amount", worth}}));
    }
    if (!place.unconfirmed.empty()) row.add("UNCONFIRMED").set("SINCE", place.unconfirmed);
    row.set("WHO", words.format("matchmaking.who_in_place", facts))
        .set("MISS_CLASS", is_hard ? "stop" : "warn")
        .set("MISS_ICON", words.services().asset("icons.svg") + (is_hard ? "#i-alert-octagon" : "#i-alert-triangle"))
        .set("MISS_LABEL", words.get("matchmaking.miss." + key + ".label"))
        .set("WHAT", words.format("matchmaking.miss." + key + ".what", facts))
        .set("HELP", words.format("matchmaking.miss." + key + ".help", facts));
  }
}

}  // namespace kringwerk::matchmaking
