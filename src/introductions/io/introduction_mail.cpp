#include "introductions/io/introduction_mail.h"

#include "access/io/load_mailbox.h"
#include "introductions/io/seen_side.h"
#include "introductions/io/submit_proposal.h"
#include "network/io/load_hubs.h"
#include "notify/outbox.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using storage::Connection;

/// Whom a mail goes to, and the link in it.
struct Recipient {
  std::string email;
  Language language = Language::nl;
  std::string link;
};

/// The recipient of a side, and what they may know of both sides.
struct SideMail {
  Recipient to;
  SeenSide own;
  SeenSide other_side;
};

SideMail mail_of(Connection& transaction, const site::Services& services, const Introduction& introduction,
                 SideKind side) {
  const Standing standing{access::Actor::link_holder(), side};
  const Day today = text::brussels_day(services.now());
  const Side& own = introduction.side(side);
  return {{own.email, own.language,
           services.public_url +
               site::address(own.language, "/introductions/answer/" + secret_of_side(services, introduction.id, side))},
          load_seen_side(transaction, introduction, side, standing, today),
          load_seen_side(transaction, introduction, other(side), standing, today)};
}

/// A name in the mail's language, or words for what is not shown.
std::string or_words(const site::Services& services, Language language, const std::string& text,
                     std::string_view words) {
  return text.empty() ? services.texts.get(language, words) : text;
}

std::string hub_name(Connection& transaction, const Introduction& introduction) {
  if (!introduction.hub) return {};
  const auto hub = network::load_hub(transaction, *introduction.hub);
  return hub ? hub->name : std::string();
}

std::vector<Fact> facts_of(Connection& transaction, const site::Services& services, const Introduction& introduction,
                           const SideMail& mail) {
  const Language language = mail.to.language;
  const auto shown = [&](const std::string& text, std::string_view words) {
    return or_words(services, language, text, words);
  };
  const std::string hub = hub_name(transaction, introduction);
  const std::string by = hub.empty() ? mail.other_side.organisation : hub;
  return {{"own", shown(mail.own.title.best(language), "introductions.mail.yours")},
          {"other", shown(mail.other_side.title.best(language), "introductions.mail.not_shown")},
          {"place", shown(mail.other_side.place, "introductions.mail.not_shown")},
          {"who", shown(mail.other_side.organisation, "introductions.mail.owner_hidden")},
          {"by", shown(by, "introductions.mail.other_side")},
          {"message", shown(introduction.message, "introductions.mail.no_message")},
          {"due", text::day(language, introduction.due)},
          {"email", shown(mail.other_side.email, "introductions.mail.not_shown")},
          {"link", mail.to.link}};
}

void queue(Connection& transaction, const site::Services& services, const Recipient& to, const std::string& kind,
           const std::vector<Fact>& facts) {
  if (to.email.empty()) return;  // erased
  const std::string id = "introductions.mail." + kind;
  notify::queue_mail(transaction, services.make_id<notify::MailTag>(),
                     {to.email, services.texts.format(to.language, id + ".subject", facts),
                      services.texts.format(to.language, id + ".body", facts) + "\n", ""},
                     services.now());
}

/// Who proposed it for a hub, with the page that needs their account.
Recipient proposer_of(Connection& transaction, const site::Services& services, const Introduction& introduction) {
  return {access::load_mailbox(transaction, introduction.proposed_by), Language::nl,
          services.public_url + site::address(Language::nl, "/introductions/" + introduction.id.text())};
}

}  // namespace

void queue_mail_of_proposal(Connection& transaction, const site::Services& services, const Introduction& introduction,
                            SideKind side) {
  const SideMail mail = mail_of(transaction, services, introduction, side);
  queue(transaction, services, mail.to, "proposed", facts_of(transaction, services, introduction, mail));
}

void queue_mails_of_talks(Connection& transaction, const site::Services& services, const Introduction& introduction) {
  for (const SideKind side : {SideKind::offer, SideKind::need}) {
    const SideMail mail = mail_of(transaction, services, introduction, side);
    queue(transaction, services, mail.to, "talks", facts_of(transaction, services, introduction, mail));
  }
}

void queue_mails_of_outcome(Connection& transaction, const site::Services& services, const Introduction& introduction,
                            const Outcome& outcome) {
  const auto with_reason = [&](std::vector<Fact> facts, Language language) {
    const std::string key(outcome.reason ? materials::key_in(kReasonKeys, *outcome.reason) : std::string_view("none"));
    facts.push_back({"reason", services.texts.get(language, "introductions.reason." + key)});
    facts.push_back(
        {"what", services.texts.get(language, "introductions.became." +
                                                  std::string(materials::key_in(kOutcomeKindKeys, outcome.kind)))});
    return facts;
  };
  for (const SideKind side : {SideKind::offer, SideKind::need}) {
    if (outcome.side == side || outcome.kind == OutcomeKind::later || outcome.kind == OutcomeKind::yes) continue;
    const SideMail mail = mail_of(transaction, services, introduction, side);
    queue(transaction, services, mail.to, "ended",
          with_reason(facts_of(transaction, services, introduction, mail), mail.to.language));
  }
  const Recipient proposer = proposer_of(transaction, services, introduction);
  if (!introduction.hub || outcome.person == introduction.proposed_by || proposer.email.empty()) return;
  queue(transaction, services, proposer, "hub", with_reason({{"link", proposer.link}}, proposer.language));
}

}  // namespace kringwerk::introductions
