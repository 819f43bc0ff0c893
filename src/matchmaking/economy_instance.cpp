#include "matchmaking/economy_instance.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/ensure.h"
#include "matching/instance_builder.h"
#include "matchmaking/food_rules.h"
#include "matchmaking/permits_needed.h"
#include "matchmaking/stream_rows.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Stream;
using materials::StreamKind;
using network::Capability;

/// Work that is done elsewhere than at the organisation's own place is a workshop of its own.
std::string workshop_id(const Capability& capability) {
  return capability.organisation.text() + (capability.nis ? "~" + capability.nis->code : std::string());
}

std::string activity_id(const Capability& capability) {
  // One letter longer than a stream's id, so that the two never meet.
  return "c" + capability.id.text();
}

class RowMaker {
 public:
  RowMaker(const Economy& economy, const Stream* asked) : economy_(economy), stream_rows_(economy), asked_(asked) {
    rows_.policy = economy.policy;
  }

  EconomyInstance make(std::span<const Seen> streams) {
    add_workshops();
    for (const Seen& seen : streams) {
      if (asked_ == nullptr || seen.stream->id != asked_->id) add_stream(seen, Part::takes_part);
    }
    if (asked_ != nullptr) add_stream({.stream = asked_}, Part::is_asked);
    add_named_materials();
    return connected(matching::build_instance(rows_));
  }

