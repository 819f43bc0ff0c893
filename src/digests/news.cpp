#include "digests/news.h"

#include <algorithm>
#include <charconv>

namespace kringwerk::digests {

namespace {

constexpr std::int64_t kWorthTelling = 500;  // cents per tonne

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_better(std::int64_t before, std::int64_t now) {
  return now - before >= std::max(kWorthTelling, before / 10);
}

}  // namespace

std::optional<Rhythm> parse_rhythm(std::string_view key) {
  const auto found = std::find(kRhythmKeys.begin(), kRhythmKeys.end(), key);
  if (found == kRhythmKeys.end()) return std::nullopt;
  return static_cast<Rhythm>(found - kRhythmKeys.begin());
}

std::string_view key_of(Rhythm rhythm) {
  return kRhythmKeys[static_cast<std::size_t>(rhythm)];
}

std::string text_of(const Matches& matches) {
  std::string text;
  for (const auto& [other, score] : matches) {
    if (!text.empty()) text += ';';
    text += std::to_string(other) + ":" + std::to_string(score);
  }
  return text;
}

Matches parse_matches(std::string_view text) {
  Matches matches;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    const auto cut = one.find(':');
    if (cut == std::string_view::npos) continue;
    const auto other = number_in(one.substr(0, cut));
    const auto score = number_in(one.substr(cut + 1));
    if (other && score) matches[*other] = *score;
  }
  return matches;
}

std::vector<News> news_between(const Matches& known, const Matches& now) {
  std::vector<News> news;
  for (const auto& [other, score] : now) {
    const auto before = known.find(other);
    if (before == known.end()) {
      news.push_back({other, NewsKind::appeared});
    } else if (is_better(before->second, score)) {
      news.push_back({other, NewsKind::better});
    }
  }
  return news;
}

Matches known_after(const Matches& known, const Matches& now) {
  Matches all = known;
  for (const auto& [other, score] : now) {
    const auto [at, fresh] = all.try_emplace(other, score);
    // A rise that was too small to tell adds up with the next.
    if (!fresh && is_better(at->second, score)) at->second = score;
  }
  while (all.size() > kMostKnown) {
    auto least = all.end();
    for (auto at = all.begin(); at != all.end(); ++at) {
      if (now.contains(at->first)) continue;
      if (least == all.end() || at->second < least->second) least = at;
    }
    if (least == all.end()) break;
    all.erase(least);
  }
  return all;
}

bool is_due(const Waiting& waiting, std::chrono::milliseconds settle, Instant now) {
  if (waiting.rhythm == Rhythm::never || now - waiting.oldest < settle) return false;
  if (!waiting.last_sent) return true;
  const auto pause = waiting.rhythm == Rhythm::daily ? std::chrono::days{1} : std::chrono::days{7};
  return now - *waiting.last_sent >= pause;
}

}  // namespace kringwerk::digests
