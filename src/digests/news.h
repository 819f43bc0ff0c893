#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"

/// Mails that tell people of new matches: what is news, and when somebody gets a mail.
namespace kringwerk::digests {

struct ReaderTag;
using ReaderId = Id<ReaderTag>;

enum class Rhythm { daily, weekly, never };
inline constexpr std::array<std::string_view, 3> kRhythmKeys{"daily", "weekly", "never"};
std::optional<Rhythm> parse_rhythm(std::string_view key);
std::string_view key_of(Rhythm rhythm);

/// The streams at the other end of a stream's best chains, by id, with the best score of each, cents per tonne offered.
using Matches = std::map<std::int64_t, std::int64_t>;
/// "12:3400;15:200", ascending; back again, leaving out what is not understood.
std::string text_of(const Matches& matches);
Matches parse_matches(std::string_view text);

enum class NewsKind { appeared, better };
inline constexpr std::array<std::string_view, 2> kNewsKeys{"new", "better"};
struct News {
  std::int64_t other = 0;
  NewsKind kind{};
  friend bool operator==(const News&, const News&) = default;
};

/// A match that was not known, or one whose score went up by a tenth at least, and by 5 euro per tonne at least: less
/// is not worth a line in a mail. In the order of the ids.
std::vector<News> news_between(const Matches& known, const Matches& now);

/// What the reader knows once told: each match ever known with the highest score that was told, so that one which goes
/// and comes back is not told again. At most kMostKnown; the lowest scores that are not there now go first.
inline constexpr std::size_t kMostKnown = 60;
Matches known_after(const Matches& known, const Matches& now);

/// What decides whether somebody's mail goes.
struct Waiting {
  Rhythm rhythm = Rhythm::daily;
  std::optional<Instant> last_sent;
  Instant oldest;  ///< since when the first of the waiting matches waits
};
/// Not before the first match has waited for `settle`, so that many changes at once make one mail; and not within a
/// day, or a week, of the last mail.
bool is_due(const Waiting& waiting, std::chrono::milliseconds settle, Instant now);

}  // namespace kringwerk::digests
