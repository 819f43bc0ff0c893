#include "matching/io/chains_table.h"

#include <cmath>
#include <vector>

#include "matching/io/text_columns.h"
#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

using Row = std::vector<std::string>;

std::string route(const Instance& instance, const ChainPath& path) {
  std::string text = instance.offers[static_cast<std::size_t>(path.offer)].id;
  for (const Step& step : path.steps) {
    const Activity& activity = instance.activities[static_cast<std::size_t>(step.activity)];
    const Output& output = activity.outputs[static_cast<std::size_t>(step.output)];
    text += " → " + activity.id + " (" + instance.materials[static_cast<std::size_t>(output.material)].id + ")";
  }
  return text + " → " + instance.needs[static_cast<std::size_t>(path.need)].id;
}

std::string limit_of(const Instance& instance, const Chain& chain, const TableWords& words) {
  if (chain.binding.kind == BindingKind::supply) return words.supply;
  if (chain.binding.kind == BindingKind::demand) return words.demand;
  return words.capacity + " " + nth(instance.activities, nth(chain.path.steps, chain.binding.step).activity).id;
}

/// Where a term arises: the work, the material, or for a leg the one it leads to.
std::string place_of(const Instance& instance, const ChainPath& path, const Term& term) {
  const bool is_leg = term.kind == TermKind::handling || term.kind == TermKind::haul;
  if (term.material >= 0) return nth(instance.materials, term.material).id;
  const std::string& id = term.step < size_of(path.steps)
                              ? nth(instance.activities, nth(path.steps, term.step).activity).id
                              : nth(instance.needs, path.need).id;
  return (is_leg ? "→ " : "") + id;
}

/// Each line is what the rounded running sum grows by, so the column adds up to the rounded V.
std::string ledger_lines(const Instance& instance, const ChainQuery& query, const Chain& best,
                         const TableWords& words) {
  constexpr double kCents = 100, kKilogramsPerTonne = 1000;
  const double basis_tonnes = static_cast<double>(basis_of(instance, query)) / kKilogramsPerTonne;
  std::vector<Row> rows;
  double sum = 0;
  for (const Term& term : best.ledger) {
    const double before = std::round(sum * kCents);
    sum += term.eur_per_t;
    if (term.eur_per_t == 0) continue;
    rows.push_back({rounded_text((std::round(sum * kCents) - before) / kCents, 2),
                    words.terms.at(static_cast<std::size_t>(term.kind)) + " " + place_of(instance, best.path, term)});
  }
  rows.push_back({rounded_text(best.value_eur_per_t, 2), "= " + words.value});
  rows.push_back({rounded_text(best.score_eur_per_t, 2),
                  "= " + words.score + " = " + rounded_text(best.value_eur_per_t, 2) + " × " +
                      rounded_text(best.tonnes, 3) + " t ÷ " + rounded_text(basis_tonnes, 3) + " t"});
  return words.ledger + "\n" + text_columns(rows);
}

std::string lacking(const NearMiss& miss, const TableWords& words) {
  std::string names;
  for (const std::string& name : miss.missing_permits) names += (names.empty() ? "" : " ") + name;
  if (!names.empty()) return names;
  const bool is_whole = miss.constraint == Constraint::grade || miss.constraint == Constraint::date;
  return rounded_text(miss.shortfall, is_whole ? 0 : 2) + " " +
         words.units.at(static_cast<std::size_t>(miss.constraint));
}

std::string near_miss_lines(const ChainAnswer& answer, const TableWords& words) {
  std::string text = answer.near_misses.empty() ? "" : words.near_misses + "\n";
  for (const NearMiss& miss : answer.near_misses) {
    text += "  " + words.constraints.at(static_cast<std::size_t>(miss.constraint)) + " " + words.at + " " + miss.at +
            ", " + words.short_by + " " + lacking(miss, words) + " (" + rounded_text(miss.chain.score_eur_per_t, 2) +
            " €/t)\n";
  }
  return text;
}

}  // namespace

std::string chains_table(const MatchIndex& index, const ChainQuery& query, const ChainAnswer& answer,
                         const TableWords& words) {
  const Instance& instance = index.instance();
  const auto record = static_cast<std::size_t>(query.record);
  std::string text;
  if (query.kind == QueryKind::offer) text = words.offer + " " + instance.offers[record].id + "\n";
  if (query.kind == QueryKind::need) text = words.need + " " + instance.needs[record].id + "\n";
  if (query.kind == QueryKind::activity) text = words.activity + " " + instance.activities[record].id + "\n";
  if (answer.chains.empty()) return text + words.none + "\n" + near_miss_lines(answer, words);
  std::vector<Row> rows{{words.score, words.value, words.tonnes, words.yield, words.road_km, words.co2e, words.hours,
                         words.binding, words.chain}};
  for (const Chain& chain : answer.chains) {
    rows.push_back({rounded_text(chain.score_eur_per_t, 2), rounded_text(chain.value_eur_per_t, 2),
                    rounded_text(chain.tonnes, 3), rounded_text(chain.yield, 3), rounded_text(chain.road_km, 1),
                    rounded_text(chain.co2e_kg, 1), rounded_text(chain.hours, 1), limit_of(instance, chain, words),
                    route(instance, chain.path)});
  }
  return text + text_columns(rows) + ledger_lines(instance, query, answer.chains.front(), words) +
         near_miss_lines(answer, words);
}

}  // namespace kringwerk::matching
