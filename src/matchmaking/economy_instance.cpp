#include "matchmaking/economy_instance.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/ensure.h"
#include "matching/instance_builder.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Stream;
using materials::StreamKind;
using network::Capability;

constexpr std::string_view kAsItComes = "as_is";

std::string joined(std::string_view material, std::string_view state) {
  return std::string(material) + "~" + std::string(state);
}

std::string activity_id(const Capability& capability) {
  // One letter longer than a stream's id, so that the two never meet.
  return "c" + capability.id.text();
}

bool is_open(const Stream& stream) {
  return stream.state != materials::StreamState::closed && stream.state != materials::StreamState::expired;
}

/// Hazardous as it comes, sorted or dismantled needs a permit of its family; refurbished or processed it needs none.
std::vector<std::string> permit_for(const materials::Taxonomy& taxonomy, std::string_view id) {
  constexpr std::array<std::string_view, 3> kRaw{kAsItComes, "sorted", "dismantled"};
  const ClassAndState parts = take_apart(id);
  const materials::MaterialClass* material = taxonomy.find(parts.material);
  if (material == nullptr || !material->is_hazardous) return {};
  if (std::find(kRaw.begin(), kRaw.end(), parts.state) == kRaw.end()) return {};
  return {"hazardous-" + material->family};
}

const std::string& offered_as(const Stream& offer) {
  return offer.accepted.empty() ? offer.material : offer.accepted.front();
}

class RowMaker {
 public:
  RowMaker(const Economy& economy, const Stream* asked) : economy_(economy), asked_(asked) {
    rows_.policy = economy.policy;
  }

  EconomyInstance make() {
    add_materials();
    add_workshops();
    for (const Stream& stream : economy_.streams) {
      if (asked_ == nullptr || stream.id != asked_->id) add_stream(stream);
    }
    if (asked_ != nullptr) add_stream(*asked_);
    add_named_materials();
    return connected(matching::build_instance(rows_));
  }

 private:
  EconomyInstance connected(Result<matching::Instance> built) {
    ensure(built.has_value(), "the economy's rows pass the engine's checks");
    EconomyInstance result;
    result.instance = std::move(*built);
    for (const auto& offer : result.instance.offers) result.offers.push_back(streams_.at(offer.id));
    for (const auto& need : result.instance.needs) result.needs.push_back(streams_.at(need.id));
    for (const auto& activity : result.instance.activities) {
      result.activities.push_back(capabilities_.at(activity.id));
    }
    if (asked_ != nullptr) {
      const auto& own = asked_->kind == StreamKind::offer ? result.offers : result.needs;
      const auto found = std::find(own.begin(), own.end(), asked_);
      if (found != own.end()) result.asked = static_cast<int>(found - own.begin());
    }
    return result;
  }

  void add_materials() {
    for (const materials::MaterialClass& material : economy_.taxonomy.classes()) {
      ids_.insert(joined(material.id, kAsItComes));
      for (const std::string& state : material.states) ids_.insert(joined(material.id, state));
    }
  }

  /// A class without a price of its own has its parent's.
  double price_of(const std::string& material) const {
    const materials::MaterialClass* found = economy_.taxonomy.find(material);
    while (found != nullptr && !found->price_per_tonne) found = economy_.taxonomy.find(found->parent);
    return found == nullptr ? 0 : static_cast<double>(found->price_per_tonne->in_cents()) / 100;
  }

  void add_named_materials() {
    for (const std::string& id : ids_) {
      rows_.materials.push_back({.id = id, .name = id, .price_eur_per_t = price_of(take_apart(id).material)});
    }
  }

  std::string named(std::string_view material_and_state) {
    const ClassAndState parts = take_apart(material_and_state);
    return *ids_.insert(joined(parts.material, parts.state)).first;
  }

