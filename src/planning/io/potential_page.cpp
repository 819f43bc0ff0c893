#include "planning/io/potential_page.h"

#include <algorithm>
#include <set>

#include "drawings/interval_bar.h"
#include "network/io/load_hubs.h"
#include "planning/io/load_potential.h"
#include "planning/io/name_words.h"
#include "planning/io/plan_texts.h"
#include "site/page.h"
#include "text/format.h"
#include "web/csv_file.h"

namespace kringwerk::planning {

namespace {

using matching::PotentialKind;
using web::Call;
using web::Response;

constexpr std::size_t kMostRows = 40;
constexpr std::size_t kMostRecords = 4;

std::string unit_of(PotentialKind kind) {
  return counts_hours(kind) ? "hour" : "tonne";
}

PotentialFilter filter_in(const web::Pairs& query) {
  PotentialFilter filter{std::string(query.value("hub")), std::string(query.value("kind")),
                         std::string(query.value("family"))};
  if (std::find(kPotentialKeys.begin(), kPotentialKeys.end(), filter.kind) == kPotentialKeys.end()) filter.kind = "";
  return filter;
}

std::string query_of(const PotentialFilter& filter) {
  std::string query;
  const auto add = [&](const char* name, const std::string& value) {
    // Ids and keys: nothing in them needs escaping, and anything else is left out.
    const bool is_plain = std::all_of(value.begin(), value.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!value.empty() && is_plain) query += (query.empty() ? "?" : "&") + std::string(name) + "=" + value;
  };
  add("hub", filter.hub);
  add("kind", filter.kind);
  add("family", filter.family);
  return query;
}

/// The page of one call.
class PotentialPage {
 public:
  PotentialPage(const site::Services& services, const Call& call, const PotentialView& view, PotentialFilter filter)
      : services_(services),
        call_(call),
        view_(view),
        filter_(std::move(filter)),
        words_(services, call.language, view.names) {}

  Response show() {
    model_.set("HOME", site::address(call_.language, ""));
    if (!view_.run) {
      model_.show("NO_PLAN");
    } else if (!view_.is_found) {
      model_.show("NOT_YET");
    } else {
      show_found();
    }
    site::PageFrame frame;
    frame.title = words_.get("potential.title");
    frame.index = site::PageFrame::Index::no;
    frame.crumbs = {{words_.get("potential.plan"), "/plan"}, {frame.title, ""}};
    return site::page(services_, call_, "planning/potential.html", model_, frame);
  }

 private:
  void show_found() {
    web::Model& found = model_.add("FOUND");
    found.set("HOME", site::address(call_.language, ""));
    found.set(
        "BASIS",
        words_.format("potential.basis",
                      {{"when", text::moment(call_.language, view_.run->ended_at.value_or(view_.run->asked_at))},
                       {"gap", PlanTexts(services_, call_.language, view_.names).percent(view_.run->result.gap)}}));
    show_filters(found);
    found.set("COUNT",
              services_.texts.plural(call_.language, "potential.count", static_cast<std::int64_t>(view_.rows.size())));
    if (view_.rows.empty()) {
      found.show("NOTHING");
      return;
    }
    web::Model& rows = found.add("ROWS");
    rows.set("CSV", site::address(call_.language, "/potential/list.csv") + query_of(filter_));
    show_map(rows);
    show_tables(rows);
  }

  void add_option(web::Model& found, std::string_view section, const std::string& key, const std::string& label,
                  const std::string& chosen) const {
    found.add(section).set("KEY", key).set("LABEL", label).show_if(key == chosen, "SELECTED");
  }

  void show_filters(web::Model& found) const {
    std::set<std::pair<std::string, std::string>> hubs;
    std::set<std::string> kinds;
    std::set<std::pair<std::string, std::string>> families;
    for (const ShownPotential& shown : view_.all) {
      if (!shown.row.hub.empty()) hubs.emplace(words_.hub(shown.row.hub), shown.row.hub);
      kinds.emplace(key_of(shown.row.kind));
      for (const std::string& material : shown.row.materials) {
        const std::string family = words_.family(material);
        if (!family.empty()) families.emplace(words_.get("materials.family." + family), family);
      }
    }
    for (const auto& [name, id] : hubs) add_option(found, "HUB_OPTION", id, name, filter_.hub);
    for (const std::string& kind : kinds) {
      add_option(found, "KIND_OPTION", kind, words_.get("potential.kind." + kind), filter_.kind);
    }
    for (const auto& [name, key] : families) add_option(found, "FAMILY_OPTION", key, name, filter_.family);
  }

  std::string what(const PotentialRow& row) const {
    const std::string materials = words_.materials(row.materials, view_.now->economy().taxonomy);
    if (row.work.empty()) {
      return words_.format("potential.what." + std::string(key_of(row.kind)), {{"material", materials}});
    }
    return words_.format("potential.what.work", {{"work", words_.kind_of_work(row.work)}, {"material", materials}});
  }

