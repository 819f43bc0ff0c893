#include "planning/network_problem.h"

#include <algorithm>

#include "matching/nth.h"
#include "matchmaking/economy_instance.h"

namespace kringwerk::planning {

namespace {

using matchmaking::Economy;
using matchmaking::EconomyInstance;
using network::OrganisationId;

/// What all work of each organisation can take a week.
std::map<OrganisationId, Mass> weekly_capacity(const Economy& economy) {
  std::map<OrganisationId, Mass> capacity;
  for (const network::Capability& one : economy.capabilities) {
    Mass& sum = capacity[one.organisation];
    sum = sum + one.capacity_per_week;
  }
  return capacity;
}

void mark_small(const Economy& economy, matching::Instance& instance) {
  const auto capacity = weekly_capacity(economy);
  for (matching::Workshop& workshop : instance.workshops) {
    // Behind "~" stands the place, where it is not the organisation's own.
    const auto id = OrganisationId::parse(std::string_view(workshop.id).substr(0, workshop.id.find('~')));
    const auto owner = id ? economy.participants.find(*id) : economy.participants.end();
    if (owner == economy.participants.end()) continue;
    workshop.small =
        owner->second.kind == network::OrganisationKind::social_economy && capacity.at(owner->first) <= kSmallPerWeek;
  }
}

class Naming {
 public:
  Naming(const Economy& economy, const WordsAround& words) : economy_(economy), words_(words) {}

  PlanNames of(const EconomyInstance& world) {
    const matching::Instance& instance = world.instance;
    for (std::size_t i = 0; i < instance.offers.size(); ++i) add_stream(instance.offers[i].id, *world.offers[i]);
    for (std::size_t i = 0; i < instance.needs.size(); ++i) add_stream(instance.needs[i].id, *world.needs[i]);
    for (std::size_t i = 0; i < instance.activities.size(); ++i) {
      add_activity(instance.activities[i].id, *world.activities[i]);
    }
    for (const matching::Material& material : instance.materials) add_material(material.id);
    names_.kinds = words_.kinds;
    return std::move(names_);
  }

 private:
  void add_place(const network::Nis& nis) {
    const auto town = economy_.municipalities.find(nis);
    if (town == economy_.municipalities.end() || names_.places.contains(nis.code)) return;
    PlaceName& place = names_.places[nis.code];
    place.name = town->second.name;
    place.centre = town->second.centre;
    if (const auto hubs = words_.hubs_of_place.find(nis); hubs != words_.hubs_of_place.end()) place.hubs = hubs->second;
    for (const std::string& hub : place.hubs) names_.hubs[hub] = words_.hubs.at(hub);
  }

  void add_owner(std::optional<OrganisationId> id, RecordName& record) const {
    if (!id) return;
    const auto owner = economy_.participants.find(*id);
    if (owner == economy_.participants.end()) return;
    record.owner = owner->second.name;
    record.organisation = id->text();
    record.is_example = owner->second.is_example;
  }

  void add_stream(const std::string& id, const materials::Stream& stream) {
    RecordName& record = names_.records[id];
    add_owner(stream.organisation, record);
    record.is_example = record.is_example || stream.is_example;
    record.place = stream.nis.code;
    add_place(stream.nis);
  }

  void add_activity(const std::string& id, const network::Capability& capability) {
    RecordName& record = names_.records[id];
    add_owner(capability.organisation, record);
    const auto owner = economy_.participants.find(capability.organisation);
    if (owner == economy_.participants.end() || !owner->second.nis) return;
    record.place = owner->second.nis->code;
    add_place(*owner->second.nis);
  }

  void add_material(const std::string& id) {
    const matchmaking::ClassAndState parts = matchmaking::take_apart(id);
    MaterialName& name = names_.materials[id];
    const materials::MaterialClass* found = economy_.taxonomy.find(parts.material);
    name.name = found == nullptr ? LocalText{parts.material, "", ""} : found->name;
    name.family = found == nullptr ? "" : found->family;
    if (parts.state == "as_is") return;
    const auto state = words_.states.find(parts.state);
    name.state = state == words_.states.end() ? LocalText{parts.state, "", ""} : state->second;
  }

  const Economy& economy_;
  const WordsAround& words_;
  PlanNames names_;
};

template <class Records>
std::int64_t within_period(const Records& records) {
  return std::count_if(records.begin(), records.end(), [](const auto& record) { return record.in_period; });
}

}  // namespace

NetworkProblem network_problem(const Economy& economy, const WordsAround& words) {
  EconomyInstance world = matchmaking::build_instance(economy);
  NetworkProblem problem;
  problem.names = Naming(economy, words).of(world);
  problem.counts = {within_period(world.instance.offers), within_period(world.instance.needs),
                    matching::size_of(world.instance.activities)};
  problem.instance = std::move(world.instance);
  mark_small(economy, problem.instance);
  problem.period = economy.policy.period;
  return problem;
}

}  // namespace kringwerk::planning