  /// What accepts a class accepts everything below it in the same state.
  std::vector<std::string> accepted(const std::vector<std::string>& named_by) {
    std::set<std::string> all;
    for (const std::string& one : named_by) {
      const ClassAndState parts = take_apart(one);
      all.insert(named(one));
      for (const std::string& below : economy_.taxonomy.with_descendants(parts.material)) {
        if (ids_.contains(joined(below, parts.state))) all.insert(joined(below, parts.state));
      }
    }
    return {all.begin(), all.end()};
  }

  std::optional<Point> seat(network::OrganisationId id) const {
    const auto found = economy_.participants.find(id);
    if (found == economy_.participants.end()) return std::nullopt;
    if (found->second.position) return found->second.position;
    if (!found->second.nis) return std::nullopt;
    const auto town = economy_.municipalities.find(*found->second.nis);
    return town == economy_.municipalities.end() ? std::nullopt : std::optional<Point>{town->second.centre};
  }

  void add_workshops() {
    std::map<std::string, matching::WorkshopRow> workshops;
    for (const Capability& capability : economy_.capabilities) {
      const auto at = seat(capability.organisation);
      if (!at || capability.outputs.empty() || capability.accepts.empty()) continue;
      const std::string id = capability.organisation.text();
      auto [row, fresh] = workshops.try_emplace(id);
      if (fresh) {
        const Participant& owner = economy_.participants.at(capability.organisation);
        row->second = {.id = id, .name = owner.name, .at = *at, .permits = owner.permits};
      }
      // A permit is the enterprise's: what one of its activities declares, the others hold too.
      row->second.permits.insert(row->second.permits.end(), capability.permits.begin(), capability.permits.end());
      add_activity(capability);
    }
    for (auto& [id, row] : workshops) rows_.workshops.push_back(std::move(row));
  }

  void add_activity(const Capability& capability) {
    const std::string id = activity_id(capability);
    const auto weekly = network::shown_free_capacity(capability).in_grams() / 1000;
    rows_.activities.push_back(
        {.id = id,
         .workshop = capability.organisation.text(),
         .kind = capability.kind,
         .materials = accepted(capability.accepts),
         .min_grade = static_cast<double>(capability.min_grade),
         .capacity_kg = static_cast<double>(weekly * kPeriodWeeks),
         .cost_eur_per_t = static_cast<double>(capability.cost_per_tonne.in_cents()) / 100,
         .hours_per_t = static_cast<double>(capability.social_minutes_per_tonne) / 60,
         .lead_days = static_cast<double>(capability.lead_days),
         .min_kg = capability.min_batch ? static_cast<double>(capability.min_batch->in_kilograms()) : 0});
    for (const network::CapabilityOutput& output : capability.outputs) {
      const std::string material = named(output.material);
      rows_.outputs.push_back({.activity = id,
                               .material = material,
                               .grade = static_cast<double>(output.grade),
                               .yield = static_cast<double>(output.yield_millionths) / 1e6,
                               .permit = permit_for(economy_.taxonomy, material)});
    }
    capabilities_[id] = &capability;
  }

  void add_stream(const Stream& stream) {
    const auto at = place_of(economy_, stream);
    const Counted counted = count(stream, economy_.policy.period);
    const bool is_asked = &stream == asked_;
    if (!at || !is_open(stream) || economy_.taxonomy.find(stream.material) == nullptr) return;
    if (counted.kg < 1 || (counted.is_amount_assumed && !is_asked)) return;
    if (!stream.available.overlaps(economy_.policy.period) && !is_asked) return;
    if (stream.kind == StreamKind::offer) {
      add_offer(stream, counted, *at);
    } else {
      add_need(stream, counted, *at);
    }
    streams_[stream.id.text()] = &stream;
  }

  void add_offer(const Stream& stream, const Counted& counted, Point at) {
    const std::string material = named(offered_as(stream));
    rows_.offers.push_back({.id = stream.id.text(),
                            .material = material,
                            .grade = static_cast<double>(counted.grade),
                            .kg = static_cast<double>(counted.kg),
                            .window = stream.available,
                            .at = at,
                            .permit = permits_needed(economy_, stream)});
  }

