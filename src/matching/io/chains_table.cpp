#include "matching/io/chains_table.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "base/utf8.h"
#include "matching/io/chains_json.h"
#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

using Row = std::vector<std::string>;

std::string rounded(double value, int decimals) {
  std::array<char, 400> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t length = utf8_length(text);
  return length < width ? std::string(width - length, ' ') + text : text;
}

/// Columns to the right, the last one to the left.
std::string lines_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], utf8_length(row[i]));
  }
  std::string text;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) text += padded(row[i], widths[i]) + "  ";
    text += row.back() + "\n";
  }
  return text;
}

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

std::string ledger_lines(const Chain& best, const TableWords& words) {
  std::vector<Row> rows;
  for (const Term& term : best.ledger) {
    if (term.eur_per_t != 0)
      rows.push_back({rounded(term.eur_per_t, 2), words.terms.at(static_cast<std::size_t>(term.kind))});
  }
  return rows.empty() ? "" : lines_of(rows);
}

std::string near_miss_lines(const ChainAnswer& answer, const TableWords& words) {
  std::string text = answer.near_misses.empty() ? "" : words.near_misses + "\n";
  for (const NearMiss& miss : answer.near_misses) {
    std::string lacking = rounded(miss.shortfall, 2);
    for (const std::string& name : miss.missing_permits) lacking += " " + name;
    text += "  " + words.constraints.at(static_cast<std::size_t>(miss.constraint)) + " " + words.at + " " + miss.at +
            ", " + words.short_by + " " + lacking + " (" + rounded(miss.chain.score_eur_per_t, 2) + " €/t)\n";
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
    rows.push_back({rounded(chain.score_eur_per_t, 2), rounded(chain.value_eur_per_t, 2), rounded(chain.tonnes, 3),
                    rounded(chain.yield, 3), rounded(chain.road_km, 1), rounded(chain.co2e_kg, 1),
                    rounded(chain.hours, 1), limit_of(instance, chain, words), route(instance, chain.path)});
  }
  return text + lines_of(rows) + ledger_lines(answer.chains.front(), words) + near_miss_lines(answer, words);
}

}  // namespace kringwerk::matching
