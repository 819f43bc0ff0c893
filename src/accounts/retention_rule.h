#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "base/violation.h"

namespace kringwerk::accounts {

/// What happens with records of a class when their time is over.
enum class RetentionEnd {
  removed,    ///< the rows go
  emptied,    ///< what is about people goes, the rest stays
  asked_for,  ///< kept until the person asks for erasure
  kept,       ///< never; the rows hold no more than the number of a person
  follows,    ///< with the question they belong to
};
inline constexpr std::array<std::string_view, 5> kRetentionEndKeys{"removed", "emptied", "asked_for", "kept",
                                                                   "follows"};

/// One class of data/retention.toml. Texts of people stand in the catalogues: "privacy.class.<name>",
/// "privacy.since.<counted_from>", "privacy.end.<key>".
struct RetentionRule {
  std::string name;                       ///< "mail"
  std::optional<std::int64_t> kept_days;  ///< absent: no time of its own
  std::string counted_from;               ///< "sent", "closed", "made", …
  RetentionEnd end = RetentionEnd::removed;
  std::string basis;   ///< why so long, in English, for administrators
  std::string source;  ///< law or "assumption"
};

/// The end of the time to keep: records that count from this moment or before are due.
Instant due_before(std::int64_t kept_days, Instant now);

const RetentionRule* find_rule(const std::vector<RetentionRule>& rules, std::string_view name);

}  // namespace kringwerk::accounts
