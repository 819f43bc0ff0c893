#include "materials/io/flow_view.h"

#include <algorithm>

#include "drawings/sankey.h"
#include "materials/possible_flows.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

using drawings::SankeyLook;

constexpr std::size_t kMostDrawn = 8;

/// Several groups as one, without a name.
void merge(GroupFlow& into, const GroupFlow& from) {
  into.offered = into.offered + from.offered;
  into.in_talks = into.in_talks + from.in_talks;
  into.asked_too = into.asked_too + from.asked_too;
  into.needed = into.needed + from.needed;
  into.met = into.met + from.met;
}

/// The largest groups, and the rest as one more.
struct Drawn {
  std::vector<GroupFlow> groups;
  std::vector<FlowLink> links;
  bool has_rest = false;
};

Drawn drawn_part(const PossibleFlows& flows) {
  Drawn drawn;
  drawn.has_rest = flows.groups.size() > kMostDrawn;
  for (std::size_t i = 0; i < flows.groups.size(); ++i) {
    if (i < kMostDrawn) {
      drawn.groups.push_back(flows.groups[i]);
    } else {
      if (i == kMostDrawn) drawn.groups.emplace_back();
      merge(drawn.groups.back(), flows.groups[i]);
    }
  }
  for (const FlowLink& link : flows.links) {
    const std::size_t from = std::min(link.from, kMostDrawn);
    const std::size_t to = std::min(link.to, kMostDrawn);
    const auto same = std::find_if(drawn.links.begin(), drawn.links.end(),
                                   [&](const FlowLink& one) { return one.from == from && one.to == to; });
    if (same == drawn.links.end()) {
      drawn.links.push_back({from, to, link.per_week});
    } else {
      same->per_week = same->per_week + link.per_week;
    }
  }
  return drawn;
}

class FlowPart {
 public:
  FlowPart(const ListParts& parts, Language language, const FoundList& found)
      : parts_(parts),
        language_(language),
        found_(found),
        groups_by_(found.query.family.empty() && found.query.material.empty() && found.meant.empty()
                       ? FlowGroups::families
                       : FlowGroups::classes) {}

  void show(web::Model& model) {
    const StreamIndex& index = found_.snapshot->index;
    const PossibleFlows flows =
        possible_flows(index, found_.snapshot->taxonomy, index.rows(found_.request), groups_by_);
    const bool is_known = std::any_of(flows.groups.begin(), flows.groups.end(), [](const GroupFlow& group) {
      return group.offered > Mass{} || group.needed > Mass{};
    });
    if (!is_known) {
      model.show("NO_FLOWS");
      return;
    }
    web::Model& section = model.add("FLOWS");
    section.set("SANKEY_SVG", drawings::draw_sankey(figure_of(drawn_part(flows))));
    section.set("GROUP_HEAD",
                get(groups_by_ == FlowGroups::families ? "materials.list.family" : "materials.list.material"));
    for (const GroupFlow& group : flows.groups) show_row(group, section.add("ROW"));
  }

 private:
  std::string get(const std::string& id) const { return parts_.services.texts.get(language_, id); }

  std::string name_of(const GroupFlow& group) const {
    if (groups_by_ == FlowGroups::families) return parts_.words_in(language_).family(group.group);
    const MaterialClass* material = found_.snapshot->taxonomy.find(group.group);
    return material == nullptr ? get("materials.flows.not_recognised") : material->name.best(language_);
  }

  std::string family_of(const GroupFlow& group) const {
    if (groups_by_ == FlowGroups::families) return group.group;
    const MaterialClass* material = found_.snapshot->taxonomy.find(group.group);
    return material == nullptr ? "andere" : material->family;
  }

  std::string mass_or_dash(Mass mass) const { return mass == Mass{} ? "–" : text::mass(language_, mass); }

  void show_row(const GroupFlow& group, web::Model& row) const {
    row.set("FAMILY", family_of(group)).set("NAME", name_of(group));
    row.set("OFFERED", mass_or_dash(group.offered)).set("IN_TALKS", mass_or_dash(group.in_talks));
    row.set("ASKED_TOO", mass_or_dash(group.asked_too)).set("UNASKED", mass_or_dash(group.unasked()));
    row.set("NEEDED", mass_or_dash(group.needed)).set("UNMET", mass_or_dash(group.unmet()));
    row.set("UNKNOWN", group.unknown == 0 ? "–" : text::number(language_, std::int64_t{group.unknown}));
  }

