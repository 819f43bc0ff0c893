#include "matchmaking/stream_rows.h"

#include "matchmaking/economy_instance.h"
#include "matchmaking/food_rules.h"
#include "matchmaking/permits_needed.h"
#include "materials/stream_life.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Stream;

constexpr std::string_view kAsItComes = "as_is";

std::string joined(std::string_view material, std::string_view state) {
  return std::string(material) + "~" + std::string(state);
}

/// A draft may be asked about.
bool is_open(const Stream& stream) {
  return stream.state == materials::StreamState::draft || materials::can_match(stream.state);
}

}  // namespace

StreamRows::StreamRows(const Economy& economy) : economy_(economy) {
  for (const materials::MaterialClass& material : economy.taxonomy.classes()) {
    ids_.insert(joined(material.id, kAsItComes));
    for (const std::string& state : material.states) ids_.insert(joined(material.id, state));
  }
  for (const network::Capability& capability : economy.capabilities) {
    for (const std::string& one : capability.accepts) ids_.insert(named(one));
    for (const network::CapabilityOutput& output : capability.outputs) ids_.insert(named(output.material));
  }
  for (const std::string& id : ids_) {
    std::set<std::string> all;
    add_accepted(id, all);
    accepted_[id] = {all.begin(), all.end()};
  }
}

std::string StreamRows::named(std::string_view material_and_state) {
  const ClassAndState parts = take_apart(material_and_state);
  return joined(parts.material, parts.state);
}

double StreamRows::price_of(std::string_view material_and_state) const {
  const materials::MaterialClass* found = economy_.taxonomy.find(take_apart(material_and_state).material);
  while (found != nullptr && !found->price_per_tonne) found = economy_.taxonomy.find(found->parent);
  return found == nullptr ? 0 : static_cast<double>(found->price_per_tonne->in_cents()) / 100;
}

void StreamRows::add_accepted(const std::string& id, std::set<std::string>& all) const {
  const ClassAndState parts = take_apart(id);
  all.insert(id);
  for (const std::string& below : economy_.taxonomy.with_descendants(parts.material)) {
    if (ids_.contains(joined(below, parts.state))) all.insert(joined(below, parts.state));
  }
}

std::vector<std::string> StreamRows::accepted(const std::vector<std::string>& named_by) const {
  std::set<std::string> all;
  for (const std::string& one : named_by) {
    const std::string id = named(one);
    const auto known = accepted_.find(id);
    if (known != accepted_.end()) {
      all.insert(known->second.begin(), known->second.end());
    } else {
      add_accepted(id, all);
    }
  }
  return {all.begin(), all.end()};
}

bool StreamRows::can_take_part(const Stream& stream, Part part) const {
  if (!is_open(stream) || !materials::runs_in_chains(stream.resource) ||
      economy_.taxonomy.find(stream.material) == nullptr)
    return false;
  const Counted counted = count(stream, economy_.policy.period);
  if (counted.kg < 1) return false;
  return part == Part::is_asked || (!counted.is_amount_assumed && usable_days(stream).overlaps(economy_.policy.period));
}

bool StreamRows::can_be_asked(const Stream& stream) const {
  return place_of(economy_, stream).has_value() && can_take_part(stream, Part::is_asked);
}

std::optional<matching::OfferRow> StreamRows::offer(const Stream& stream, Part part) const {
  const auto at = place_of(economy_, stream);
  if (!at || !can_take_part(stream, part)) return std::nullopt;
  const Counted counted = count(stream, economy_.policy.period);
  const std::string material = named(stream.accepted.empty() ? stream.material : stream.accepted.front());
  return matching::OfferRow{.id = stream.id.text(),
                            .material = material,
                            .grade = static_cast<double>(counted.grade),
                            .kg = static_cast<double>(counted.kg),
                            .window = usable_days(stream),
                            .at = *at,
                            .permit = permits_needed(economy_, stream)};
}

std::optional<matching::NeedRow> StreamRows::need(const Stream& stream, Part part) const {
  const auto at = place_of(economy_, stream);
  if (!at || !can_take_part(stream, part)) return std::nullopt;
  const Counted counted = count(stream, economy_.policy.period);
  std::vector<std::string> permits = stream.permits;
  const auto kept_cold = cold_permits_of(stream.facts.cold_chain);
  permits.insert(permits.end(), kept_cold.begin(), kept_cold.end());
  if (stream.organisation) {
    if (const auto owner = economy_.participants.find(*stream.organisation); owner != economy_.participants.end()) {
      permits.insert(permits.end(), owner->second.permits.begin(), owner->second.permits.end());
    }
  }
  const auto kept = economy_.retention.find(stream.retention_step);
  const auto accepts = stream.accepted.empty() ? std::vector<std::string>{stream.material} : stream.accepted;
  return matching::NeedRow{.id = stream.id.text(),
                           .materials = accepted(accepts),
                           .min_grade = static_cast<double>(counted.grade),
                           .kg = static_cast<double>(counted.kg),
                           .window = stream.available,
                           .at = *at,
                           .retention = kept == economy_.retention.end() ? 0 : kept->second,
                           .permits = std::move(permits),
                           .min_kg = stream.minimum ? static_cast<double>(stream.minimum->in_kilograms()) : 0};
}

}  // namespace kringwerk::matchmaking
