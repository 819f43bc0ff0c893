#include "accounts/io/accept_invitation.h"

#include <algorithm>

#include "access/io/record_deed.h"
#include "accounts/io/account_store.h"
#include "accounts/io/load_invitations.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

/// An administrator that a person invited waits for a second administrator.
access::GrantState state_of(const Invitation& invitation) {
  const bool needs_a_second = invitation.role == access::Role::administrator && invitation.invited_by.is_set();
  return needs_a_second ? access::GrantState::proposed : access::GrantState::effective;
}

void give_role(Connection& transaction, const AccountSite& site, const access::DeedAuthor& author,
               const Invitation& invitation) {
  std::optional<access::PersonId> given_by;
  if (invitation.invited_by.is_set()) given_by = invitation.invited_by;
  const auto id = site.services.make_id<access::GrantTag>();
  const std::string_view state = access::kGrantStateKeys[static_cast<std::size_t>(state_of(invitation))];
  const Day today = text::brussels_day(author.at);
  transaction.execute(
      "INSERT INTO role_grant (grant_id, person_id, role, scope_kind, scope_id, from_on, to_on, state, given_by, "
      "given_at_ms, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)",
      id, author.person, access::key_of(invitation.role), access::key_of(invitation.scope.kind), invitation.scope.id,
      std::max(today, invitation.period.from.value_or(today)), invitation.period.to, state, given_by, author.at);
  access::record_deed(
      transaction, site.services.keys.audit, author,
      {"role_grant.given",
       "role_grant",
       id.value(),
       {{"role", "", std::string(access::key_of(invitation.role))}, {"state", "", std::string(state)}}});
}

Account new_account(const AccountSite& site, const Acceptance& acceptance, const Invitation& invitation) {
  Account account;
  account.id = site.services.make_id<access::PersonTag>();
  account.email = invitation.email;
  account.name = acceptance.name;
  account.language = acceptance.language;
  account.password_hash = acceptance.password_hash;
  return account;
}

}  // namespace

Result<std::optional<SignedIn>> accept_invitation(const AccountSite& site, const Browser& browser,
                                                  const Acceptance& acceptance) {
  using Answer = Result<std::optional<SignedIn>>;
  return site.services.database.write([&](Connection& transaction) -> Answer {
    const Instant now = site.services.now();
    const auto sent = load_open_invitation(transaction, acceptance.secret, now);
    if (!sent) return Missing{};
    const auto known = load_account(transaction, sent->invitation.email);
    const bool is_new = !known && !is_taken(transaction, sent->invitation.email);
    if (!known && (!is_new || acceptance.password_hash.empty())) return Missing{};
    const Account account = known ? *known : new_account(site, acceptance, sent->invitation);
    if (is_new) insert_account(transaction, account, now);
    const auto ended = transaction.execute(
        "UPDATE invitation SET ended_at_ms = ?2, accepted_by = ?3 WHERE invitation_id = ?1 AND ended_at_ms IS NULL",
        sent->id, now, account.id);
    if (ended != 1) return Missing{};
    const access::DeedAuthor author{access::ActorKind::person, account.id, browser.request_id, now};
    access::record_deed(transaction, site.services.keys.audit, author,
                        {"invitation.accepted", "invitation", sent->id.value(), {}});
    give_role(transaction, site, author, sent->invitation);
    if (!is_new) return std::optional<SignedIn>{};
    return std::optional<SignedIn>{let_in(transaction, site, browser, account.id)};
  });
}

}  // namespace kringwerk::accounts
