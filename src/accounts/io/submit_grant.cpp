#include "accounts/io/submit_grant.h"

#include "accounts/io/person_page.h"
#include "accounts/io/save_grants.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

access::GrantMoment moment_of(const GrantDecider& decider) {
  return {decider.author.at, text::brussels_day(decider.author.at)};
}

void tell(const site::Services& services, Connection& transaction, const GrantDecider& decider, std::string_view action,
          const access::Grant& grant) {
  access::Deed deed;
  deed.action = action;
  deed.record = "person";
  deed.record_id = grant.person.value();
  deed.changes = {{"role", "", std::string(access::key_of(grant.role))}, {"scope", "", scope_key(grant.scope)}};
  if (grant.period.from) deed.changes.push_back({"from_on", "", day_text(*grant.period.from)});
  if (grant.period.to) deed.changes.push_back({"to_on", "", day_text(*grant.period.to)});
  access::record_deed(transaction, services.keys.audit, decider.author, deed);
}

/// The grant as it is now, when it is still the one that was seen.
Result<access::Grant> load_seen(Connection& transaction, const SeenGrant& seen) {
  const auto grant = load_grant(transaction, seen.id);
  if (!grant) return Missing{};
  if (grant->version != seen.version) return Conflict{};
  return *grant;
}

}  // namespace

access::GrantFacts load_grant_facts(Connection& connection, access::PersonId receiver, const access::Scope& scope,
                                    Day today) {
  access::GrantFacts facts;
  if (scope.kind == access::ScopeKind::organisation) {
    auto hubs = connection.query(
        "SELECT hub_id FROM membership WHERE organisation_id = ?1 AND (from_on IS NULL OR from_on <= ?2) AND (to_on IS "
        "NULL OR to_on >= ?2) UNION SELECT a.hub_id FROM hub_area a JOIN organisation o ON o.nis = a.nis WHERE "
        "o.organisation_id = ?1",
        scope.id, today);
    while (hubs.next()) facts.hubs_of_organisation.push_back(hubs.int64(0));
  }
  facts.of_receiver = load_open_grants(connection, receiver);
  auto others = connection.query(
      "SELECT COUNT(DISTINCT g.person_id) FROM role_grant g JOIN person p ON p.person_id = g.person_id WHERE g.role = "
      "'administrator' AND g.state = 'effective' AND g.from_on <= ?2 AND (g.to_on IS NULL OR g.to_on >= ?2) AND "
      "p.state = 'active' AND p.person_id <> ?1",
      receiver, today);
  others.next();
  facts.other_administrators = static_cast<std::size_t>(others.int64(0));
  return facts;
}

Result<access::Grant> submit_grant(const site::Services& services, Connection& transaction, const GrantDecider& decider,
                                   const access::GrantWish& wish) {
  const auto receiver = load_account_state(transaction, wish.person);
  if (!receiver || receiver->state != PersonState::active) return Missing{};
  if (!load_scope_name(transaction, wish.scope)) return Missing{};
  const access::GrantMoment moment = moment_of(decider);
  auto grant =
      access::give_role(decider.actor, wish, load_grant_facts(transaction, wish.person, wish.scope, moment.today),
                        moment, services.make_id<access::GrantTag>());
  if (!grant) return grant;
  insert_grant(transaction, *grant);
  tell(services, transaction, decider, grant->state == access::GrantState::proposed ? "grant.proposed" : "grant.given",
       *grant);
  return grant;
}

Result<access::Grant> submit_approval(const site::Services& services, Connection& transaction,
                                      const GrantDecider& decider, const SeenGrant& seen) {
  auto before = load_seen(transaction, seen);
  if (!before) return before;
  auto after = access::approve_grant(decider.actor, *before, moment_of(decider));
  if (!after) return after;
  if (!update_grant(transaction, *before, *after)) return Conflict{};
  tell(services, transaction, decider, "grant.approved", *after);
  return after;
}

Result<access::Grant> submit_end(const site::Services& services, Connection& transaction, const GrantDecider& decider,
                                 const SeenGrant& seen) {
  auto before = load_seen(transaction, seen);
  if (!before) return before;
  const access::GrantMoment moment = moment_of(decider);
  auto after = access::end_grant(decider.actor, *before,
                                 load_grant_facts(transaction, before->person, before->scope, moment.today), moment);
  if (!after) return after;
  if (!update_grant(transaction, *before, *after)) return Conflict{};
  tell(services, transaction, decider, before->state == access::GrantState::proposed ? "grant.refused" : "grant.ended",
       *after);
  return after;
}

}  // namespace kringwerk::accounts