 private:
  EconomyInstance connected(Result<matching::Instance> built) {
    ensure(built.has_value(), "the economy's rows pass the engine's checks");
    EconomyInstance result;
    result.instance = std::move(*built);
    connect(result.instance.offers, result.offers);
    connect(result.instance.needs, result.needs);
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

  template <class Record>
  void connect(std::vector<Record>& records, std::vector<const Stream*>& streams) const {
    streams.reserve(records.size());
    for (Record& record : records) {
      const Seen& seen = streams_.at(record.id);
      record.audience = seen.seen_by;
      streams.push_back(seen.stream);
    }
  }

  void add_named_materials() {
    std::set<std::string> ids = stream_rows_.materials();
    for (const matching::OfferRow& row : rows_.offers) ids.insert(row.material);
    for (const matching::NeedRow& row : rows_.needs) ids.insert(row.materials.begin(), row.materials.end());
    for (const std::string& id : ids) {
      rows_.materials.push_back({.id = id, .name = id, .price_eur_per_t = stream_rows_.price_of(id)});
    }
  }

  std::optional<Point> seat(const Capability& capability) const {
    const auto found = economy_.participants.find(capability.organisation);
    if (found == economy_.participants.end()) return std::nullopt;
    if (!capability.nis && found->second.position) return found->second.position;
    const auto& nis = capability.nis ? capability.nis : found->second.nis;
    if (!nis) return std::nullopt;
    const auto town = economy_.municipalities.find(*nis);
    return town == economy_.municipalities.end() ? std::nullopt : std::optional<Point>{town->second.centre};
  }

  void add_workshops() {
    std::map<std::string, matching::WorkshopRow> workshops;
    std::map<std::string, std::vector<std::string>> declared;  // permits by organisation
    for (const Capability& capability : economy_.capabilities) {
      const auto at = seat(capability);
      if (!at || capability.outputs.empty() || capability.accepts.empty()) continue;
      const std::string id = workshop_id(capability);
      auto [row, fresh] = workshops.try_emplace(id);
      if (fresh) {
        const Participant& owner = economy_.participants.at(capability.organisation);
        row->second = {.id = id, .name = owner.name, .at = *at, .permits = owner.permits};
      }
      // A permit is the enterprise's: what one of its activities declares, the others hold too.
      auto& permits = declared[capability.organisation.text()];
      permits.insert(permits.end(), capability.permits.begin(), capability.permits.end());
      add_activity(capability);
    }
    for (auto& [id, row] : workshops) {
      const auto& permits = declared.at(id.substr(0, id.find('~')));
      row.permits.insert(row.permits.end(), permits.begin(), permits.end());
    }
    for (auto& [id, row] : workshops) rows_.workshops.push_back(std::move(row));
  }

  void add_activity(const Capability& capability) {
    const std::string id = activity_id(capability);
    const auto weekly = network::shown_free_capacity(capability).in_grams() / 1000;
    rows_.activities.push_back(
        {.id = id,
         .workshop = workshop_id(capability),
         .kind = capability.kind,
         .materials = stream_rows_.accepted(capability.accepts),
         .min_grade = static_cast<double>(capability.min_grade),
         .capacity_kg = static_cast<double>(weekly * kPeriodWeeks),
         .cost_eur_per_t = static_cast<double>(capability.cost_per_tonne.in_cents()) / 100,
         .hours_per_t = static_cast<double>(capability.social_minutes_per_tonne) / 60,
         .lead_days = static_cast<double>(capability.lead_days),
         .min_kg = capability.min_batch ? static_cast<double>(capability.min_batch->in_kilograms()) : 0});
    std::vector<std::string> held = economy_.participants.at(capability.organisation).permits;
    held.insert(held.end(), capability.permits.begin(), capability.permits.end());
    for (const network::CapabilityOutput& output : capability.outputs) {
      const std::string material = StreamRows::named(output.material);
      std::vector<std::string> permits = permit_for(economy_.taxonomy, material);
      const auto cold = cold_permits_passed_on(economy_.taxonomy, material, held);
      permits.insert(permits.end(), cold.begin(), cold.end());
      rows_.outputs.push_back({.activity = id,
                               .material = material,
                               .grade = static_cast<double>(output.grade),
                               .yield = static_cast<double>(output.yield_millionths) / 1e6,
                               .permit = std::move(permits)});
    }
    capabilities_[id] = &capability;
  }

  void add_stream(const Seen& seen, Part part) {
    const std::string id = id_of(seen);
    if (seen.stream->kind == StreamKind::offer) {
      auto row = stream_rows_.offer(*seen.stream, part);
      if (!row) return;
      row->id = id;
      rows_.offers.push_back(*std::move(row));
    } else {
      auto row = stream_rows_.need(*seen.stream, part);
      if (!row) return;
      row->id = id;
      rows_.needs.push_back(*std::move(row));
    }
    streams_.emplace(id, seen);
  }

  const Economy& economy_;
  StreamRows stream_rows_;
  const Stream* asked_;
  matching::InstanceRows rows_;
  std::unordered_map<std::string, Seen> streams_;
  std::map<std::string, const Capability*> capabilities_;
};

/// Whole weeks within the period in which the stream is there, at least one.
int weeks_open(const Stream& stream, const Period& period) {
  const Period days = usable_days(stream);
  const Day from = std::max(days.from.value_or(*period.from), *period.from);
  const Day to = std::min(days.to.value_or(*period.to), *period.to);
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

std::string id_of(const Seen& seen) {
  // Ids of streams are all of one length, so what follows them does not change their order.
  const std::string id = seen.stream->id.text();
  return seen.number == 0 ? id : id + "~" + std::to_string(seen.number);
}

EconomyInstance build_instance(const Economy& economy, const Stream* asked) {
  std::vector<Seen> streams;
  streams.reserve(economy.streams.size());
  for (const Stream& stream : economy.streams) streams.push_back({.stream = &stream});
  return RowMaker(economy, asked).make(streams);
}

EconomyInstance build_instance(const Economy& economy, std::span<const Seen> streams) {
  return RowMaker(economy, nullptr).make(streams);
}

ClassAndState take_apart(std::string_view id) {
  const auto cut = id.find('~');
  if (cut == std::string_view::npos) return {std::string(id), "as_is"};
  return {std::string(id.substr(0, cut)), std::string(id.substr(cut + 1))};
}

}  // namespace kringwerk::matchmaking
