#include "accounts/io/load_retention.h"

// toml++ 3.3 asserts on some malformed keys just before it reports them properly.
#define TOML_ASSERT(holds) static_cast<void>(0)
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace kringwerk::accounts {

namespace {

constexpr std::array<std::string_view, 5> kKeys{"kept_days", "counted_from", "end", "basis", "source"};

[[noreturn]] void fail(std::string_view name, const std::string& what) {
  throw std::runtime_error("retention.toml: " + std::string(name) + ": " + what);
}

RetentionRule rule_of(std::string_view name, const toml::table& table) {
  for (const auto& [key, value] : table) {
    if (std::find(kKeys.begin(), kKeys.end(), key.str()) == kKeys.end()) fail(name, "unknown key " + std::string(key));
  }
  RetentionRule rule;
  rule.name = name;
  rule.kept_days = table["kept_days"].value<std::int64_t>();
  rule.counted_from = table["counted_from"].value_or(std::string());
  rule.basis = table["basis"].value_or(std::string());
  rule.source = table["source"].value_or(std::string());
  const std::string end = table["end"].value_or(std::string());
  const auto found = std::find(kRetentionEndKeys.begin(), kRetentionEndKeys.end(), end);
  if (found == kRetentionEndKeys.end()) fail(name, "end is no way to end: " + end);
  rule.end = static_cast<RetentionEnd>(found - kRetentionEndKeys.begin());
  if (rule.basis.empty() || rule.source.empty()) fail(name, "basis or source is missing");
  const bool ends_by_time = rule.end == RetentionEnd::removed || rule.end == RetentionEnd::emptied;
  if (rule.kept_days.has_value() == rule.counted_from.empty()) fail(name, "a time counts from something");
  if (ends_by_time && !rule.kept_days) fail(name, "kept_days is missing");
  if (rule.kept_days.value_or(1) < 0) fail(name, "kept_days is negative");
  return rule;
}

}  // namespace

std::vector<RetentionRule> load_retention(const std::filesystem::path& file) {
  std::vector<std::pair<std::uint32_t, RetentionRule>> rules;
  try {
    const toml::table document = toml::parse_file(file.string());
    for (const auto& [name, value] : document) {
      if (!value.is_table()) fail(name.str(), "is no table");
      rules.emplace_back(value.source().begin.line, rule_of(name.str(), *value.as_table()));
    }
  } catch (const toml::parse_error& error) {
    throw std::runtime_error("retention.toml: " + std::string(error.description()));
  }
  std::sort(rules.begin(), rules.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<RetentionRule> in_order;
  for (auto& [line, rule] : rules) in_order.push_back(std::move(rule));
  return in_order;
}

}  // namespace kringwerk::accounts
