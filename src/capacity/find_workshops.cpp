#include "capacity/find_workshops.h"

#include <algorithm>
#include <limits>

namespace kringwerk::capacity {

namespace {

using network::Capability;

bool holds_word(const std::vector<std::string>& words, const std::string& asked) {
  return std::find(words.begin(), words.end(), asked) != words.end();
}

bool takes_material(const Capability& capability, const AskedWork& asked) {
  return asked.materials.empty() ||
         std::any_of(capability.accepts.begin(), capability.accepts.end(), [&](const std::string& accepted) {
           return asked.materials.contains(std::string_view(accepted).substr(0, accepted.find('~')));
         });
}

/// Somebody without a known place is in no radius.
bool is_near_enough(const FoundWorkshop& found, const AskedWork& asked) {
  return !asked.near || !asked.radius_km || (found.km && *found.km <= *asked.radius_km);
}

bool has_permit(const KnownWorkshop& workshop, const AskedWork& asked) {
  return asked.permit.empty() || holds_word(workshop.permits, asked.permit) ||
         holds_word(workshop.capability->permits, asked.permit) ||
         holds_word(workshop.capability->certificates, asked.permit);
}

FoundWorkshop measured(const KnownWorkshop& workshop, const AskedWork& asked, Day today) {
  FoundWorkshop found;
  found.workshop = &workshop;
  if (asked.near && workshop.at) found.km = great_circle_km(*asked.near, *workshop.at);
  for (const Day monday : asked.weeks) {
    const Mass free = network::room_in(*workshop.calendar, monday, today).free;
    found.room = found.room + network::shown_room(free, workshop.capability->capacity_per_week);
  }
  return found;
}

std::vector<Lack> lacks_of(const FoundWorkshop& found, const AskedWork& asked) {
  const Capability& capability = *found.workshop->capability;
  std::vector<Lack> lacks;
  if (!takes_material(capability, asked)) lacks.push_back(Lack::material);
  if (!is_near_enough(found, asked)) lacks.push_back(Lack::distance);
  if (asked.amount && found.room < *asked.amount) lacks.push_back(Lack::room);
  if (asked.amount && capability.min_batch && *asked.amount < *capability.min_batch) lacks.push_back(Lack::batch);
  if (!has_permit(*found.workshop, asked)) lacks.push_back(Lack::permit);
  if (capability.state != network::CapabilityState::open) lacks.push_back(Lack::paused);
  if (found.workshop->is_unconfirmed) lacks.push_back(Lack::unconfirmed);
  return lacks;
}

bool comes_before(const FoundWorkshop& a, const FoundWorkshop& b) {
  constexpr double kFar = std::numeric_limits<double>::max();
  const double a_km = a.km.value_or(kFar);
  const double b_km = b.km.value_or(kFar);
  if (a_km != b_km) return a_km < b_km;
  if (a.room != b.room) return a.room > b.room;
  return a.workshop->capability->id < b.workshop->capability->id;
}

/// Who takes something else is the farthest miss.
bool misses_less(const FoundWorkshop& a, const FoundWorkshop& b) {
  const bool a_other = a.lack == Lack::material;
  const bool b_other = b.lack == Lack::material;
  return a_other != b_other ? b_other : comes_before(a, b);
}

}  // namespace

FoundWorkshops find_workshops(const std::vector<KnownWorkshop>& known, const AskedWork& asked, Day today) {
  FoundWorkshops found;
  const bool is_question = !asked.kind.empty() || !asked.materials.empty();
  for (const KnownWorkshop& workshop : known) {
    if (!asked.kind.empty() && workshop.capability->kind != asked.kind) continue;
    if (asked.hub && std::find(workshop.hubs.begin(), workshop.hubs.end(), *asked.hub) == workshop.hubs.end()) continue;
    FoundWorkshop one = measured(workshop, asked, today);
    const auto lacks = lacks_of(one, asked);
    if (lacks.empty()) {
      found.fitting.push_back(one);
    } else if (is_question && lacks.size() == 1) {
      one.lack = lacks.front();
      found.near.push_back(one);
    }
  }
  std::sort(found.fitting.begin(), found.fitting.end(), comes_before);
  if (!found.fitting.empty()) {
    std::erase_if(found.near, [](const FoundWorkshop& one) { return one.lack == Lack::material; });
  }
  std::sort(found.near.begin(), found.near.end(), misses_less);
  if (found.near.size() > kMostNear) found.near.resize(kMostNear);
  return found;
}

}  // namespace kringwerk::capacity
