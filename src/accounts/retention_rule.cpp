#include "accounts/retention_rule.h"

#include <algorithm>

namespace kringwerk::accounts {

Instant due_before(std::int64_t kept_days, Instant now) {
  return now - std::chrono::days{kept_days};
}

const RetentionRule* find_rule(const std::vector<RetentionRule>& rules, std::string_view name) {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const RetentionRule& rule) { return rule.name == name; });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace kringwerk::accounts
