#include "materials/possible_flows.h"

#include <algorithm>
#include <map>

namespace kringwerk::materials {

namespace {

/// What a class offers and asks that is not yet given to anybody.
struct Free {
  Mass offered;
  Mass needed;
};

bool is_in_talks(const ListedStream& stream) {
  return stream.readers.state == StreamState::in_talks || stream.readers.state == StreamState::partly_agreed;
}

int depth_of(const Taxonomy& taxonomy, const std::string& id) {
  int depth = 0;
  for (const MaterialClass* at = taxonomy.find(id); at != nullptr && !at->parent.empty();
       at = taxonomy.find(at->parent)) {
    ++depth;
  }
  return depth;
}

class Gatherer {
 public:
  Gatherer(const StreamIndex& index, const Taxonomy& taxonomy, FlowGroups groups)
      : index_(index),
        taxonomy_(taxonomy),
        column_(groups == FlowGroups::families ? index.families() : index.materials()),
        free_(index.materials().values.size()),
        by_group_(column_.values.size()),
        group_of_material_(index.materials().values.size()) {
    for (std::size_t number = 0; number < by_group_.size(); ++number) by_group_[number].group = column_.values[number];
  }

  PossibleFlows gather(const RowSet& rows) {
    for (std::uint32_t row = 0; row < index_.streams().size(); ++row) {
      if (rows.contains(row)) count(row);
    }
    bring_together();
    return ordered();
  }

 private:
  void count(std::uint32_t row) {
    const ListedStream& stream = index_.streams()[row];
    const std::uint16_t material = index_.materials().of_row[row];
    GroupFlow& group = by_group_[column_.of_row[row]];
    group_of_material_[material] = column_.of_row[row];
    Free& free = free_[material];
    const Mass mass = stream.per_week.value_or(Mass{});
    if (!stream.per_week) ++group.unknown;
    if (stream.kind == StreamKind::need) {
      ++group.needs;
      group.needed = group.needed + mass;
      free.needed = free.needed + mass;
      return;
    }
    ++group.offers;
    group.offered = group.offered + mass;
    Mass& to = is_in_talks(stream) ? group.in_talks : free.offered;
    to = to + mass;
  }

  /// Classes far from the top choose first: what they may take, those above them may take too, but not the other way.
  void bring_together() {
    const std::vector<std::string>& ids = index_.materials().values;
    std::map<std::string_view, std::uint16_t> number_of;
    std::vector<std::pair<int, std::uint16_t>> order;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto number = static_cast<std::uint16_t>(i);
      number_of[ids[number]] = number;
      const bool is_asked = free_[number].needed > Mass{};
      if (is_asked && taxonomy_.find(ids[number]) != nullptr) {
        order.emplace_back(-depth_of(taxonomy_, ids[number]), number);
      }
    }
    std::sort(order.begin(), order.end());
    for (const auto& [depth, need] : order) {
      for (const std::string& below : taxonomy_.with_descendants(ids[need])) {
        if (const auto offer = number_of.find(below); offer != number_of.end()) give(offer->second, need);
      }
    }
  }

  void give(std::uint16_t offer, std::uint16_t need) {
    const Mass mass = std::min(free_[offer].offered, free_[need].needed);
    if (mass == Mass{}) return;
    free_[offer].offered = free_[offer].offered - mass;
    free_[need].needed = free_[need].needed - mass;
    const std::uint16_t from = group_of_material_[offer];
    const std::uint16_t to = group_of_material_[need];
    by_group_[from].asked_too = by_group_[from].asked_too + mass;
    by_group_[to].met = by_group_[to].met + mass;
    Mass& link = links_[{from, to}];
    link = link + mass;
  }

  PossibleFlows ordered() const {
    PossibleFlows flows;
    std::vector<std::uint16_t> order;
    for (std::size_t i = 0; i < by_group_.size(); ++i) {
      if (by_group_[i].offers + by_group_[i].needs > 0) order.push_back(static_cast<std::uint16_t>(i));
    }
    const auto size = [this](std::uint16_t number) { return by_group_[number].offered + by_group_[number].needed; };
    std::stable_sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) {
      return size(a) != size(b) ? size(a) > size(b) : by_group_[a].group < by_group_[b].group;
    });
    std::map<std::uint16_t, std::size_t> position;
    for (const std::uint16_t number : order) {
      position[number] = flows.groups.size();
      flows.groups.push_back(by_group_[number]);
    }
    for (const auto& [ends, mass] : links_) flows.links.push_back({position[ends.first], position[ends.second], mass});
    std::sort(flows.links.begin(), flows.links.end(),
              [](const FlowLink& a, const FlowLink& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; });
    return flows;
  }

  const StreamIndex& index_;
  const Taxonomy& taxonomy_;
  const RowColumn& column_;  // which group a row is of
  std::vector<Free> free_;   // by number of the material
  std::vector<GroupFlow> by_group_;
  std::vector<std::uint16_t> group_of_material_;
  std::map<std::pair<std::uint16_t, std::uint16_t>, Mass> links_;
};

}  // namespace

PossibleFlows possible_flows(const StreamIndex& index, const Taxonomy& taxonomy, const RowSet& rows,
                             FlowGroups groups) {
  return Gatherer(index, taxonomy, groups).gather(rows);
}

}  // namespace kringwerk::materials
