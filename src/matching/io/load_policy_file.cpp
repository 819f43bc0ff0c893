#include "matching/io/load_policy_file.h"

// toml++ 3.3 asserts on some malformed keys just before it reports them properly (found by fuzzing): only the report is
// wanted, in every kind of build.
#define TOML_ASSERT(holds) static_cast<void>(0)
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "matching/row_checks.h"

namespace kringwerk::matching {

namespace {

constexpr const char* kFile = "policy.toml";

class PolicyReader {
 public:
  PolicyReader(const toml::table& table, Violations& found) : table_(table), found_(found) {}

  PolicyRow read() {
    PolicyRow row;
    row.where = {kFile, 1};
    row.tau_eur_per_tkm = wanted("tau_eur_per_tkm");
    row.k_eur_per_t = wanted("k_eur_per_t");
    row.sigma_eur_per_h = wanted("sigma_eur_per_h");
    row.beta = wanted("beta");
    row.residue_eur_per_t = number("residue_eur_per_t").value_or(0);
    row.max_steps = number("max_steps").value_or(4);
    row.max_km = number("max_km");
    row.road_factor = wanted("road_factor");
    row.co2_kg_per_tkm = wanted("co2_kg_per_tkm");
    row.period = {day("period_from"), day("period_to")};
    check_keys();
    return row;
  }

 private:
  Where where(const toml::node& node) const { return {kFile, static_cast<std::int64_t>(node.source().begin.line)}; }

  /// The entry's value node after its form and source were checked; null with or without a finding.
  const toml::node* value(std::string_view key) {
    const toml::node* entry = table_.get(key);
    if (entry == nullptr) return nullptr;
    const toml::table* form = entry->as_table();
    const toml::node* held = form == nullptr ? nullptr : form->get("value");
    if (held == nullptr) {
      found_.push_back(finding("matching.policy_value", where(*entry), key));
      return nullptr;
    }
    const auto source = (*form)["source"].value<std::string>();
    const bool assumed = (*form)["assumption"].value_or(false);
    if (!assumed && (!source || source->empty())) {
      found_.push_back(finding("matching.policy_source", where(*entry), key));
    }
    return held;
  }

  std::optional<double> number(std::string_view key) {
    const toml::node* held = value(key);
    if (held == nullptr) return std::nullopt;
    if (held->is_number()) return held->value<double>();
    found_.push_back(finding("matching.policy_value", where(*held), key));
    return std::nullopt;
  }

  double wanted(std::string_view key) {
    if (!table_.contains(key)) found_.push_back(finding("matching.policy_key_missing", {kFile, 1}, key));
    return number(key).value_or(key == "road_factor" ? 1 : 0);
  }

  std::optional<Day> day(std::string_view key) {
    const toml::node* held = value(key);
    if (held == nullptr) return std::nullopt;
    if (const auto date = held->value<toml::date>()) {
      return Day{std::chrono::year{date->year}, std::chrono::month{date->month}, std::chrono::day{date->day}};
    }
    if (const auto text = held->value<std::string>()) {
      if (const auto parsed = parse_day(*text)) return parsed;
    }
    found_.push_back(finding("matching.policy_value", where(*held), key));
    return std::nullopt;
  }

  void check_keys() {
    constexpr std::array<std::string_view, 11> kKeys{
        "tau_eur_per_tkm", "k_eur_per_t", "sigma_eur_per_h", "beta",        "residue_eur_per_t", "max_steps",
        "max_km",          "road_factor", "co2_kg_per_tkm",  "period_from", "period_to"};
    for (const auto& [key, node] : table_) {
      if (std::find(kKeys.begin(), kKeys.end(), key.str()) != kKeys.end()) continue;
      found_.push_back(finding("matching.policy_key_unknown", where(node), key.str()));
    }
  }

  const toml::table& table_;
  Violations& found_;
};

/// Where the quoted text at `at` ends (one past it); the whole rest when it does not.
std::size_t end_of_quotes(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string triple(3, quote);
  const std::string end = text.substr(at, 3) == triple ? triple : std::string(1, quote);
  for (at += end.size(); at < text.size(); ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (text.substr(at, end.size()) == end) {
      return at + end.size();
    }
  }
  return text.size();
}

/// toml++ 3.3 does not report letters beyond ASCII in keys but runs into undefined behaviour (found by fuzzing), so
/// text that is neither quoted nor a comment is looked through first. Control characters are allowed nowhere.
std::optional<std::size_t> first_foreign_byte(std::string_view text) {
  const auto is_control = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
  };
  const auto control = std::find_if(text.begin(), text.end(), is_control);
  if (control != text.end()) return static_cast<std::size_t>(control - text.begin());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else if (text[at] == '"' || text[at] == '\'') {
      at = end_of_quotes(text, at);
    } else if (static_cast<unsigned char>(text[at]) >= 0x80) {
      return at;
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

std::int64_t line_of(std::string_view text, std::size_t byte) {
  return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n');
}

}  // namespace

PolicyRow read_policy(std::string_view text, Violations& found) {
  if (const auto offset = first_invalid_utf8(text)) {
    found.push_back(finding("matching.utf8_invalid", {kFile, 1}, "", {{"offset", static_cast<std::int64_t>(*offset)}}));
    return {};
  }
  if (const auto byte = first_foreign_byte(text)) {
    found.push_back(finding("matching.toml_syntax", {kFile, line_of(text, *byte)}, ""));
    return {};
  }
  try {
    const toml::table table = toml::parse(text, std::string(kFile));
    return PolicyReader(table, found).read();
  } catch (const toml::parse_error& error) {
    const auto place = error.source().begin;
    found.push_back(
        finding("matching.toml_syntax", {kFile, static_cast<std::int64_t>(place.line)}, std::to_string(place.column)));
  }
  return {};
}

}  // namespace kringwerk::matching
