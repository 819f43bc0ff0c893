#pragma once

#include "access/io/record_deed.h"
#include "introductions/learn_weights.h"
#include "site/services.h"
#include "storage/connection.h"

namespace kringwerk::introductions {

enum class WeightCause { policy, applied, automatic, back };
inline constexpr std::array<std::string_view, 4> kWeightCauseKeys{"policy", "applied", "automatic", "back"};

/// One version with everything the page tells of it.
struct WeightEntry {
  WeightVersion version;
  WeightCause cause = WeightCause::policy;
  std::string person_name;  ///< empty when nobody did it
  std::vector<LearnedStep> steps;
  std::int64_t refusals = 0;
  std::int64_t agreements = 0;
};

struct WeightState {
  std::vector<WeightEntry> entries;  ///< oldest first
  Instant learned_to;                ///< outcomes up to then have been learned from
  bool is_automatic = false;
  std::int64_t setting_version = 1;
  Instant looked_at;  ///< by the weekly run

  WeightHistory history() const;
  std::int64_t version() const { return entries.back().version.version; }
};
WeightState load_weight_state(storage::Connection& connection);

/// In whose name; a person's deed carries the version of their page.
struct WeightDeed {
  access::DeedAuthor author;
  std::string audit_key;
  std::int64_t seen_version = 0;
};

/// Puts what the outcomes propose into force, as the next version; the outcomes are learned from once. Stale when
/// somebody was first. Rule: introductions.weight_nothing_to_learn.
Result<Done> apply_learned(storage::Connection& transaction, const WeightDeed& deed, WeightCause cause);
/// Brings back the version before; what it had learned from is not learned from again.
Result<Done> apply_back(storage::Connection& transaction, const WeightDeed& deed);
/// Turns the weekly run on or off; `seen_version` is that of the setting.
Result<Done> set_automatic(storage::Connection& transaction, const WeightDeed& deed, bool is_automatic);

/// The weekly run: when it is on and a week has passed, applies what was learned. The store keeps when it looked, so
/// that restarts and other processes neither skip a week nor apply it twice. Answers whether weights changed.
bool learn_when_due(storage::Database& database, const std::string& audit_key, Instant now);

}  // namespace kringwerk::introductions
