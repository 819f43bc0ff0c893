#include "base/personal_text.h"
#include "introductions/io/introduction_mail.h"
#include "introductions/io/introduction_page.h"
#include "introductions/io/introduction_store.h"
#include "materials/io/save_life.h"
#include "site/page.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using storage::Connection;
using Presence = web::FormReader::Presence;

constexpr std::array<std::string_view, 3> kDeedKeys{"answer", "conclude", "withdraw"};
constexpr std::array<std::string_view, 2> kConclusionKeys{"agreed", "failed"};

/// What the form says, whichever of the three it is.
struct ReadDeed {
  std::string_view deed;
  std::size_t choice = 0;
  std::optional<Reason> reason;
  std::string words;
  std::optional<SideKind> side;
  Violations violations;
};

ReadDeed read_deed(const web::ReadForm& read, Language language) {
  web::FormReader reader(read.form, language);
  ReadDeed deed;
  deed.deed = read.form.fields.value("deed");
  if (deed.deed != kDeedKeys[2]) {
    const bool answers = deed.deed == kDeedKeys[0];
    const std::span<const std::string_view> choices =
        answers ? std::span<const std::string_view>(kAnswerKeys) : std::span<const std::string_view>(kConclusionKeys);
    deed.choice = reader.choice("answer", choices, Presence::required).value_or(0);
    if (const auto reason = reader.choice("reason", kReasonKeys, Presence::optional)) {
      deed.reason = static_cast<Reason>(*reason);
    }
    deed.words = reader.paragraph("words", Presence::optional, kLongestWords);
  }
  deed.side = materials::value_in<SideKind>(kSideKeys, read.form.fields.value("side"));
  deed.violations = read.violations;
  append(deed.violations, reader.violations());
  append(deed.violations, check_public_text("words", deed.words));
  return deed;
}

Result<Handled> decide(const Introduction& introduction, const Handling& handling, const ReadDeed& deed) {
  if (deed.deed == kDeedKeys[0]) {
    const auto own = sides_of(handling.standing, introduction);
    const SideKind side = deed.side.value_or(own.empty() ? SideKind::offer : own.front());
    return answer_introduction(introduction, handling,
                               {side, static_cast<Answer>(deed.choice), deed.reason, deed.words});
  }
  if (deed.deed == kDeedKeys[1]) {
    return conclude_introduction(introduction, handling, {deed.choice == 0, deed.reason, deed.words});
  }
  if (deed.deed == kDeedKeys[2]) return withdraw_introduction(introduction, handling);
  return Missing{};
}

access::Deed deed_of(const Introduction& before, const Handled& handled) {
  static constexpr std::array<std::string_view, 6> kActions{"introduction.answered", "introduction.answered",
                                                            "introduction.answered", "introduction.agreed",
                                                            "introduction.failed",   "introduction.withdrawn"};
  access::Deed deed;
  deed.action = kActions[static_cast<std::size_t>(handled.outcome.kind)];
  deed.record = "introduction";
  deed.record_id = before.id.value();
  const auto key = [](IntroductionState state) {
    return std::string(materials::key_in(kIntroductionStateKeys, state));
  };
  if (before.state != handled.after.state) {
    deed.changes.push_back({"state", key(before.state), key(handled.after.state)});
  }
  if (handled.outcome.side) {
    const std::string side(materials::key_in(kSideKeys, *handled.outcome.side));
    deed.changes.push_back({side, "", std::string(materials::key_in(kOutcomeKindKeys, handled.outcome.kind))});
  }
  if (handled.outcome.reason) {
    deed.changes.push_back({"reason", "", std::string(materials::key_in(kReasonKeys, *handled.outcome.reason))});
  }
  if (!handled.outcome.words.empty()) deed.changes.push_back({"words", "", ""});
  return deed;
}

void send_mails(const site::Services& services, Connection& transaction, const Introduction& before,
                const Handled& handled) {
  const bool begin_to_talk =
      handled.after.state == IntroductionState::talks && before.state != IntroductionState::talks;
  if (begin_to_talk) queue_mails_of_talks(transaction, services, handled.after);
  queue_mails_of_outcome(transaction, services, handled.after, handled.outcome);
}

