#include <array>

#include "accounts/io/account_key.h"
#include "accounts/io/load_invitation_list.h"
#include "accounts/io/people_page.h"
#include "accounts/io/person_page.h"
#include "accounts/io/save_invitation.h"
#include "accounts/io/show_roles.h"
#include "accounts/io/submit_grant.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;
using Presence = web::FormReader::Presence;

constexpr std::size_t kLongestName = 100;
constexpr std::array<std::string_view, 7> kFields{"email", "name", "language", "role", "scope", "from", "to"};

struct InvitationTyped {
  std::string email;
  std::string name;
  std::string language;
  PersonTyped role;
};

PeopleReader reader_of(const site::Services& services, const access::Actor& actor) {
  return {actor, text::brussels_day(services.now())};
}

void show_row(const site::Services& services, Language language, const InvitationRow& row, web::Model& table) {
  const Invitation& sent = row.invitation;
  web::Model& line = table.add("ROW");
  line.set("EMAIL", sent.email).set("NAME", sent.name).set("ROLE", role_words(services, language, sent.role));
  line.set("SCOPE",
           sent.scope_name.empty() ? services.texts.get(language, "accounts.people.network") : sent.scope_name);
  line.set("PERIOD", period_words(services, language, sent.period));
  line.set("INVITER",
           row.inviter_name.empty() ? services.texts.get(language, "accounts.people.operator") : row.inviter_name);
  line.set("SENT", text::moment(language, row.sent_at)).set("UNTIL", text::moment(language, row.expires_at));
  constexpr std::array<std::string_view, 4> kSections{"OPEN", "ACCEPTED", "WITHDRAWN", "EXPIRED"};
  line.show(kSections[static_cast<std::size_t>(row.state)]);
  const std::string action = site::address(language, "/people/invitations/" + row.id.text());
  if (row.state == InvitationState::open) line.add("TAKE_BACK").set("ACTION", action);
  if (row.state == InvitationState::open || row.state == InvitationState::expired) {
    line.add("RESEND").set("ACTION", action);
  }
}

web::Response list_page(const site::Services& services, const web::Call& call, const InvitationTyped& typed = {}) {
  const access::Actor& actor = site::visit_of(call).actor;
  const Language language = call.language;
  std::vector<ScopeChoice> choices;
  const auto list = services.database.read([&](Connection& connection) {
    choices = load_scope_choices(connection, reader_of(services, actor));
    return load_invitation_list(connection, reader_of(services, actor), services.now());
  });
  web::Model model;
  model.set("ACTION", site::address(language, "/people/invitations"));
  model.set("EMAIL", typed.email).set("NAME", typed.name);
  model.set("FROM", typed.role.from.empty() ? day_text(text::brussels_day(services.now())) : typed.role.from);
  model.set("TO", typed.role.to);
  const std::string chosen = typed.language.empty() ? std::string(language_code(language)) : typed.language;
  for (const Language each : kLanguages) {
    const std::string key(language_code(each));
    web::Model& option = model.add("LANGUAGE_OPTION");
    option.set("KEY", key).set("LABEL", services.texts.get(language, "accounts.invite.language." + key));
    option.show_if(key == chosen, "SELECTED");
  }
  show_role_choices(services, language, choices, typed.role.role, typed.role.scope, model);
  model.show_if(!call.request.query.value("sent").empty(), "SENT_NOTE");
  if (list.empty()) model.show("NOTHING");
  if (!list.empty()) {
    web::Model& table = model.add("TABLE");
    for (const InvitationRow& row : list) show_row(services, language, row, table);
  }
  site::show_findings(services, language, typed.role.violations, kFields, model, "accounts.grant.");
  site::PageFrame frame;
  frame.title = services.texts.get(language, "accounts.people.invitations");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"},
                  {services.texts.get(language, "accounts.people.title"), "/people"},
                  {frame.title, ""}};
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "accounts/invitations.html", model, frame,
                      typed.role.violations.empty() ? 200 : 422);
  });
}

/// The giver's own address, so that nobody invites themselves to a role.
bool is_own_address(Connection& transaction, access::PersonId person, const std::string& email) {
  auto rows = transaction.query("SELECT 1 FROM person WHERE person_id = ?1 AND email = ?2", person, account_key(email));
  return rows.next();
}

/// Whether the sender may give this role there: the rules of giving, asked about somebody who may not have an account.
Result<Done> check_reach(const site::Services& services, Connection& transaction, const access::Actor& actor,
                         const Invitation& invitation) {
  const access::GrantMoment moment{services.now(), text::brussels_day(services.now())};
  const access::PersonId receiver =
      is_own_address(transaction, actor.person, invitation.email) ? actor.person : access::PersonId{};
  access::GrantFacts facts = load_grant_facts(transaction, receiver, invitation.scope, moment.today);
  facts.of_receiver.clear();
  const auto grant = access::give_role(actor, {receiver, invitation.role, invitation.scope, invitation.period}, facts,
                                       moment, access::GrantId{});
  if (!grant) return grant.error();
  return Done{};
}

