#include "accounts/io/person_page.h"
#include "accounts/io/save_grants.h"
#include "accounts/io/show_roles.h"
#include "accounts/io/submit_grant.h"
#include "site/page.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

/// Back to the person's page; or the page again with what went wrong.
web::Response answer(const site::Services& services, const web::Call& call, const Result<Done>& done,
                     PersonTyped typed = {}) {
  if (done) {
    services.mail_waits();
    return web::Response::see_other(site::address(call.language, person_path(call.id<access::PersonTag>("person"))));
  }
  if (std::holds_alternative<Conflict>(done.error())) typed.version = PersonTyped::Version::stale;
  if (const auto* invalid = std::get_if<Invalid>(&done.error())) typed.violations = invalid->violations;
  if (std::holds_alternative<Missing>(done.error()) || std::holds_alternative<Forbidden>(done.error())) {
    return site::refusal_page(services, call.request, call.language, 404);
  }
  return person_page(services, call, typed);
}

web::Response without_version(const site::Services& services, const web::Call& call, const Refusal& refusal) {
  PersonTyped typed;
  const bool is_stale = std::holds_alternative<Stale>(refusal);
  typed.version = is_stale ? PersonTyped::Version::stale : PersonTyped::Version::missing;
  return person_page(services, call, typed);
}

GrantDecider decider_of(const site::Services& services, const web::Call& call, const access::Actor& actor) {
  return {actor, {actor.kind, actor.person, call.request.request_id, services.now()}};
}

std::string person_path(const web::Call& call) {
  return "/people/" + std::string(call.parameter("person"));
}

/// Whether the reader may see this person at all; the rules of roles come after that.
bool is_shown(const site::Services& services, Connection& transaction, const web::Call& call,
              const access::Actor& actor) {
  return load_person(transaction, {actor, text::brussels_day(services.now())}, call.id<access::PersonTag>("person"))
      .has_value();
}

web::Response send_role(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  if (auto asked = site::ask_proof(services, call, person_path(call))) return std::move(*asked);
  using Presence = web::FormReader::Presence;
  web::FormReader reader(read.form, call.language);
  const auto role = reader.choice("role", access::kRoleKeys, Presence::required);
  const auto scope = parse_scope_key(reader.typed("scope"));
  if (!scope) reader.report({"access.grant_scope_wrong", "scope", {}});
  const Period period{reader.day("from", Presence::required), reader.day("to", Presence::optional)};
  const auto text = [&](std::string_view field) { return std::string(read.form.fields.value(field)); };
  PersonTyped typed{text("role"), text("scope"), text("from"), text("to"), read.violations, {}};
  append(typed.violations, reader.violations());
  if (!typed.violations.empty()) return person_page(services, call, typed);
  const access::GrantWish wish{call.id<access::PersonTag>("person"), static_cast<access::Role>(*role), *scope, period};
  const auto done = services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    if (!is_shown(services, transaction, call, actor)) return Missing{};
    const auto grant = submit_grant(services, transaction, decider_of(services, call, actor), wish);
    if (!grant) return grant.error();
    return Done{};
  });
  return answer(services, call, done, typed);
}

enum class GrantDeed { approve, refuse, end };

web::Response send_grant_deed(const site::Services& services, const web::Call& call, GrantDeed deed) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  if (auto asked = site::ask_proof(services, call, person_path(call))) return std::move(*asked);
  const auto version = site::version_of(call, read.form, "grant", call.id<access::GrantTag>("grant").text());
  if (!version) return without_version(services, call, version.error());
  const SeenGrant seen{call.id<access::GrantTag>("grant"), *version};
  const auto done = services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    if (!is_shown(services, transaction, call, actor)) return Missing{};
    const GrantDecider decider = decider_of(services, call, actor);
    const auto grant = deed == GrantDeed::approve ? submit_approval(services, transaction, decider, seen)
                                                  : submit_end(services, transaction, decider, seen);
    if (!grant) return grant.error();
    // An address names the grant and its person together, or nothing.
    if (grant->person != call.id<access::PersonTag>("person")) return Missing{};
    return Done{};
  });
  return answer(services, call, done);
}

web::Response send_state(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  if (auto asked = site::ask_proof(services, call, person_path(call))) return std::move(*asked);
  const auto version = site::version_of(call, read.form, "person", call.id<access::PersonTag>("person").text());
  if (!version) return without_version(services, call, version.error());
  const bool suspends = read.form.fields.value("state") == "suspended";
  const auto done = services.database.write([&](Connection& transaction) -> Result<Done> {
    const auto before = load_account_state(transaction, call.id<access::PersonTag>("person"));
    if (!before) return Missing{};
    const access::Actor actor = site::actor_now(services, transaction, call);
    const auto after =
        change_person_state(actor, *before, suspends ? PersonState::suspended : PersonState::active, *version);
    if (!after) return after.error();
    if (!save_account_state(transaction, *before, *after, services.now())) return Conflict{};
    const auto key = [](PersonState state) { return std::string(kPersonStateKeys[static_cast<std::size_t>(state)]); };
    site::record(services, transaction, call,
                 {suspends ? "person.suspended" : "person.let_in",
                  "person",
                  before->id.value(),
                  {{"state", key(before->state), key(after->state)}}});
    return Done{};
  });
  return answer(services, call, done);
}

}  // namespace

void add_person_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/people/{person:id}", "accounts.person.view"},
             [&services](const web::Call& call) { return person_page(services, call); });
  router.add({web::Method::post, "/{lang}/people/{person:id}/roles", "accounts.grant.give"},
             [&services](const web::Call& call) { return send_role(services, call); });
  router.add({web::Method::post, "/{lang}/people/{person:id}/roles/{grant:id}/approve", "accounts.grant.decide"},
             [&services](const web::Call& call) { return send_grant_deed(services, call, GrantDeed::approve); });
  router.add({web::Method::post, "/{lang}/people/{person:id}/roles/{grant:id}/refuse", "accounts.grant.decide"},
             [&services](const web::Call& call) { return send_grant_deed(services, call, GrantDeed::refuse); });
  router.add({web::Method::post, "/{lang}/people/{person:id}/roles/{grant:id}/end", "accounts.grant.end"},
             [&services](const web::Call& call) { return send_grant_deed(services, call, GrantDeed::end); });
  router.add({web::Method::post, "/{lang}/people/{person:id}/state", "accounts.person.suspend"},
             [&services](const web::Call& call) { return send_state(services, call); });
}

}  // namespace kringwerk::accounts
