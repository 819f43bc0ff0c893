#include "matchmaking/chain_story.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace kringwerk::matchmaking {

namespace {

using matching::Chain;
using materials::Rhythm;

/// Weeks in a turn; a month is 1/12 of 365.25 days.
double weeks_in(Rhythm rhythm) {
  switch (rhythm) {
    case Rhythm::week:
      return 1;
    case Rhythm::month:
      return 365.25 / 12 / 7;
    case Rhythm::year:
      return 365.25 / 7;
    case Rhythm::once:
    case Rhythm::unknown:
      break;
  }
  return kPeriodWeeks;
}

Turn turn_of(const materials::Stream& offer, const Counted& counted) {
  const Rhythm rhythm = offer.amount.rhythm;
  if (counted.is_amount_assumed || rhythm == Rhythm::once || rhythm == Rhythm::unknown) return {};
  return {rhythm, static_cast<double>(counted.each_kg) / static_cast<double>(counted.kg)};
}

const Participant* owner_of(const Economy& economy, network::OrganisationId id) {
  const auto found = economy.participants.find(id);
  return found == economy.participants.end() ? nullptr : &found->second;
}

std::int64_t share_of(std::int64_t kg, const matching::Output& output) {
  return kg * output.yield_millionths / matching::kWhole;
}

class Teller {
 public:
  Teller(const ChainGround& ground, const Chain& chain)
      : economy_(ground.economy), records_(ground.records), instance_(ground.instance), chain_(chain) {}

  ChainStory tell() {
    begin();
    for (std::size_t i = 0; i < chain_.path.steps.size(); ++i) add_step(i);
    story_.last_km = chain_.leg_km.back();
    story_.kg_used = kg_;
    story_.social_hours = chain_.hours * story_.turn.share;
    story_.transport_co2e_kg = chain_.co2e_kg * story_.turn.share;
    story_.road_km = chain_.road_km;
    set_binding();
    story_.account = account_of(chain_.ledger, static_cast<double>(story_.kg_taken) / 1000);
    return std::move(story_);
  }

 private:
  void begin() {
    const Period& period = economy_.policy.period;
    story_.offer = records_.offers[static_cast<std::size_t>(chain_.path.offer)];
    story_.need = records_.needs[static_cast<std::size_t>(chain_.path.need)];
    story_.offered = count(*story_.offer, period);
    story_.wanted = count(*story_.need, period);
    story_.turn = turn_of(*story_.offer, story_.offered);
    story_.kg_offered = std::llround(static_cast<double>(story_.offered.kg) * story_.turn.share);
    const double taken = chain_.tonnes * 1000 * story_.turn.share;
    story_.kg_taken = std::min<std::int64_t>(story_.kg_offered, std::llround(taken));
    story_.kg_wanted = std::llround(per_turn(static_cast<double>(story_.wanted.kg), story_.turn.rhythm));
    kg_ = story_.kg_taken;
  }

  void add_step(std::size_t i) {
    const matching::Step& at = chain_.path.steps[i];
    const matching::Activity& activity = instance_.activities[static_cast<std::size_t>(at.activity)];
    StoryStep step;
    step.capability = records_.activities[static_cast<std::size_t>(at.activity)];
    step.who = owner_of(economy_, step.capability->organisation);
    step.km = chain_.leg_km[i];
    step.kg_in = kg_;
    step.residue = kg_;
    for (std::size_t j = 0; j < activity.outputs.size(); ++j) {
      const matching::Output& output = activity.outputs[j];
      const std::int64_t kg = share_of(kg_, output);
      step.residue -= kg;
      if (static_cast<int>(j) == at.output) {
        step.kg_out = kg;
      } else {
        step.others.push_back({take_apart(instance_.materials[static_cast<std::size_t>(output.material)].id), kg});
      }
    }
    step.social_hours = activity.hours_per_t * static_cast<double>(kg_) / 1000;
    step.free_kg = std::llround(per_turn(static_cast<double>(activity.capacity_kg), story_.turn.rhythm));
    kg_ = step.kg_out;
    story_.steps.push_back(std::move(step));
  }

  void set_binding() {
    story_.binding = chain_.binding;
    double yield = 1;
    const auto before = chain_.binding.kind == matching::BindingKind::demand
                            ? static_cast<int>(chain_.path.steps.size())
                            : chain_.binding.step;
    for (int i = 0; i < before; ++i) {
      const matching::Step& at = chain_.path.steps[static_cast<std::size_t>(i)];
      yield *= instance_.activities[static_cast<std::size_t>(at.activity)]
                   .outputs[static_cast<std::size_t>(at.output)]
                   .yield();
    }
    double room = static_cast<double>(story_.offered.kg);
    if (chain_.binding.kind == matching::BindingKind::capacity) {
      const auto activity =
          static_cast<std::size_t>(chain_.path.steps[static_cast<std::size_t>(chain_.binding.step)].activity);
      room = static_cast<double>(instance_.activities[activity].capacity_kg);
    }
    if (chain_.binding.kind == matching::BindingKind::demand) room = static_cast<double>(story_.wanted.kg);
    story_.kg_fits = std::llround(std::floor(room / yield * story_.turn.share));
  }

  const Economy& economy_;
  const EconomyRecords& records_;
  const matching::Instance& instance_;
  const Chain& chain_;
  ChainStory story_;
  std::int64_t kg_ = 0;
};

/// What the place of a near-miss asks, in the unit of its shortfall.
double asked_at(const matching::Instance& instance, const matching::NearMiss& miss) {
  double gains = 0;
  for (const matching::Term& term : miss.chain.ledger) gains += std::max(0.0, term.eur_per_t);
  switch (miss.constraint) {
    case matching::Constraint::grade:
      return 9;
    case matching::Constraint::date:
      return kPeriodWeeks * 7;
    case matching::Constraint::max_km:
      return instance.policy.max_km;
    case matching::Constraint::permit:
      return 2;
    case matching::Constraint::value:
      return gains;
    case matching::Constraint::capacity:
    case matching::Constraint::min_kg:
      break;
  }
  return static_cast<double>(instance.offers[static_cast<std::size_t>(miss.chain.path.offer)].kg);
}

}  // namespace

ChainStory tell(const Economy& economy, const EconomyInstance& world, const Chain& chain) {
  return tell({economy, world, world.instance}, chain);
}

ChainStory tell(const ChainGround& ground, const Chain& chain) {
  return Teller(ground, chain).tell();
}

double per_turn(double within_period, Rhythm rhythm) {
  return within_period * weeks_in(rhythm) / kPeriodWeeks;
}

std::vector<Chain> different_ends(const std::vector<Chain>& chains, std::size_t most) {
  constexpr int kMostAlike = 2;
  std::map<int, int> from, to;
  std::vector<Chain> kept;
  for (const Chain& chain : chains) {
    if (kept.size() == most) break;
    if (from[chain.path.offer] == kMostAlike || to[chain.path.need] == kMostAlike) continue;
    ++from[chain.path.offer];
    ++to[chain.path.need];
    kept.push_back(chain);
  }
  return kept;
}

double distance_of(const matching::Instance& instance, const matching::NearMiss& miss) {
  const double asked = asked_at(instance, miss);
  return asked > 0 ? miss.shortfall / asked : miss.shortfall;
}

}  // namespace kringwerk::matchmaking