/// Whether a stream is in talks through another introduction as well.
bool is_talked_of(Connection& transaction, materials::StreamId stream, IntroductionId but) {
  auto rows = transaction.query(
      "SELECT 1 FROM introduction WHERE state = 'talks' AND introduction_id <> ?2 AND (offer_id = ?1 OR need_id = ?1)",
      stream, but);
  return rows.next();
}

/// Both streams go along with what came of it: in talks, partly agreed, or open again when nothing came.
void move_streams(const site::Services& services, Connection& transaction, const access::DeedAuthor& author,
                  const Introduction& before, const Introduction& after) {
  using materials::LifeStep;
  if (before.state == after.state) return;
  std::optional<LifeStep> step;
  if (after.state == IntroductionState::talks) step = LifeStep::talks;
  // How much they agreed on nobody said: the rest goes on looking until the owner says that it was all.
  if (after.state == IntroductionState::agreed) step = LifeStep::agree_partly;
  const bool has_failed = before.state == IntroductionState::talks && !is_open(after.state) && !step;
  if (has_failed) step = LifeStep::stop_talks;
  if (!step) return;
  const materials::LifeDeed deed{materials::LifeActor::introduction, author, services.keys.audit,
                                 text::brussels_day(author.at)};
  for (const Side* side : {&after.offer, &after.need}) {
    if (!side->stream || (has_failed && is_talked_of(transaction, *side->stream, after.id))) continue;
    materials::save_talks_step(transaction, *side->stream, *step, deed);
  }
}

Result<Done> keep(const site::Services& services, Connection& transaction, const web::Call& call, const ReadDeed& deed,
                  std::int64_t version) {
  const auto opened = open_introduction(transaction, services, call);
  if (!opened) return Missing{};
  const Instant now = services.now();
  const Handling handling{opened->standing, version, services.make_id<OutcomeTag>(), now, text::brussels_day(now)};
  const auto handled = decide(opened->introduction, handling, deed);
  if (!handled) {
    const auto* invalid = std::get_if<Invalid>(&handled.error());
    if (invalid == nullptr) return handled.error();
    Violations all = deed.violations;
    append(all, invalid->violations);
    return Invalid{std::move(all)};
  }
  if (!deed.violations.empty()) return Invalid{deed.violations};
  if (!save_handled(transaction, opened->introduction, *handled)) return Stale{};
  send_mails(services, transaction, opened->introduction, *handled);
  const access::DeedAuthor author =
      opened->standing.by_link ? site::link_holder_of(services, call) : site::author_of(services, call);
  access::record_deed(transaction, services.keys.audit, author, deed_of(opened->introduction, *handled));
  move_streams(services, transaction, author, opened->introduction, handled->after);
  return Done{};
}

}  // namespace

web::Response handle_introduction(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  TypedDeed typed{std::string(read.form.fields.value("answer")),
                  std::string(read.form.fields.value("reason")),
                  std::string(read.form.fields.value("words")),
                  {}};
  const auto opened =
      services.database.read([&](Connection& connection) { return open_introduction(connection, services, call); });
  if (!opened) return site::refusal_page(services, call.request, call.language, 404);
  const auto version = site::version_of(call, read.form, "introduction", opened->introduction.id.text());
  if (!version) {
    const bool is_stale = std::holds_alternative<Stale>(version.error());
    typed.version = is_stale ? TypedDeed::Version::stale : TypedDeed::Version::missing;
    return introduction_page(services, call, typed);
  }
  const ReadDeed deed = read_deed(read, call.language);
  const auto done = services.database.write(
      [&](Connection& transaction) { return keep(services, transaction, call, deed, *version); });
  if (done) {
    services.mail_waits();
    return web::Response::see_other(site::address(call.language, opened_path(call)) + "?done=1");
  }
  if (const auto* invalid = std::get_if<Invalid>(&done.error())) {
    typed.violations = invalid->violations;
  } else if (std::holds_alternative<Missing>(done.error())) {
    return site::refusal_page(services, call.request, call.language, 404);
  } else {
    typed.version = TypedDeed::Version::stale;
  }
  return introduction_page(services, call, typed);
}

}  // namespace kringwerk::introductions
