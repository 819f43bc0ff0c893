#include "network/duplicate_guard.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "base/typing_errors.h"

namespace kringwerk::network {

namespace {

/// Many organisations live below these names; sharing one says nothing.
constexpr std::array<std::string_view, 21> kSharedDomains{
    "gmail.com",    "outlook.com",  "hotmail.com",   "hotmail.be",  "live.be",       "live.com",    "yahoo.com",
    "icloud.com",   "telenet.be",   "skynet.be",     "proximus.be", "scarlet.be",    "pandora.be",  "voo.be",
    "facebook.com", "linkedin.com", "instagram.com", "google.com",  "wordpress.com", "wixsite.com", "vlaanderen.be"};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string own_domain(const std::string& domain) {
  const bool is_shared = std::find(kSharedDomains.begin(), kSharedDomains.end(), domain) != kSharedDomains.end();
  return is_shared ? std::string() : domain;
}

/// Domains by which a record is known: of its website, and of its mailbox.
std::set<std::string> domains_of(const GuardedRecord& record) {
  std::set<std::string> domains{own_domain(web_domain(record.website))};
  if (const auto at = record.email.rfind('@'); at != std::string::npos)
    domains.insert(own_domain(lower(record.email.substr(at + 1))));
  domains.erase("");
  return domains;
}

std::optional<double> metres_between(const GuardedRecord& a, const GuardedRecord& b) {
  constexpr double kMetresPerKilometre = 1000;
  if (!a.position || !b.position) return std::nullopt;
  return great_circle_km(*a.position, *b.position) * kMetresPerKilometre;
}

std::string shared_domain(const GuardedRecord& a, const GuardedRecord& b) {
  const auto theirs = domains_of(b);
  for (const std::string& domain : domains_of(a))
    if (theirs.contains(domain)) return domain;
  return {};
}

/// Cells of 0.002 degrees are wider than 100 m in Belgium, so neighbours suffice.
std::pair<int, int> cell_of(Point point) {
  constexpr double kCellsPerDegree = 500;
  return {static_cast<int>(std::floor(point.lon * kCellsPerDegree)),
          static_cast<int>(std::floor(point.lat * kCellsPerDegree))};
}

}  // namespace

int name_distance_percent(std::string_view a, std::string_view b) {
  constexpr std::size_t kWhole = 100;
  if (a.empty() || b.empty()) return static_cast<int>(kWhole);
  const std::size_t longer = std::max(a.size(), b.size());
  return static_cast<int>((typing_errors(a, b) * kWhole + longer - 1) / longer);
}

std::string web_domain(std::string_view website) {
  if (const auto scheme = website.find("://"); scheme != std::string_view::npos) website.remove_prefix(scheme + 3);
  std::string domain = lower(website.substr(0, website.find_first_of("/?#: ")));
  if (domain.starts_with("www.")) domain.erase(0, 4);
  return domain.find('.') == std::string::npos ? std::string() : domain;
}

std::vector<LikenessReason> reasons_alike(const GuardedRecord& a, const GuardedRecord& b) {
  std::vector<LikenessReason> reasons;
  if (!a.enterprise_number.empty() && a.enterprise_number == b.enterprise_number)
    reasons.push_back({Likeness::same_number, a.enterprise_number, 0, 0});
  const bool is_same_mailbox = !a.email.empty() && lower(a.email) == lower(b.email);
  if (is_same_mailbox) reasons.push_back({Likeness::same_email, lower(a.email), 0, 0});
  const std::string domain = shared_domain(a, b);
  const bool is_told = is_same_mailbox && lower(a.email).ends_with("@" + domain);
  if (!domain.empty() && !is_told) reasons.push_back({Likeness::same_domain, domain, 0, 0});
  const auto metres = metres_between(a, b);
  if (metres && *metres <= kNearMetres && name_distance_percent(a.folded_name, b.folded_name) <= kNamePercent) {
    const auto letters = static_cast<int>(typing_errors(a.folded_name, b.folded_name));
    reasons.push_back({Likeness::near_and_named_alike, "", static_cast<int>(*metres), letters});
  }
  return reasons;
}

std::optional<Likeness> likeness(const GuardedRecord& a, const GuardedRecord& b) {
  const auto reasons = reasons_alike(a, b);
  return reasons.empty() ? std::nullopt : std::optional<Likeness>{reasons.front().likeness};
}

void DuplicateGuard::add(GuardedRecord record) {
  const std::size_t place = records_.size();
  if (!record.enterprise_number.empty()) by_number_[record.enterprise_number].push_back(place);
  if (!record.email.empty()) by_email_[lower(record.email)].push_back(place);
  for (const std::string& domain : domains_of(record)) by_domain_[domain].push_back(place);
  if (record.position) by_cell_[cell_of(*record.position)].push_back(place);
  records_.push_back(std::move(record));
}

std::vector<GuardFinding> DuplicateGuard::find(const GuardedRecord& record) const {
  std::set<std::size_t> places;
  const auto collect = [&](const auto& index, const auto& key) {
    if (const auto found = index.find(key); found != index.end())
      places.insert(found->second.begin(), found->second.end());
  };
  collect(by_number_, record.enterprise_number);
  collect(by_email_, lower(record.email));
  for (const std::string& domain : domains_of(record)) collect(by_domain_, domain);
  if (record.position) {
    const auto [x, y] = cell_of(*record.position);
    for (int dx = -1; dx <= 1; ++dx)
      for (int dy = -1; dy <= 1; ++dy) collect(by_cell_, std::pair{x + dx, y + dy});
  }
  std::vector<GuardFinding> findings;
  for (const std::size_t place : places) {
    const GuardedRecord& other = records_[place];
    if (other.id == record.id && record.id != 0) continue;
    if (auto reasons = reasons_alike(record, other); !reasons.empty())
      findings.push_back({other.id, std::move(reasons)});
  }
  std::sort(findings.begin(), findings.end(), [](const GuardFinding& a, const GuardFinding& b) {
    return std::pair{a.likeness(), a.id} < std::pair{b.likeness(), b.id};
  });
  return findings;
}

std::vector<GuardPair> DuplicateGuard::pairs(std::size_t most) const {
  std::vector<GuardPair> pairs;
  for (const GuardedRecord& record : records_) {
    if (pairs.size() >= most) break;
    for (GuardFinding& finding : find(record))
      if (record.id < finding.id) pairs.push_back({record.id, finding.id, std::move(finding.reasons)});
  }
  std::sort(pairs.begin(), pairs.end(), [](const GuardPair& a, const GuardPair& b) {
    return std::tuple{a.reasons.front().likeness, a.low, a.high} <
           std::tuple{b.reasons.front().likeness, b.low, b.high};
  });
  return pairs;
}

}  // namespace kringwerk::network
