#include "network/io/proposal_mail.h"

#include <map>

#include "access/io/secrets.h"
#include "network/io/image_words.h"
#include "notify/outbox.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

struct Decider {
  std::string email;
  Language language = Language::nl;
  bool wants_mail = true;
};
using Deciders = std::map<access::PersonId, Decider>;

const std::string kSelectDeciders =
    "SELECT p.person_id, p.email, p.language, COALESCE(choice.wants_mail, 1) FROM role_grant g "
    "JOIN person p ON p.person_id = g.person_id AND p.state = 'active' "
    "LEFT JOIN proposal_mail choice ON choice.person_id = p.person_id "
    "WHERE g.state = 'effective' AND g.from_on <= ?1 AND (g.to_on IS NULL OR g.to_on >= ?1) AND ";

void add_deciders(Rows rows, Deciders& deciders) {
  while (rows.next()) {
    deciders[rows.get<access::PersonId>(0)] = {rows.get<std::string>(1),
                                               parse_language(rows.text(2)).value_or(Language::nl), rows.get<bool>(3)};
  }
}

Deciders load_deciders(Connection& connection, const RevisedRecord& record, Day today) {
  Deciders deciders;
  for (const std::int64_t hub : record.hubs) {
    add_deciders(
        connection.query(kSelectDeciders + "g.role = 'coordinator' AND g.scope_kind = 'hub' AND g.scope_id = ?2", today,
                         hub),
        deciders);
  }
  if (deciders.empty()) add_deciders(connection.query(kSelectDeciders + "g.role = 'administrator'", today), deciders);
  return deciders;
}

/// "Partners, Werkgebied": which fields change, as the reader's language calls them.
std::string fields_of(const site::Services& services, Language language, const Revision& revision) {
  std::string words;
  for (const FieldDifference& one : differences(revision.before, revision.after)) {
    words += (words.empty() ? "" : ", ") + field_label(services, language, revision.record, one.field);
  }
  return words;
}

std::string name_of_record(const Revision& revision) {
  const std::string before = revision.before.value("name");
  return before.empty() ? revision.after.value("name") : before;
}

std::string stop_code_of(const site::Services& services, access::PersonId person) {
  return access::mail_code(services.keys.links, "proposal mails " + person.text());
}

/// Whose mails this link is about, with what they wish; nullopt for a link that was never sent.
std::optional<bool> wish_of_link(const site::Services& services, const web::Call& call, Connection& connection) {
  const auto person = call.id<access::PersonTag>("person");
  if (!access::is_mail_code(stop_code_of(services, person), call.parameter("code"))) return std::nullopt;
  Rows rows = connection.query(
      "SELECT COALESCE(choice.wants_mail, 1) FROM person p LEFT JOIN proposal_mail choice "
      "ON choice.person_id = p.person_id WHERE p.person_id = ?1 AND p.state = 'active'",
      person);
  return rows.next() ? std::optional<bool>{rows.get<bool>(0)} : std::nullopt;
}

}  // namespace

std::string proposal_mail_path(const site::Services& services, access::PersonId person) {
  return "/changes/mails/" + person.text() + "/" + stop_code_of(services, person);
}

void queue_proposal_mails(Connection& transaction, const site::Services& services, const Revision& proposed,
                          const RevisedRecord& record) {
  const Instant now = services.now();
  for (const auto& [person, decider] : load_deciders(transaction, record, text::brussels_day(now))) {
    if (person == proposed.proposed_by || !decider.wants_mail || decider.email.empty()) continue;
    const Language language = decider.language;
    const auto address = [&](const std::string& path) { return services.public_url + site::address(language, path); };
    const std::string stop = address(proposal_mail_path(services, person));
    const std::vector<Fact> facts{{"name", name_of_record(proposed)},
                                  {"fields", fields_of(services, language, proposed)},
                                  {"link", address("/changes/" + proposed.id.text())},
                                  {"stop", stop}};
    notify::queue_mail(transaction, services.make_id<notify::MailTag>(),
                       {decider.email, services.texts.format(language, "network.proposal_mail.subject", facts),
                        services.texts.format(language, "network.proposal_mail.body", facts) + "\n", "", stop},
                       now);
  }
}

web::Response proposal_mail_page(const site::Services& services, const web::Call& call) {
  const auto wants_mail =
      services.database.read([&](Connection& connection) { return wish_of_link(services, call, connection); });
  if (!wants_mail) return site::refused(services, call, Missing{});
  web::Model model;
  model.set("ACTION", std::string(call.request.path)).show(*wants_mail ? "WANTED" : "STOPPED");
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "network.proposal_mail.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(call.language, "network.changes.title"),
                   site::visit_of(call).actor.is_signed_in() ? "/changes" : ""},
                  {frame.title, ""}};
  return site::page(services, call, "network/proposal_mail.html", model, frame)
      .with_header("Referrer-Policy", "no-referrer");
}

/// A mail program sends no form token: who holds the link may end the mails, and start them again.
web::Response change_proposal_mail(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const bool wants_mail = read.form.fields.value("wish") == "again";
  const bool is_done = services.database.write([&](Connection& transaction) {
    const auto wish = wish_of_link(services, call, transaction);
    if (!wish || *wish == wants_mail) return wish.has_value();
    const auto person = call.id<access::PersonTag>("person");
    transaction.execute("DELETE FROM proposal_mail WHERE person_id = ?1", person);
    transaction.execute("INSERT INTO proposal_mail VALUES (?1, ?2, ?3)", person, wants_mail, services.now());
    access::record_deed(transaction, services.keys.audit, site::link_holder_of(services, call),
                        {wants_mail ? "proposal_mail.again" : "proposal_mail.ended", "person", person.value(), {}});
    return true;
  });
  if (!is_done) return site::refused(services, call, Missing{});
  return web::Response::see_other(std::string(call.request.path));
}

}  // namespace kringwerk::network
