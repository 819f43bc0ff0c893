#pragma once

#include <optional>
#include <string>
#include <vector>

#include "matching/chain.h"
#include "matchmaking/economy_instance.h"
#include "matchmaking/ledger_lines.h"

/// A chain of the engine told in the records it runs through and in the rhythm of its offer, ready for words.
namespace kringwerk::matchmaking {

/// The rhythm in which amounts of a chain are told: the offer's own. An offer that comes once is told as its lot.
struct Turn {
  materials::Rhythm rhythm = materials::Rhythm::once;
  double share = 1;  ///< what one turn is of the offer's amount within the period
};

/// An output that the chain does not follow.
struct SideOutput {
  ClassAndState material;
  std::int64_t kg = 0;
};

struct StoryStep {
  const network::Capability* capability = nullptr;
  const Participant* who = nullptr;
  double km = 0;            ///< of the leg that leads here, great-circle
  std::int64_t kg_in = 0;   ///< kg_in = kg_out + Σ others + residue, in every turn
  std::int64_t kg_out = 0;  ///< the output that is followed
  std::vector<SideOutput> others;
  std::int64_t residue = 0;
  double social_hours = 0;
  std::int64_t free_kg = 0;  ///< in one turn, as shown to others; of 13 weeks when the offer comes once
};

struct ChainStory {
  const materials::Stream* offer = nullptr;
  const materials::Stream* need = nullptr;
  Counted offered;  ///< what the offer counts for
  Counted wanted;
  Turn turn;
  std::vector<StoryStep> steps;
  double last_km = 0;
  std::int64_t kg_offered = 0;   ///< in one turn
  std::int64_t kg_taken = 0;     ///< in one turn; the chain's T
  std::int64_t kg_used = 0;      ///< reaches the need, in one turn
  std::int64_t kg_wanted = 0;    ///< by the need in one turn; of 13 weeks when the offer comes once
  double social_hours = 0;       ///< in one turn
  double road_km = 0;            ///< all legs, road
  double transport_co2e_kg = 0;  ///< of hauling kg_taken, in one turn
  matching::Binding binding{};
  std::int64_t kg_fits = 0;  ///< the most of such an offer that the binding capacity or demand lets through, per turn
  LedgerAccount account;
};

/// The binding record decides kg_fits; kilograms of every step are whole and balance.
ChainStory tell(const Economy& economy, const EconomyInstance& world, const matching::Chain& chain);

/// What a chain's positions stand for.
struct ChainGround {
  const Economy& economy;  ///< its streams are not looked at
  const EconomyRecords& records;
  const matching::Instance& instance;
};
ChainStory tell(const ChainGround& ground, const matching::Chain& chain);

/// An amount within the 13 weeks, per turn of this rhythm (a month is 1/12 of 365.25 days); unchanged when once.
double per_turn(double within_period, materials::Rhythm rhythm);

/// The best `most` of chains through one activity, in their order: a chain is kept unless two kept ones share its offer
/// or two share its need. Its own workshop is in all of them, so the engine's rule of diversity would keep two.
std::vector<matching::Chain> different_ends(const std::vector<matching::Chain>& chains, std::size_t most);

/// How near a miss is, without unit, for the order on the page: what lacks, as a share of what is asked. 0 is nearest.
/// docs/matchmaking.md.
double distance_of(const matching::Instance& instance, const matching::NearMiss& miss);

}  // namespace kringwerk::matchmaking
