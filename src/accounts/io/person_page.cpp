#include "accounts/io/person_page.h"

#include <algorithm>
#include <array>

#include "accounts/io/show_roles.h"
#include "site/history.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

constexpr std::array<std::string_view, 4> kFields{"role", "scope", "from", "to"};

struct PersonView {
  PersonRow person;
  std::vector<GrantRow> grants;
  std::vector<ScopeChoice> choices;
  const access::Actor& actor;
};

std::optional<PersonView> load_view(const site::Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  const PeopleReader reader{actor, text::brussels_day(services.now())};
  return services.database.read([&](storage::Connection& connection) -> std::optional<PersonView> {
    const auto id = call.id<access::PersonTag>("person");
    auto person = load_person(connection, reader, id);
    if (!person) return std::nullopt;
    return PersonView{std::move(*person), load_grants_of(connection, reader, id),
                      load_scope_choices(connection, reader), actor};
  });
}

/// Whether the reader may end a grant of that scope: the choices are what they may give.
bool may_end(const PersonView& view, const access::Grant& grant) {
  return grant.state != access::GrantState::ended &&
         std::any_of(view.choices.begin(), view.choices.end(),
                     [&](const ScopeChoice& choice) { return choice.scope == grant.scope; });
}

/// The second administrator: neither who proposed it nor who would get it.
bool may_decide(const PersonView& view, const access::Grant& grant) {
  return grant.state == access::GrantState::proposed && view.actor.holds(access::Role::administrator) &&
         grant.given_by != view.actor.person && grant.person != view.actor.person;
}

void show_grant(const site::Services& services, Language language, const PersonView& view, const GrantRow& row,
                web::Model& model) {
  const access::Grant& grant = row.grant;
  web::Model& line = model.add("GRANT");
  line.set("ROLE", role_words(services, language, grant.role));
  line.set("SCOPE", grant.scope.kind == access::ScopeKind::network
                        ? services.texts.get(language, "accounts.people.network")
                        : row.scope_name);
  line.set("PERIOD", period_words(services, language, grant.period));
  line.set("GIVER", row.giver_name.empty() ? services.texts.get(language, "accounts.people.operator") : row.giver_name);
  line.set("GIVEN", text::moment(language, grant.given_at));
  if (!row.decider_name.empty()) line.add("DECIDED").set("DECIDER", row.decider_name);
  const bool has_begun = grant.period.from <= text::brussels_day(services.now());
  const bool counts = access::counts_on(grant, text::brussels_day(services.now()));
  line.show_if(grant.state == access::GrantState::proposed, "PROPOSED");
  line.show_if(counts, "EFFECTIVE");
  line.show_if(grant.state == access::GrantState::effective && !counts, has_begun ? "PAST" : "FUTURE");
  if (grant.ended_at) line.add("ENDED").set("WHEN", text::moment(language, *grant.ended_at));
  const std::string action = site::address(language, person_path(view.person.id) + "/roles/" + grant.id.text());
  if (may_decide(view, grant)) line.add("DECIDE").set("ACTION", action).set("GRANT_VERSION", grant.version);
  if (may_end(view, grant) && !may_decide(view, grant))
    line.add("END").set("ACTION", action).set("GRANT_VERSION", grant.version);
}

void show_person(const site::Services& services, Language language, const PersonView& view, web::Model& model) {
  const PersonRow& person = view.person;
  model.set("HOME", site::address(language, "")).set("NAME", person.name);
  model.set("SINCE", text::day(language, text::brussels_day(person.created_at)));
  if (!person.email.empty()) model.add("MAIL").set("EMAIL", person.email);
  model.show_if(person.state == PersonState::suspended, "SUSPENDED");
  model.show_if(person.state == PersonState::active, "ACTIVE");
  model.show_if(person.state == PersonState::erased, "ERASED");
  if (view.grants.empty()) model.show("NO_GRANTS");
  if (!view.grants.empty()) model.show("GRANTS");
  for (const GrantRow& row : view.grants) show_grant(services, language, view, row, model);
  const bool may_suspend = view.actor.holds(access::Role::administrator) && person.state != PersonState::erased &&
                           person.id != view.actor.person;
  if (!may_suspend) return;
  web::Model& form = model.add(person.state == PersonState::active ? "SUSPEND" : "LET_IN");
  form.set("ACTION", site::address(language, person_path(person.id) + "/state")).set("VERSION", person.version);
}

void show_form(const site::Services& services, Language language, const PersonView& view, const PersonTyped& typed,
               web::Model& model) {
  model.show_if(typed.version != PersonTyped::Version::good, "STALE");
  site::show_findings(services, language, typed.violations, kFields, model, "accounts.grant.");
  if (view.choices.empty() || view.person.state != PersonState::active) return;
  web::Model& form = model.add("GIVE");
  form.set("ACTION", site::address(language, person_path(view.person.id) + "/roles"));
  form.set("FROM", typed.from.empty() ? day_text(text::brussels_day(services.now())) : typed.from);
  form.set("TO", typed.to);
  show_role_choices(services, language, view.choices, typed.role, typed.scope, form);
}

int status_of(const PersonTyped& typed) {
  constexpr int kPreconditionFailed = 412;
  constexpr int kPreconditionRequired = 428;
  constexpr int kUnprocessable = 422;
  if (typed.version == PersonTyped::Version::stale) return kPreconditionFailed;
  if (typed.version == PersonTyped::Version::missing) return kPreconditionRequired;
  return typed.violations.empty() ? 200 : kUnprocessable;
}

}  // namespace

web::Response person_page(const site::Services& services, const web::Call& call, const PersonTyped& typed) {
  const auto view = load_view(services, call);
  if (!view) return site::refusal_page(services, call.request, call.language, 404);
  web::Model model;
  show_person(services, call.language, *view, model);
  show_form(services, call.language, *view, typed, model);
  // Without hubs: a deed may name a role elsewhere, which is for oversight and for who did it.
  if (const auto history = site::show_history(services, call, {"person", view->person.id.value(), std::nullopt, {}})) {
    model.add("HISTORY").set("LINES_HTML", *history);
  }
  site::PageFrame frame;
  frame.title = view->person.name;
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(call.language, "site.my"), "/my"},
                  {services.texts.get(call.language, "accounts.people.title"), "/people"},
                  {view->person.name, ""}};
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "accounts/person.html", model, frame, status_of(typed));
  });
}

}  // namespace kringwerk::accounts
