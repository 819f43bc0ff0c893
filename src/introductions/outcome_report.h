#pragma once

#include <map>
#include <string>
#include <vector>

#include "introductions/introduction.h"

/// Why matches fail: how often each reason, material, limit, hub or quarter had a "no", a "later" or a failed talk.
/// Small numbers are not told, so that nobody can read one company's answer from a table.
namespace kringwerk::introductions {

/// One outcome with what it is counted by.
struct CountedOutcome {
  OutcomeKind kind = OutcomeKind::no;
  std::optional<Reason> reason;
  std::string material;
  LimitedBy limited_by = LimitedBy::unknown;
  std::vector<std::int64_t> hubs;
  Day day;  ///< in Brussels
};

enum class Dimension { reason, material, limit, hub, quarter };
inline constexpr std::array<std::string_view, 5> kDimensionKeys{"reason", "material", "limit", "hub", "quarter"};

/// What is counted: absent counts all.
struct ReportFilter {
  std::optional<Reason> reason = {};
  std::optional<std::string> material = {};
  std::optional<LimitedBy> limit = {};
  std::optional<std::int64_t> hub = {};
};

/// Counts from 1 up to this are "fewer than 3".
inline constexpr std::int64_t kLargestUntold = 2;

/// A number that is told, or is known to be small.
struct Told {
  std::int64_t count = 0;
  bool is_small = false;  ///< 1 or 2; `count` is 0 then
};

struct ReportRow {
  std::string key;  ///< of the reason, material, limit; number of the hub; "2026-4"
  Told refused;     ///< "no" and talks that failed
  Told later;
  Told agreed;
  std::int64_t permille = 0;  ///< of the refusals that are told; 0 when this one is not
};
struct Report {
  std::vector<ReportRow> rows;  ///< most refusals first, small ones after them by key; quarters in their order
  std::int64_t told_refusals = 0;
  bool has_small = false;  ///< then there are more than told_refusals
};

/// An outcome of several hubs counts for each of them. Outcomes of a dimension that is not known count as "".
Report count_outcomes(const std::vector<CountedOutcome>& outcomes, Dimension dimension, const ReportFilter& filter);

}  // namespace kringwerk::introductions