  /// Node of a group on one side; made when its first band is.
  int node(const std::string& label, Mass amount, int column, SankeyLook look, const std::string& family) {
    figure_.nodes.push_back({label, text::mass(language_, amount), column, look, drawings::family_from_key(family)});
    return static_cast<int>(figure_.nodes.size()) - 1;
  }

  void link(int from, int to, Mass mass, SankeyLook look, const std::string& family) {
    const std::int64_t kilograms = mass.in_kilograms();
    if (kilograms <= 0) return;
    const std::string name = figure_.nodes[static_cast<std::size_t>(from)].label + " → " +
                             figure_.nodes[static_cast<std::size_t>(to)].label + ": " + text::mass(language_, mass);
    figure_.links.push_back({from, to, kilograms, look, drawings::family_from_key(family), name});
  }

  drawings::SankeyFigure figure_of(const Drawn& drawn) {
    figure_ = {get("materials.flows.label"), {}, {}};
    GroupFlow all;
    for (const GroupFlow& group : drawn.groups) merge(all, group);
    std::vector<int> offered(drawn.groups.size(), -1), needed(drawn.groups.size(), -1);
    for (std::size_t i = 0; i < drawn.groups.size(); ++i) {
      const GroupFlow& group = drawn.groups[i];
      const bool is_rest = drawn.has_rest && i + 1 == drawn.groups.size();
      const std::string name = is_rest ? get("materials.flows.rest") : name_of(group);
      const std::string family = is_rest ? "andere" : family_of(group);
      if (group.offered > Mass{})
        offered[i] =
            node(with_name("materials.flows.node_offered", name), group.offered, 0, SankeyLook::material, family);
      if (group.needed > Mass{})
        needed[i] = node(with_name("materials.flows.node_needed", name), group.needed, 1, SankeyLook::material, family);
    }
    for (const FlowLink& one : drawn.links) {
      const bool is_rest = drawn.has_rest && one.from + 1 == drawn.groups.size();
      link(offered[one.from], needed[one.to], one.per_week, SankeyLook::material,
           is_rest ? "andere" : family_of(drawn.groups[one.from]));
    }
    add_ends(drawn, all, offered, needed);
    return std::move(figure_);
  }

  /// What is in talks, what nobody asks, what nobody offers.
  void add_ends(const Drawn& drawn, const GroupFlow& all, const std::vector<int>& offered,
                const std::vector<int>& needed) {
    const int talks =
        all.in_talks > Mass{} ? node(get("materials.flows.in_talks"), all.in_talks, 1, SankeyLook::work, "") : -1;
    const int unasked =
        all.unasked() > Mass{} ? node(get("materials.flows.unasked"), all.unasked(), 1, SankeyLook::lost, "") : -1;
    const int unmet =
        all.unmet() > Mass{} ? node(get("materials.flows.unmet"), all.unmet(), 0, SankeyLook::lost, "") : -1;
    for (std::size_t i = 0; i < drawn.groups.size(); ++i) {
      const GroupFlow& group = drawn.groups[i];
      const bool is_rest = drawn.has_rest && i + 1 == drawn.groups.size();
      const std::string family = is_rest ? "andere" : family_of(group);
      if (offered[i] >= 0 && talks >= 0) link(offered[i], talks, group.in_talks, SankeyLook::material, family);
      if (offered[i] >= 0 && unasked >= 0) link(offered[i], unasked, group.unasked(), SankeyLook::lost, family);
      if (needed[i] >= 0 && unmet >= 0) link(unmet, needed[i], group.unmet(), SankeyLook::lost, family);
    }
  }

  std::string with_name(const std::string& id, const std::string& name) const {
    return parts_.services.texts.format(language_, id, {{"name", name}});
  }

  const ListParts& parts_;
  Language language_;
  const FoundList& found_;
  FlowGroups groups_by_;
  drawings::SankeyFigure figure_;
};

}  // namespace

void show_flows(const ListParts& parts, Language language, const FoundList& found, web::Model& model) {
  FlowPart(parts, language, found).show(model);
}

}  // namespace kringwerk::materials
