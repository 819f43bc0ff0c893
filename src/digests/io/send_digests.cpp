#include "digests/io/send_digests.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/io/secrets.h"
#include "matchmaking/io/show_match.h"
#include "materials/io/load_streams.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::digests {

namespace {

using materials::Stream;
using materials::StreamId;
using storage::Connection;

constexpr std::size_t kMostStreams = 10;  // of one mail

/// A reader with what waits.
struct Due {
  Reader reader;
  std::vector<WaitingMatch> waiting;
  std::map<StreamId, Stream> streams;
};

std::vector<Due> load_due(Connection& connection, std::chrono::milliseconds settle, Instant now) {
  std::vector<Due> all;
  std::vector<Watched> watched;
  for (const ReaderId id : load_readers_waiting(connection)) {
    auto reader = load_reader(connection, id, text::brussels_day(now));
    if (!reader) continue;
    Due due{*std::move(reader), load_waiting(connection, id), {}};
    Instant oldest = now;
    for (const WaitingMatch& match : due.waiting) oldest = std::min(oldest, match.queued_at);
    if (!is_due({due.reader.rhythm, due.reader.last_sent, oldest}, settle, now)) continue;
    // Only what is still the reader's own.
    if (watched.empty()) watched = load_watched(connection, text::brussels_day(now));
    for (const Watched& one : watched) {
      if (one.reader.id == id) due.streams.emplace(one.stream.id, one.stream);
    }
    all.push_back(std::move(due));
  }
  return all;
}

/// Writes one mail.
class Letter {
 public:
  Letter(const DigestParts& parts, const Due& due)
      : parts_(parts), due_(due), snapshot_(parts.live.at(parts.services.now(), audience_of(due.reader))) {}

  /// nullopt when nothing of it holds any more.
  std::optional<notify::Mail> write() {
    std::map<StreamId, std::vector<WaitingMatch>> by_stream;
    for (const WaitingMatch& match : due_.waiting) by_stream[match.stream].push_back(match);
    for (const auto& [id, matches] : by_stream) {
      const auto own = due_.streams.find(id);
      if (own != due_.streams.end()) add(own->second, matches);
    }
    if (told_ == 0) return std::nullopt;
    const auto& services = parts_.services;
    const Language language = due_.reader.language;
    const std::string url = settings_url(services, due_.reader);
    std::string body = services.texts.plural(language, "digests.mail.head", told_) + "\n" + sections_ + "\n";
    if (left_out_ > 0) body += services.texts.plural(language, "digests.mail.more", left_out_) + "\n\n";
    body += services.texts.format(language, "digests.mail.foot", {{"settings", url}}) + "\n";
    return notify::Mail{due_.reader.email, services.texts.plural(language, "digests.mail.subject", told_), body, "",
                        url};
  }

 private:
  /// What of the matches that wait still holds.
  struct Section {
    std::string lines;
    std::set<std::int64_t> done;
  };

  Section section_of_chains(const Stream& own, const std::vector<WaitingMatch>& matches) const {
    const matchmaking::StreamChains chains(snapshot_, own,
                                           {.k = kBestMatches, .near_misses = matching::NearMisses::off});
    Section section;
    for (const matchmaking::ChainStory& story : chains.stories()) {
      const Stream& other = own.kind == materials::StreamKind::offer ? *story.need : *story.offer;
      const auto kind = kind_of(matches, other);
      if (!kind || !section.done.insert(other.id.value()).second) continue;
      const auto steps = static_cast<std::int64_t>(story.steps.size());
      section.lines +=
          line_of(other, matchmaking::show_match(parts_.services, due_.reader.language, *snapshot_, story, other),
                  steps, *kind);
    }
    return section;
  }

