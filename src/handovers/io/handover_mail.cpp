#include "handovers/io/handover_mail.h"

#include "access/io/secrets.h"
#include "handovers/io/handover_store.h"
#include "handovers/io/show_handovers.h"
#include "notify/outbox.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::handovers {

namespace {

using storage::Connection;

/// A page that a mail leads to: for who has an account by its id, else by a new link.
struct MailTarget {
  std::string_view pages;  ///< "/agreements/", "/handovers/"
  std::string id;
  SideLink link;
};

std::string link_to(Connection& transaction, const site::Services& services, const SideMailbox& mailbox,
                    const MailTarget& target) {
  const std::string pages = services.public_url + site::address(mailbox.language, target.pages);
  if (mailbox.has_account) return pages + target.id;
  const std::string party(materials::key_in(kPartyKeys, target.link.party));
  const std::string secret =
      access::mail_code(services.keys.links, std::string(target.pages) + target.id + " " + party + " " +
                                                 std::to_string(target.link.version));
  insert_side_link(transaction, access::hash_of_secret(secret), target.link, services.now() + kLinkLasts);
  return pages + "answer/" + secret;
}

void send(Connection& transaction, const site::Services& services, const SideMailbox& to, const std::string& id,
          const std::vector<Fact>& facts) {
  notify::queue_mail(transaction, services.make_id<notify::MailTag>(),
                     {to.email, services.texts.format(to.language, id + ".subject", facts),
                      services.texts.format(to.language, id + ".body", facts) + "\n", ""},
                     services.now());
}

std::vector<Fact> agreement_facts(const site::Services& services, const SideMailbox& mailbox,
                                  const Agreement& agreement, Party reader) {
  const Language language = mailbox.language;
  return {{"what", agreement.what},
          {"other", agreement.side(other(reader)).name},
          {"giver", agreement.giver.name},
          {"taker", agreement.taker.name},
          {"amount", amount_words(services, language, agreement)},
          {"period", period_words(services, language, agreement)},
          {"price", price_words(services, language, agreement.price)},
          {"state",
           services.texts.get(language, "handovers.agreement.state." +
                                            std::string(materials::key_in(kAgreementStateKeys, agreement.state)))}};
}

std::string or_unknown(const site::Services& services, Language language, const std::optional<Mass>& mass) {
  return mass ? kilogram_words(language, *mass) : services.texts.get(language, "handovers.not_filled_in");
}

void add_figures(const site::Services& services, Language language, const Figures& figures, std::vector<Fact>& facts) {
  facts.push_back({"day", text::day(language, figures.on)});
  facts.push_back({"weighed", or_unknown(services, language, figures.weighed)});
  facts.push_back({"estimated", or_unknown(services, language, figures.estimated)});
  facts.push_back({"outcome", outcome_words(services, language, figures)});
}

}  // namespace

SideMailbox load_side_mailbox(Connection& connection, const site::Services& services, const AgreementSide& side) {
  if (side.organisation) {
    const Day today = text::brussels_day(services.now());
    auto rows = connection.query(
        "SELECT person.email, person.language FROM role_grant JOIN person ON person.person_id = role_grant.person_id "
        "WHERE role_grant.role = 'organisation_user' AND role_grant.scope_kind = 'organisation' AND "
        "role_grant.scope_id = ?1 AND role_grant.state = 'effective' AND role_grant.from_on <= ?2 AND "
        "(role_grant.to_on IS NULL OR role_grant.to_on >= ?2) AND person.state = 'active' ORDER BY "
        "role_grant.grant_id",
        *side.organisation, today);
    if (rows.next()) return {rows.get<std::string>(0), parse_language(rows.text(1)).value_or(Language::nl), true};
  }
  return {side.email, side.language, false};
}

void queue_mail_of_agreement(Connection& transaction, const site::Services& services, const Agreement& agreement) {
  const Party reader = other(agreement.proposed_side);
  const SideMailbox to = load_side_mailbox(transaction, services, agreement.side(reader));
  if (to.email.empty()) return;
  std::vector<Fact> facts = agreement_facts(services, to, agreement, reader);
  facts.push_back(
      {"link",
       link_to(transaction, services, to,
               {"/agreements/", agreement.id.text(), {agreement.id, std::nullopt, reader, agreement.version}})});
  send(transaction, services, to, "handovers.mail.proposed", facts);
}

void queue_mail_of_answer(Connection& transaction, const site::Services& services, const Agreement& agreement) {
  const Party reader = agreement.proposed_side;
  const SideMailbox to = load_side_mailbox(transaction, services, agreement.side(reader));
  if (to.email.empty()) return;
  send(transaction, services, to, "handovers.mail.answered", agreement_facts(services, to, agreement, reader));
}

void queue_mail_of_handover(Connection& transaction, const site::Services& services, const Agreement& agreement,
                            const HandledHandover& handled) {
  const auto awaited = awaited_side(handled.after);
  const Party reader = other(handled.statement.by);
  const SideMailbox to = load_side_mailbox(transaction, services, agreement.side(reader));
  if (to.email.empty() || handled.statement.kind == StatementKind::withdrawn) return;
  std::vector<Fact> facts = agreement_facts(services, to, agreement, reader);
  facts.push_back({"note", handled.statement.note.empty() ? services.texts.get(to.language, "handovers.no_note")
                                                          : handled.statement.note});
  if (awaited) {
    add_figures(services, to.language, *handled.after.proposed, facts);
    facts.push_back({"link", link_to(transaction, services, to,
                                     {"/handovers/",
                                      handled.after.id.text(),
                                      {agreement.id, handled.after.id, reader, handled.after.version}})});
    send(transaction, services, to, "handovers.mail.waits", facts);
    return;
  }
  if (handled.after.shown()) add_figures(services, to.language, *handled.after.shown(), facts);
  const bool holds = handled.statement.kind == StatementKind::confirmed;
  const bool is_kept = handled.statement.kind == StatementKind::kept;
  send(transaction, services, to,
       holds     ? "handovers.mail.confirmed"
       : is_kept ? "handovers.mail.kept"
                 : "handovers.mail.rejected",
       facts);
}

}  // namespace kringwerk::handovers
