#pragma once

#include <cmath>
#include <cstdlib>
#include <map>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

#include "base/ensure.h"
#include "matching/chain_search.h"
#include "matching/instance_builder.h"

/// For tests only: a network drawn in text. Capitals on the map are places, one character is 10 km.
///   map:      "A--B----C"
///   records:  "offer jeans at=A material=textile kg=1000 grade=5" and so on, one per line; keys are the columns.
/// Unless said otherwise: grade 5, 1000 kg, retention 1, open windows, no permits, one workshop per activity.
namespace kringwerk::matching {

class DrawnNetwork {
 public:
  DrawnNetwork(const std::string& map, const std::string& records) : map_(map) {
    std::istringstream lines(records);
    for (std::string line; std::getline(lines, line);) take(line);
  }
  InstanceRows rows{};

  Result<Instance> build() const { return build_instance(rows); }

  /// The routes of the answer with scores rounded to whole euros: "jeans > sort:rags > garage 120".
  std::vector<std::string> routes(const std::string& from, int k = 10, Diversity diversity = Diversity::on) const {
    std::vector<std::string> texts;
    const MatchIndex index(instance());
    for (const Chain& chain : best_chains(index, query(index, from, k, diversity)).chains) {
      texts.push_back(route(index.instance(), chain.path) + " " + std::to_string(std::lround(chain.score_eur_per_t)));
    }
    return texts;
  }
  std::vector<Chain> chains(const std::string& from) const {
    const MatchIndex index(instance());
    return best_chains(index, query(index, from, 10, Diversity::on)).chains;
  }
  std::vector<NearMiss> near_misses(const std::string& from) const {
    const MatchIndex index(instance());
    return best_chains(index, query(index, from, 10, Diversity::on)).near_misses;
  }
  Instance instance() const {
    auto built = build();
    ensure(built.has_value(), "a drawn network is sound");
    return *std::move(built);
  }

  static ChainQuery query(const MatchIndex& index, const std::string& id, int k, Diversity diversity) {
    ChainQuery query{.kind = QueryKind::offer, .record = index.find_offer(id), .k = k};
    query.max_steps = index.instance().policy.max_steps;
    query.diversity = diversity;
    if (index.find_need(id) >= 0) query.kind = QueryKind::need, query.record = index.find_need(id);
    if (index.find_activity(id) >= 0) query.kind = QueryKind::activity, query.record = index.find_activity(id);
    ensure(query.record >= 0, "the question names a record");
    return query;
  }

  static std::string route(const Instance& instance, const ChainPath& path) {
    std::string text = instance.offers[std::size_t(path.offer)].id;
    for (const Step& step : path.steps) {
      const Activity& activity = instance.activities[std::size_t(step.activity)];
      const Output& output = activity.outputs[std::size_t(step.output)];
      text += " > " + activity.id + ":" + instance.materials[std::size_t(output.material)].id;
    }
    return text + " > " + instance.needs[std::size_t(path.need)].id;
  }

 private:
  using Keys = std::map<std::string, std::string>;

  static std::string text(const Keys& keys, const std::string& key, const std::string& otherwise = "") {
    const auto at = keys.find(key);
    return at == keys.end() ? otherwise : at->second;
  }
  static double number(const Keys& keys, const std::string& key, double otherwise) {
    return keys.contains(key) ? std::strtod(keys.at(key).c_str(), nullptr) : otherwise;
  }
  static std::vector<std::string> list(const Keys& keys, const std::string& key) {
    std::vector<std::string> names;
    std::istringstream rest(text(keys, key));
    for (std::string name; std::getline(rest, name, ';');) names.push_back(name);
    return names;
  }
  static Period window(const Keys& keys) { return {parse_day(text(keys, "from")), parse_day(text(keys, "to"))}; }
  Point place(const Keys& keys) const {
    const auto column = map_.find(text(keys, "at"));
    ensure(column != std::string::npos, "every place stands on the map");
    return {static_cast<double>(column) * 10 / 6371.0088 * 180 / std::numbers::pi, 0};
  }

  void take(const std::string& line) {
    std::istringstream words(line);
    std::string kind, id;
    if (!(words >> kind)) return;
    if (kind != "policy") words >> id;
    Keys keys;
    for (std::string word; words >> word;) keys[word.substr(0, word.find('='))] = word.substr(word.find('=') + 1);
    if (kind == "policy") take_policy(keys);
    if (kind == "material") rows.materials.push_back({{}, id, id, number(keys, "price", 0)});
    if (kind == "offer") take_offer(id, keys);
    if (kind == "need") take_need(id, keys);
    if (kind == "activity") take_activity(id, keys);
    if (kind == "output") {
      rows.outputs.push_back(
          {{}, id, text(keys, "material"), number(keys, "grade", 5), number(keys, "yield", 1), list(keys, "permit")});
    }
  }
  void take_policy(const Keys& keys) {
    PolicyRow& policy = rows.policy;
    policy.tau_eur_per_tkm = number(keys, "tau", 0);
    policy.k_eur_per_t = number(keys, "k", 0);
    policy.sigma_eur_per_h = number(keys, "sigma", 0);
    policy.beta = number(keys, "beta", 0);
    policy.residue_eur_per_t = number(keys, "residue", 0);
    policy.road_factor = number(keys, "road", 1);
    policy.co2_kg_per_tkm = number(keys, "co2", 0);
    policy.max_steps = number(keys, "max_steps", 4);
    if (keys.contains("max_km")) policy.max_km = number(keys, "max_km", 0);
    policy.period = window(keys);
  }
  void take_offer(const std::string& id, const Keys& keys) {
    rows.offers.push_back({{},
                           id,
                           text(keys, "material"),
                           number(keys, "grade", 5),
                           number(keys, "kg", 1000),
                           window(keys),
                           place(keys),
                           list(keys, "permit")});
  }
  void take_need(const std::string& id, const Keys& keys) {
    rows.needs.push_back({{},
                          id,
                          list(keys, "materials"),
                          number(keys, "min_grade", 0),
                          number(keys, "kg", 1000),
                          window(keys),
                          place(keys),
                          number(keys, "retention", 1),
                          list(keys, "permits"),
                          number(keys, "min_kg", 0)});
  }
  void take_activity(const std::string& id, const Keys& keys) {
    const std::string workshop = text(keys, "workshop", id + "-workshop");
    bool known = false;
    for (const WorkshopRow& row : rows.workshops) known = known || row.id == workshop;
    if (!known) rows.workshops.push_back({{}, workshop, workshop, place(keys), {}, false, list(keys, "permits")});
    rows.activities.push_back({{},
                               id,
                               workshop,
                               "work",
                               list(keys, "materials"),
                               number(keys, "min_grade", 0),
                               number(keys, "capacity", 1000),
                               number(keys, "cost", 0),
                               number(keys, "hours", 0),
                               number(keys, "lead", 0),
                               number(keys, "min_kg", 0)});
  }

  std::string map_;
};

}  // namespace kringwerk::matching
