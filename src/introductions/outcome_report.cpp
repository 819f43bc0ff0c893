#include "introductions/outcome_report.h"

#include <algorithm>

namespace kringwerk::introductions {

namespace {

struct Counts {
  std::int64_t refused = 0;
  std::int64_t later = 0;
  std::int64_t agreed = 0;
};

bool fits(const CountedOutcome& outcome, const ReportFilter& filter) {
  const bool has_hub =
      !filter.hub || std::find(outcome.hubs.begin(), outcome.hubs.end(), *filter.hub) != outcome.hubs.end();
  return has_hub && (!filter.reason || outcome.reason == filter.reason) &&
         (!filter.material || outcome.material == *filter.material) &&
         (!filter.limit || outcome.limited_by == *filter.limit);
}

std::vector<std::string> keys_of(const CountedOutcome& outcome, Dimension dimension) {
  switch (dimension) {
    case Dimension::reason:
      return {outcome.reason ? std::string(materials::key_in(kReasonKeys, *outcome.reason)) : std::string()};
    case Dimension::material:
      return {outcome.material};
    case Dimension::limit:
      return {std::string(materials::key_in(kLimitedByKeys, outcome.limited_by))};
    case Dimension::hub: {
      std::vector<std::string> hubs;
      for (const std::int64_t hub : outcome.hubs) hubs.push_back(std::to_string(hub));
      return hubs;
    }
    case Dimension::quarter:
      break;
  }
  constexpr unsigned kMonths = 3;
  const unsigned quarter = (static_cast<unsigned>(outcome.day.month()) - 1) / kMonths + 1;
  return {std::to_string(static_cast<int>(outcome.day.year())) + "-" + std::to_string(quarter)};
}

void add(Counts& counts, OutcomeKind kind) {
  if (kind == OutcomeKind::no || kind == OutcomeKind::failed) ++counts.refused;
  if (kind == OutcomeKind::later) ++counts.later;
  if (kind == OutcomeKind::agreed) ++counts.agreed;
}

Told told(std::int64_t count) {
  if (count > 0 && count <= kLargestUntold) return {0, true};
  return {count, false};
}

}  // namespace

Report count_outcomes(const std::vector<CountedOutcome>& outcomes, Dimension dimension, const ReportFilter& filter) {
  std::map<std::string, Counts> counts;
  for (const CountedOutcome& outcome : outcomes) {
    const bool is_counted = outcome.kind != OutcomeKind::yes && outcome.kind != OutcomeKind::withdrawn;
    // An agreement has no reason, so that it is no row of reasons.
    const bool has_row = dimension != Dimension::reason || outcome.reason.has_value();
    if (!is_counted || !has_row || !fits(outcome, filter)) continue;
    for (const std::string& key : keys_of(outcome, dimension)) add(counts[key], outcome.kind);
  }
  Report report;
  for (const auto& [key, count] : counts) {
    ReportRow row{key, told(count.refused), told(count.later), told(count.agreed)};
    report.told_refusals += row.refused.count;
    report.has_small = report.has_small || row.refused.is_small;
    report.rows.push_back(std::move(row));
  }
  constexpr std::int64_t kThousand = 1000;
  for (ReportRow& row : report.rows) {
    if (report.told_refusals > 0) row.permille = row.refused.count * kThousand / report.told_refusals;
  }
  if (dimension == Dimension::quarter) return report;
  std::stable_sort(report.rows.begin(), report.rows.end(),
                   [](const ReportRow& a, const ReportRow& b) { return a.refused.count > b.refused.count; });
  return report;
}

}  // namespace kringwerk::introductions