web::Response to_list(const site::Services& services, const web::Call& call, std::string_view query) {
  services.mail_waits();
  return web::Response::see_other(site::address(call.language, "/people/invitations") + std::string(query));
}

web::Response send(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  if (auto asked = site::ask_proof(services, call, "/people/invitations")) return std::move(*asked);
  const auto text = [&](std::string_view field) { return std::string(read.form.fields.value(field)); };
  InvitationTyped typed{text("email"), text("name"), text("language"), {}};
  typed.role = PersonTyped{text("role"), text("scope"), text("from"), text("to"), read.violations, {}};
  web::FormReader reader(read.form, call.language);
  Invitation invitation;
  invitation.email = reader.email("email", Presence::required);
  invitation.name = reader.line("name", Presence::required, kLongestName);
  invitation.language = parse_language(text("language")).value_or(call.language);
  const auto role = reader.choice("role", access::kRoleKeys, Presence::required);
  const auto scope = parse_scope_key(reader.typed("scope"));
  if (!scope) reader.report({"access.grant_scope_wrong", "scope", {}});
  invitation.period = {reader.day("from", Presence::required), reader.day("to", Presence::optional)};
  append(typed.role.violations, reader.violations());
  if (!typed.role.violations.empty()) return list_page(services, call, typed);
  invitation.role = static_cast<access::Role>(*role);
  invitation.scope = *scope;
  const auto done = services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const auto name = load_scope_name(transaction, invitation.scope);
    if (!name) return Missing{};
    auto allowed = check_reach(services, transaction, actor, invitation);
    if (!allowed) return allowed;
    invitation.scope_name = *name;
    invitation.invited_by = actor.person;
    invite(services, transaction, site::author_of(services, call), invitation);
    return Done{};
  });
  if (done) return to_list(services, call, "?sent=1");
  typed.role.violations = site::findings_of(done.error());
  if (typed.role.violations.empty()) return site::refused(services, call, done.error());
  return list_page(services, call, typed);
}

enum class InvitationDeed { resend, withdraw };

Result<Done> act_in(const site::Services& services, Connection& transaction, const web::Call& call,
                    InvitationDeed deed) {
  const access::Actor actor = site::actor_now(services, transaction, call);
  const auto row =
      load_invitation(transaction, reader_of(services, actor), services.now(), call.id<InvitationTag>("invitation"));
  if (!row) return Missing{};
  const bool is_open = row->state == InvitationState::open;
  if (!is_open && (deed == InvitationDeed::withdraw || row->state != InvitationState::expired)) return Conflict{};
  const access::GrantFacts facts =
      load_grant_facts(transaction, access::PersonId{}, row->invitation.scope, text::brussels_day(services.now()));
  if (!access::reaches(actor, row->invitation.role, row->invitation.scope, facts.hubs_of_organisation))
    return Missing{};
  // A new link takes the place of the old one.
  withdraw_invitation(services, transaction, site::author_of(services, call), row->id);
  if (deed == InvitationDeed::withdraw) return Done{};
  Invitation again = row->invitation;
  again.invited_by = actor.person;
  invite(services, transaction, site::author_of(services, call), again);
  return Done{};
}

web::Response act(const site::Services& services, const web::Call& call, InvitationDeed deed) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto done =
      services.database.write([&](Connection& transaction) { return act_in(services, transaction, call, deed); });
  if (!done) return site::refused(services, call, done.error());
  return to_list(services, call, deed == InvitationDeed::resend ? "?sent=1" : "");
}

}  // namespace

void add_invitation_list_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/people/invitations", "accounts.invitations.view"},
             [&services](const web::Call& call) { return list_page(services, call); });
  router.add({web::Method::post, "/{lang}/people/invitations", "accounts.invitation.send"},
             [&services](const web::Call& call) { return send(services, call); });
  router.add({web::Method::post, "/{lang}/people/invitations/{invitation:id}/resend", "accounts.invitation.send"},
             [&services](const web::Call& call) { return act(services, call, InvitationDeed::resend); });
  router.add({web::Method::post, "/{lang}/people/invitations/{invitation:id}/withdraw", "accounts.invitation.withdraw"},
             [&services](const web::Call& call) { return act(services, call, InvitationDeed::withdraw); });
}

}  // namespace kringwerk::accounts