  Section section_of_direct(const Stream& own, const std::vector<WaitingMatch>& matches) const {
    const auto found = parts_.services.database.read([&](Connection& connection) {
      return matchmaking::load_direct_matches(
          connection, *snapshot_, {own, audience_of(due_.reader), {kBestMatches, 0}}, parts_.services.now());
    });
    Section section;
    for (const matchmaking::DirectMatch& match : found.answer.matches) {
      const auto kind = kind_of(matches, *match.other);
      if (!kind) continue;
      section.done.insert(match.other->id.value());
      section.lines +=
          line_of(*match.other,
                  matchmaking::show_direct_match(parts_.services, due_.reader.language, *snapshot_, match), 0, *kind);
    }
    return section;
  }

  static std::optional<NewsKind> kind_of(const std::vector<WaitingMatch>& matches, const Stream& other) {
    const auto found = std::find_if(matches.begin(), matches.end(),
                                    [&](const WaitingMatch& match) { return match.other == other.id.value(); });
    return found == matches.end() ? std::nullopt : std::optional{found->kind};
  }

  void add(const Stream& own, const std::vector<WaitingMatch>& matches) {
    const auto [lines, done] =
        materials::runs_in_chains(own.resource) ? section_of_chains(own, matches) : section_of_direct(own, matches);
    if (lines.empty()) return;
    if (++sections_count_ > kMostStreams) {
      ++left_out_;
      return;
    }
    told_ += static_cast<std::int64_t>(done.size());
    const auto& texts = parts_.services.texts;
    const Language language = due_.reader.language;
    const bool is_offer = own.kind == materials::StreamKind::offer;
    sections_ += "\n" +
                 texts.format(language, is_offer ? "digests.mail.offer" : "digests.mail.need",
                              {{"title", matchmaking::show_title(parts_.services, language, *snapshot_, own)}}) +
                 "\n" + lines + texts.format(language, "digests.mail.all", {{"link", address_of(own.id)}}) + "\n";
  }

  std::string line_of(const Stream& other, const matchmaking::MatchWords& match, std::int64_t steps,
                      NewsKind kind) const {
    const auto& texts = parts_.services.texts;
    const Language language = due_.reader.language;
    const std::vector<Fact> facts{{"title", match.title},
                                  {"place", match.place},
                                  {"amount", match.amount},
                                  {"link", address_of(other.id)},
                                  {"steps", steps == 0 ? texts.get(language, "digests.mail.direct")
                                                       : texts.plural(language, "digests.mail.steps", steps)}};
    return texts.format(language, kind == NewsKind::better ? "digests.mail.better" : "digests.mail.new", facts) + "\n";
  }

  std::string address_of(StreamId id) const {
    return parts_.services.public_url + site::address(due_.reader.language, "/offers/" + id.text());
  }

  const DigestParts& parts_;
  const Due& due_;
  std::shared_ptr<const matchmaking::Snapshot> snapshot_;
  std::string sections_;
  std::size_t sections_count_ = 0;
  std::int64_t told_ = 0;
  std::int64_t left_out_ = 0;
};

}  // namespace

std::string settings_code(const site::Services& services, ReaderId reader) {
  return access::mail_code(services.keys.links, "digest " + reader.text());
}

std::string settings_url(const site::Services& services, const Reader& reader) {
  return services.public_url +
         site::address(reader.language, "/digest/" + reader.id.text() + "/" + settings_code(services, reader.id));
}

int send_digests(const DigestParts& parts, std::chrono::milliseconds settle) {
  const auto& services = parts.services;
  const Instant now = services.now();
  const auto all = services.database.read([&](Connection& connection) { return load_due(connection, settle, now); });
  int sent = 0;
  for (const Due& due : all) {
    const auto mail = Letter(parts, due).write();
    sent += services.database.write([&](Connection& transaction) {
      if (!mark_told(transaction, due.reader, mail ? std::optional<Instant>{now} : std::nullopt)) return 0;
      forget_waiting(transaction, due.reader.id, due.waiting);
      if (!mail) return 0;
      notify::queue_mail(transaction, services.make_id<notify::MailTag>(), *mail, now);
      return 1;
    });
  }
  if (sent > 0) services.mail_waits();
  return sent;
}

}  // namespace kringwerk::digests
