#include "network/said_source.h"

#include <algorithm>

namespace kringwerk::network {

namespace {

constexpr std::size_t kDayLength = 10;

}  // namespace

std::string key_of(const SaidSource& source) {
  return std::string(kSaidBeginning) + day_text(source.on) + "|" + source.url + "|" + source.title;
}

std::optional<SaidSource> read_said_source(std::string_view key) {
  if (!key.starts_with(kSaidBeginning)) return std::nullopt;
  key.remove_prefix(kSaidBeginning.size());
  const auto on = parse_day(key.substr(0, kDayLength));
  if (!on || key.size() <= kDayLength || key[kDayLength] != '|') return std::nullopt;
  key.remove_prefix(kDayLength + 1);
  const auto bar = key.find('|');
  if (bar == std::string_view::npos) return std::nullopt;
  return SaidSource{*on, std::string(key.substr(0, bar)), std::string(key.substr(bar + 1))};
}

std::optional<std::string> web_address(std::string_view typed) {
  std::string address(typed);
  if (address.find("://") == std::string::npos) address.insert(0, "https://");
  const bool is_web = address.starts_with("https://") || address.starts_with("http://");
  const auto host = address.substr(address.find("://") + 3);
  const auto dot = host.substr(0, host.find('/')).find('.');
  const bool is_whole = dot != std::string::npos && dot > 0 && dot + 1 < host.size();
  if (!is_web || !is_whole || address.find_first_of(" |\"<>") != std::string::npos) return std::nullopt;
  return address;
}

ReadSource read_typed_source(const TypedSource& typed, Day today) {
  ReadSource read{{today, {}, {}}, {}};
  if (const auto on = parse_day(typed.on)) {
    read.source.on = *on;
    if (*on > today) read.violations.push_back({"network.source_in_future", "said_on", {}});
  } else {
    read.violations.push_back({typed.on.empty() ? "web.required" : "web.not_a_day", "said_on", {}});
  }
  if (typed.by == TypedSource::By::organisation) return read;
  read.source.title = typed.title;
  if (typed.title.empty()) read.violations.push_back({"network.source_title_missing", "said_title", {}});
  if (typed.url.empty()) return read;
  if (auto address = web_address(typed.url))
    read.source.url = std::move(*address);
  else
    read.violations.push_back({"network.website_not_understood", "said_url", {{"typed", typed.url}}});
  return read;
}

}  // namespace kringwerk::network
