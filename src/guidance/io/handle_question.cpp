#include "base/personal_text.h"
#include "guidance/io/case_mail.h"
#include "guidance/io/case_store.h"
#include "guidance/io/question_page.h"
#include "guidance/io/save_note.h"
#include "guidance/io/show_cases.h"
#include "network/io/load_hubs.h"
#include "site/page.h"
#include "site/version.h"
#include "site/visit.h"

namespace kringwerk::guidance {

namespace {

using storage::Connection;
using Presence = web::FormReader::Presence;

constexpr std::size_t kLongestReply = 8000;
constexpr std::size_t kLongestHandOver = 2000;

HandlingTyped typed_in(const web::Form& form) {
  const auto text = [&](std::string_view field) { return std::string(form.fields.value(field)); };
  HandlingTyped typed;
  typed.words = text("words");
  typed.state = text("state");
  typed.hub = text("hub");
  typed.hub_words = text("hub_words");
  typed.note = text("note");
  return typed;
}

void tell(const site::Services& services, Connection& transaction, const notify::Mail& mail) {
  notify::queue_mail(transaction, services.make_id<notify::MailTag>(), mail, services.now());
}

std::string hub_name(Connection& transaction, network::HubId hub) {
  return network::load_hub(transaction, hub).value().name;
}

void send_mails(const site::Services& services, Connection& transaction, const Case& before,
                const HandledCase& handled) {
  const Case& after = handled.after;
  const std::string name = hub_name(transaction, after.hub);
  const std::string mailbox = load_hub_mailbox(transaction, after.hub).value_or(services.network_mailbox);
  if (handled.entry.kind == CaseEntryKind::reply) {
    tell(services, transaction, mail_of_reply(services, after, {name, mailbox, handled.entry.words}));
  } else if (handled.entry.kind == CaseEntryKind::hand_over) {
    const std::string from = hub_name(transaction, before.hub);
    tell(services, transaction, mail_of_hand_over(services, after, {from, mailbox, handled.entry.words}));
    tell(services, transaction, mail_of_new_hub(services, after, name));
  }
}

access::Deed deed_of(const Case& before, const HandledCase& handled) {
  constexpr std::array<std::string_view, 3> kActions{"case.answered", "case.moved", "case.handed_over"};
  access::Deed deed;
  deed.action = kActions[static_cast<std::size_t>(handled.entry.kind)];
  deed.record = "case";
  deed.record_id = before.id.value();
  const auto key = [](CaseState state) { return std::string(materials::key_in(kCaseStateKeys, state)); };
  if (before.state != handled.after.state) {
    deed.changes.push_back({"state", key(before.state), key(handled.after.state)});
  }
  if (before.hub != handled.after.hub) deed.changes.push_back({"hub", before.hub.text(), handled.after.hub.text()});
  if (!handled.entry.words.empty()) deed.changes.push_back({"words", "", ""});
  return deed;
}

/// Reads the case anew, decides, keeps, mails and records in one transaction; then back to `where`, or the page again
/// with what was typed.
template <class Decide>
web::Response handle(const site::Services& services, const web::Call& call, const web::ReadForm& read,
                     const std::string& where, Decide&& decide) {
  HandlingTyped typed = typed_in(read.form);
  const auto version = site::version_of(call, read.form, "case", call.id<CaseTag>("case").text());
  if (!version) {
    const bool is_stale = std::holds_alternative<Stale>(version.error());
    typed.version = is_stale ? HandlingTyped::Version::stale : HandlingTyped::Version::missing;
    return question_page(services, call, typed);
  }
  const auto done = services.database.write([&](Connection& transaction) -> Result<Done> {
    const auto before = load_case(transaction, call.id<CaseTag>("case"));
    if (!before) return Missing{};
    const access::Actor actor = site::actor_now(services, transaction, call);
    const CaseHandling handling{actor, *version, services.make_id<CaseEntryTag>(), services.now()};
    const Result<HandledCase> handled = decide(transaction, *before, handling);
    if (!handled) return handled.error();
    if (!save_handling(transaction, *before, *handled)) return Conflict{};
    send_mails(services, transaction, *before, *handled);
    site::record(services, transaction, call, deed_of(*before, *handled));
    return Done{};
  });
  if (done) {
    services.mail_waits();
    return web::Response::see_other(site::address(call.language, where));
  }
  if (std::holds_alternative<Conflict>(done.error())) {
    typed.version = HandlingTyped::Version::stale;
  } else if (const auto* invalid = std::get_if<Invalid>(&done.error())) {
    typed.violations = invalid->violations;
  }
  return question_page(services, call, typed);
}

Violations all_of(const web::ReadForm& read, const web::FormReader& reader) {
  Violations violations = read.violations;
  append(violations, reader.violations());
  for (const std::string_view field : {"words", "hub_words"}) {
    append(violations, check_confidential_text(field, reader.typed(field)));
  }
  return violations;
}

}  // namespace

web::Response send_reply(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  web::FormReader reader(read.form, call.language);
  const std::string words = reader.paragraph("words", Presence::required, kLongestReply);
  const ReplyKind kind = reader.checked("more_follows") ? ReplyKind::first_reaction : ReplyKind::answer;
  return handle(services, call, read, handled_path(call.id<CaseTag>("case")),
                [&](Connection&, const Case& before, const CaseHandling& handling) -> Result<HandledCase> {
                  auto handled = reply_to_case(before, handling, words, kind);
                  Violations violations = all_of(read, reader);
                  if (handled && !violations.empty()) return Invalid{std::move(violations)};
                  return handled;
                });
}

web::Response send_state(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  web::FormReader reader(read.form, call.language);
  const auto state = reader.choice("state", kCaseStateKeys, Presence::required);
  return handle(services, call, read, handled_path(call.id<CaseTag>("case")),
                [&](Connection&, const Case& before, const CaseHandling& handling) -> Result<HandledCase> {
                  auto handled = move_case(before, handling, static_cast<CaseState>(state.value_or(0)));
                  Violations violations = all_of(read, reader);
                  if (!violations.empty() && (handled || !std::holds_alternative<Missing>(handled.error()))) {
                    return Invalid{std::move(violations)};
                  }
                  return handled;
                });
}

/// Notes are added, never changed here, so that no version is asked for.
web::Response send_note(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  HandlingTyped typed = typed_in(read.form);
  web::FormReader reader(read.form, call.language);
  const std::string note = reader.paragraph("note", Presence::required, kLongestNote);
  typed.violations = all_of(read, reader);
  const auto id = call.id<CaseTag>("case");
  if (typed.violations.empty()) {
    const auto done = services.database.write(
        [&](Connection& transaction) { return save_note(services, transaction, call, id, note); });
    if (done) return web::Response::see_other(site::address(call.language, handled_path(id)));
    const auto* invalid = std::get_if<Invalid>(&done.error());
    if (invalid == nullptr) return site::refusal_page(services, call.request, call.language, 404);
    typed.violations = invalid->violations;
  }
  return question_page(services, call, typed);
}

web::Response send_hand_over(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  web::FormReader reader(read.form, call.language);
  const std::string words = reader.paragraph("hub_words", Presence::optional, kLongestHandOver);
  const auto hub = network::HubId::parse(read.form.fields.value("hub"));
  // Whoever gave the question away may not see it any more, so the way leads to the list.
  return handle(services, call, read, "/questions",
                [&](Connection& transaction, const Case& before, const CaseHandling& handling) -> Result<HandledCase> {
                  std::optional<network::HubId> to;
                  if (hub && network::load_hub(transaction, *hub)) to = hub;
                  auto handled = hand_over_case(before, handling, to, words);
                  Violations violations = all_of(read, reader);
                  if (handled && !violations.empty()) return Invalid{std::move(violations)};
                  return handled;
                });
}

}  // namespace kringwerk::guidance