  void add_need(const Stream& stream, const Counted& counted, Point at) {
    std::vector<std::string> permits = stream.permits;
    if (stream.organisation) {
      if (const auto owner = economy_.participants.find(*stream.organisation); owner != economy_.participants.end()) {
        permits.insert(permits.end(), owner->second.permits.begin(), owner->second.permits.end());
      }
    }
    const auto kept = economy_.retention.find(stream.retention_step);
    const auto accepts = stream.accepted.empty() ? std::vector<std::string>{stream.material} : stream.accepted;
    rows_.needs.push_back({.id = stream.id.text(),
                           .materials = accepted(accepts),
                           .min_grade = static_cast<double>(counted.grade),
                           .kg = static_cast<double>(counted.kg),
                           .window = stream.available,
                           .at = at,
                           .retention = kept == economy_.retention.end() ? 0 : kept->second,
                           .permits = std::move(permits),
                           .min_kg = stream.minimum ? static_cast<double>(stream.minimum->in_kilograms()) : 0});
  }

  const Economy& economy_;
  const Stream* asked_;
  matching::InstanceRows rows_;
  std::set<std::string> ids_;
  std::map<std::string, const Stream*> streams_;
  std::map<std::string, const Capability*> capabilities_;
};

/// Whole weeks within the period in which the stream is there, at least one.
int weeks_open(const Stream& stream, const Period& period) {
  const Day from = std::max(stream.available.from.value_or(*period.from), *period.from);
  const Day to = std::min(stream.available.to.value_or(*period.to), *period.to);
  return static_cast<int>(std::max<std::int64_t>(1, (days_between(from, to) + 1) / 7));
}

}  // namespace

Counted count(const Stream& stream, const Period& period) {
  Counted result;
  result.is_grade_assumed = !stream.grade;
  result.grade = stream.grade.value_or(kAssumedGrade);
  const auto each = materials::mass_each_time(stream.amount);
  const auto within = materials::mass_within(stream.amount, weeks_open(stream, period));
  result.is_amount_assumed = !each || !within;
  result.each_kg = each.value_or(kAssumedAmount).in_kilograms();
  result.kg = result.is_amount_assumed ? kAssumedAmount.in_kilograms() : within->in_kilograms();
  return result;
}

std::optional<Point> place_of(const Economy& economy, const Stream& stream) {
  if (stream.position) return stream.position;
  if (stream.organisation) {
    const auto owner = economy.participants.find(*stream.organisation);
    if (owner != economy.participants.end() && owner->second.nis == stream.nis && owner->second.position) {
      return owner->second.position;
    }
  }
  const auto town = economy.municipalities.find(stream.nis);
  return town == economy.municipalities.end() ? std::nullopt : std::optional<Point>{town->second.centre};
}

bool has_hazardous_code(const Economy& economy, const Stream& stream) {
  const Day day = std::max(economy.today, stream.available.from.value_or(economy.today));
  return !stream.waste_code.empty() && materials::is_hazardous_on(economy.waste_list, stream.waste_code, day);
}

std::vector<std::string> permits_needed(const Economy& economy, const Stream& offer) {
  std::vector<std::string> permits = permit_for(economy.taxonomy, offered_as(offer));
  const materials::MaterialClass* material = economy.taxonomy.find(offer.material);
  if (has_hazardous_code(economy, offer)) {
    permits.push_back("hazardous-" + (material == nullptr ? std::string("andere") : material->family));
  }
  permits.insert(permits.end(), offer.permits.begin(), offer.permits.end());
  std::sort(permits.begin(), permits.end());
  permits.erase(std::unique(permits.begin(), permits.end()), permits.end());
  return permits;
}

EconomyInstance build_instance(const Economy& economy, const Stream* asked) {
  return RowMaker(economy, asked).make();
}

ClassAndState take_apart(std::string_view id) {
  const auto cut = id.find('~');
  if (cut == std::string_view::npos) return {std::string(id), std::string(kAsItComes)};
  return {std::string(id.substr(0, cut)), std::string(id.substr(cut + 1))};
}

}  // namespace kringwerk::matchmaking