  /// Each hub that has a place on the map, with what is worth most there; tonnes, or hours when they are asked for.
  void show_map(web::Model& rows) const {
    const bool hours = filter_.kind == "work" || filter_.kind == "labour";
    drawings::OverviewMap map;
    map.aria_label = words_.get("potential.map");
    map.lands = services_.land;
    const auto hubs =
        services_.database.read([](storage::Connection& connection) { return network::load_hubs(connection); });
    for (const network::Hub& hub : hubs) {
      const auto best = std::find_if(view_.rows.begin(), view_.rows.end(), [&](const ShownPotential& shown) {
        return shown.row.hub == hub.id.text() && counts_hours(shown.row.kind) == hours;
      });
      if (best == view_.rows.end() || !hub.position) continue;
      const PotentialRow& row = best->row;
      const std::string range = words_.amount(row.low_eur) + "–" + words_.amount(row.high_eur);
      const std::string said = words_.interval(row.low_eur, row.high_eur, unit_of(row.kind));
      map.intervals.push_back(
          {*hub.position, row.low_eur, row.high_eur, family_of_row(row), hub.place_label + " " + range,
           words_.format("potential.mark", {{"hub", hub.name}, {"what", what(row)}, {"worth", said}}),
           site::address(call_.language, "/potential?hub=" + hub.id.text())});
    }
    if (map.intervals.empty()) return;
    rows.add("MAP")
        .set("DRAWING_SVG", drawings::draw_overview_map(map))
        .set("UNIT", words_.get(hours ? "potential.map_hours" : "potential.map_tonnes"));
  }

  drawings::MaterialFamily family_of_row(const PotentialRow& row) const {
    return drawings::family_from_key(row.materials.empty() ? "" : words_.family(row.materials.front()));
  }

  void show_tables(web::Model& rows) const {
    bool is_cut = false;
    for (const bool hours : {false, true}) {
      std::vector<const ShownPotential*> shown;
      double most = 0;
      for (const ShownPotential& one : view_.rows) {
        if (counts_hours(one.row.kind) != hours || shown.size() == kMostRows) continue;
        shown.push_back(&one);
        most = std::max(most, one.row.high_eur);
      }
      if (shown.empty()) continue;
      if (shown.size() == kMostRows) is_cut = true;
      web::Model& table = rows.add("TABLE");
      table.set("TITLE", words_.get(hours ? "potential.hours" : "potential.tonnes"));
      table.set("SCALE", words_.format("potential.scale", {{"most", words_.amount(most)}}));
      for (const ShownPotential* one : shown) show_row(*one, most, table.add("ROW"));
    }
    rows.show_if(is_cut, "CUT");
  }

  void show_row(const ShownPotential& shown, double most, web::Model& line) const {
    const PotentialRow& row = shown.row;
    const drawings::MaterialFamily family = family_of_row(row);
    line.set("FAMILY", drawings::family_class(family));
    line.set("WHAT", what(row)).set("HUB", words_.hub(row.hub));
    line.set("MORE", words_.get("potential.more." + std::string(key_of(row.kind))));
    line.set("BAR_SVG", drawings::draw_interval_bar({row.low_eur, row.high_eur, most, family}));
    line.set("WORTH", words_.interval(row.low_eur, row.high_eur, unit_of(row.kind)));
    for (std::size_t i = 0; i < std::min(kMostRecords, shown.records.size()); ++i) {
      line.add("RECORD")
          .set("NAME", shown.records[i].name)
          .set("ADDRESS", site::address(call_.language, shown.records[i].path));
    }
    if (shown.records.size() <= kMostRecords) return;
    web::Model& others = line.add("OTHERS");
    others.set("SUMMARY", words_.format("potential.others",
                                        {{"n", static_cast<std::int64_t>(shown.records.size() - kMostRecords)}}));
    for (std::size_t i = kMostRecords; i < shown.records.size(); ++i) {
      others.add("OTHER")
          .set("NAME", shown.records[i].name)
          .set("ADDRESS", site::address(call_.language, shown.records[i].path));
    }
  }

  const site::Services& services_;
  const Call& call_;
  const PotentialView& view_;
  PotentialFilter filter_;
  NameWords words_;
  web::Model model_;
};

Response csv(const site::Services& services, const Call& call, const PotentialView& view) {
  constexpr int kDecimalsOfEuros = 2;
  const NameWords words(services, call.language, view.names);
  std::vector<std::string> heads;
  for (const char* column : {"kind", "hub", "work", "material", "low", "high", "unit", "records"}) {
    heads.push_back(words.get(std::string("potential.column.") + column));
  }
  web::CsvFile file(heads);
  for (const ShownPotential& shown : view.rows) {
    const PotentialRow& row = shown.row;
    std::string materials, records;
    for (const std::string& id : row.materials) materials += (materials.empty() ? "" : "; ") + words.material(id);
    for (const PotentialRecord& record : shown.records) records += (records.empty() ? "" : "; ") + record.name;
    file.text(words.get("potential.kind." + std::string(key_of(row.kind)))).text(words.hub(row.hub));
    file.text(row.work.empty() ? std::string() : words.kind_of_work(row.work)).text(materials);
    file.decimal(row.low_eur, kDecimalsOfEuros).decimal(row.high_eur, kDecimalsOfEuros);
    file.text(words.get("potential.unit." + unit_of(row.kind))).text(records).end_line();
  }
  return web::csv_download("potential.csv", file.lines());
}

}  // namespace

void add_potential_routes(web::Router& router, const site::Services& services,
                          const std::shared_ptr<matchmaking::LiveEconomy>& live) {
  router.add({web::Method::get, "/{lang}/potential", "planning.potential.view"}, [&services, live](const Call& call) {
    const PotentialFilter filter = filter_in(call.request.query);
    const PotentialView view = load_potential(services, call, *live, filter);
    return PotentialPage(services, call, view, filter).show();
  });
  router.add({web::Method::get, "/{lang}/potential/list.csv", "planning.potential.export"},
             [&services, live](const Call& call) {
               return csv(services, call, load_potential(services, call, *live, filter_in(call.request.query)));
             });
}

}  // namespace kringwerk::planning
