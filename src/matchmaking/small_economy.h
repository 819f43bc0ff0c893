#pragma once

#include <string>

#include "matchmaking/economy.h"

/// A small economy for tests: an offer of plastic in Leuven, a sorter there, a user of the sorted plastic in Genk.
namespace kringwerk::matchmaking::small_economy {

inline const Day kToday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{26}};

inline materials::MaterialClass material(const std::string& id, const std::string& parent, std::int64_t euros) {
  materials::MaterialClass made;
  made.id = id;
  made.parent = parent;
  made.family = "kunststof";
  made.states = {"as_is", "sorted"};
  if (euros > 0) made.price_per_tonne = Money::euros(euros);
  return made;
}

inline materials::Stream stream(const std::string& key, materials::StreamKind kind, const std::string& accepted) {
  materials::Stream made;
  made.id = materials::StreamId::from_key("stream", key);
  made.kind = kind;
  made.state = materials::StreamState::open;
  made.material = accepted.substr(0, accepted.find('~'));
  made.accepted = {accepted};
  made.amount = {.thousandths = 2000,
                 .unit = materials::AmountUnit::t,
                 .mass_per_unit = {},
                 .quality = materials::AmountQuality::declared,
                 .rhythm = materials::Rhythm::month};
  made.grade = 6;
  made.nis = network::Nis{kind == materials::StreamKind::offer ? "24062" : "71016"};
  if (kind == materials::StreamKind::need) made.retention_step = "R8";
  return made;
}

inline Participant participant(const std::string& key, const std::string& nis) {
  Participant made;
  made.id = network::OrganisationId::from_key("organisation", key);
  made.name = key;
  made.kind = network::OrganisationKind::social_economy;
  made.nis = network::Nis{nis};
  return made;
}

inline network::Capability sorter(const Participant& owner) {
  network::Capability made;
  made.id = network::CapabilityId::from_key("capability", "sort");
  made.organisation = owner.id;
  made.kind = "sort";
  made.accepts = {"plastic"};
  made.capacity_per_week = Mass::kilograms(1000);
  made.free_per_week = Mass::kilograms(950);
  made.cost_per_tonne = Money::euros(85);
  made.social_minutes_per_tonne = std::int64_t{13} * 60;
  made.outputs = {{"pp~sorted", 7, 860'000}, {"crates~sorted", 6, 60'000}};
  return made;
}

inline network::Municipality town(const std::string& nis, Point centre) {
  network::Municipality made;
  made.nis = network::Nis{nis};
  made.name = LocalText{nis, "", ""};
  made.centre = centre;
  return made;
}

inline Economy make() {
  Economy economy{.today = kToday,
                  .policy = {.tau_eur_per_tkm = 0.25,
                             .k_eur_per_t = 12,
                             .sigma_eur_per_h = 9,
                             .beta = 0.25,
                             .residue_eur_per_t = 160,
                             .max_km = 150,
                             .road_factor = 1.3,
                             .co2_kg_per_tkm = 0.1,
                             .period = period_from(kToday)},
                  .taxonomy = materials::Taxonomy({material("plastic", "", 1000), material("pp", "plastic", 1300),
                                                   material("crates", "plastic", 2500)}),
                  .retention = {{"R8", 0.45}},
                  .streams = {stream("offer", materials::StreamKind::offer, "pp"),
                              stream("need", materials::StreamKind::need, "pp~sorted")},
                  .capabilities = {},
                  .participants = {},
                  .municipalities = {}};
  const Participant owner = participant("De Schakel", "24062");
  economy.capabilities.push_back(sorter(owner));
  economy.participants.emplace(owner.id, owner);
  for (const network::Municipality& one : {town("24062", {4.7005, 50.8798}), town("71016", {5.5012, 50.9661})}) {
    economy.municipalities.emplace(one.nis, one);
  }
  return economy;
}

}  // namespace kringwerk::matchmaking::small_economy
