#include "accounts/io/sign_in.h"

#include "access/io/record_deed.h"
#include "access/io/secrets.h"
#include "access/secret.h"
#include "accounts/io/account_mail.h"
#include "accounts/io/attempt_gate.h"
#include "accounts/io/second_factor_store.h"
#include "accounts/io/session_store.h"
#include "notify/outbox.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

Violations refusal(std::string_view rule, std::string_view field) {
  return {{std::string(rule), std::string(field), {}}};
}

void tell(Connection& transaction, const AccountSite& site, const Browser& browser, std::string_view action,
          access::PersonId person, bool is_in) {
  const access::DeedAuthor author{is_in ? access::ActorKind::person : access::ActorKind::visitor,
                                  is_in ? person : access::PersonId{}, browser.request_id, site.services.now()};
  access::record_deed(transaction, site.services.keys.audit, author, {action, "person", person.value(), {}});
}

SignedIn begin(Connection& transaction, const AccountSite& site, const Browser& browser, access::PersonId person,
               Shown shown) {
  const Instant now = site.services.now();
  if (browser.signed_in.is_set()) end_session(transaction, browser.signed_in, browser.session, now);
  // A device that is new to this person gets a new name: one planted by somebody else must not become known.
  const bool is_known = access::looks_like_secret(browser.device_token) &&
                        is_known_device(transaction, access::hash_of_secret(browser.device_token), person, now);
  const std::string device = is_known ? browser.device_token : access::make_secret();
  remember_device(transaction, access::hash_of_secret(device), person, now);
  tell(transaction, site, browser, "session.signed_in", person, true);
  return {begin_session(transaction, {person, browser.device_name, shown}, now), device};
}

std::string make_ticket(Connection& transaction, access::PersonId person, Instant now) {
  std::string ticket = access::make_secret();
  transaction.execute("DELETE FROM sign_in_ticket WHERE created_at_ms <= ?1", now - kTicketLasts);
  transaction.execute("INSERT INTO sign_in_ticket VALUES (?1, ?2, ?3, NULL)", access::hash_of_secret(ticket), person,
                      now);
  return ticket;
}

std::optional<Account> account_of_ticket(Connection& connection, const std::string& ticket, Instant now) {
  std::optional<access::PersonId> person;
  {
    auto rows = connection.query(
        "SELECT person_id FROM sign_in_ticket WHERE ticket_hash = ?1 AND ended_at_ms IS NULL AND created_at_ms > ?2",
        access::hash_of_secret(ticket), now - kTicketLasts);
    if (rows.next()) person = rows.get<access::PersonId>(0);
  }
  return person ? load_account(connection, *person) : std::nullopt;
}

bool end_ticket(Connection& transaction, const std::string& ticket, Instant now) {
  return transaction.execute(
             "UPDATE sign_in_ticket SET ended_at_ms = ?2 WHERE ticket_hash = ?1 AND ended_at_ms IS NULL",
             access::hash_of_secret(ticket), now) == 1;
}

SignInAnswer settle(Connection& transaction, const AccountSite& site, const Browser& browser, const Gate& known,
                    AttemptId attempt, bool fits) {
  const auto now_there = known.account ? load_account(transaction, known.account->id) : std::nullopt;
  if (!fits || !now_there || now_there->password_hash != known.account->password_hash) {
    tell(transaction, site, browser, "session.sign_in_failed", known.account ? known.account->id : access::PersonId{},
         false);
    return refusal("accounts.sign_in_failed", "email");
  }
  if (now_there->has_second_factor) {
    withdraw_attempt(transaction, attempt);
    return NeedsSecondFactor{make_ticket(transaction, now_there->id, site.services.now())};
  }
  forgive_attempts(transaction, attempt, known.from);
  return begin(transaction, site, browser, now_there->id, Shown::password);
}

SignInAnswer settle_second(Connection& transaction, const AccountSite& site, const Browser& browser, const Gate& known,
                           AttemptId attempt, const SecondStep& step) {
  const Instant now = site.services.now();
  const auto account = account_of_ticket(transaction, step.ticket, now);
  if (!account) return refusal("accounts.ticket_ended", "");
  const ShownFactor shown = show_second_factor(site.services, transaction, account->id, step.code, now);
  if (shown == ShownFactor::none) {
    tell(transaction, site, browser, "session.sign_in_failed", account->id, false);
    return refusal("accounts.code_wrong", "code");
  }
  if (!end_ticket(transaction, step.ticket, now)) return refusal("accounts.ticket_ended", "");
  forgive_attempts(transaction, attempt, known.from);
  if (shown == ShownFactor::recovery_code) {
    notify::queue_mail(transaction, site.services.make_id<notify::MailTag>(),
                       notice_mail(site.services, {account->email, account->language, ""}, "recovery_used"), now);
    tell(transaction, site, browser, "person.recovery_code_used", account->id, true);
  }
  return begin(transaction, site, browser, account->id, Shown::password_and_second_factor);
}

}  // namespace

SignInAnswer sign_in(AccountSite& site, const Browser& browser, const Credentials& credentials) {
  const Gate known = site.services.database.read([&](Connection& connection) {
    return look_at_gate(connection, browser, load_account(connection, credentials.email), credentials.email,
                        site.services.now());
  });
  if (!known.limits.empty()) return known.limits;
  auto turn = site.hasher.enter(lane_of(known.from));
  if (!turn) return TooBusy{};
  const auto attempt = count_attempt(site, known.from);
  if (!attempt) return std::get<Invalid>(attempt.error()).violations;
  const bool fits = turn->fits(known.account ? known.account->password_hash : std::string(), credentials.password);
  turn.reset();
  return site.services.database.write(
      [&](Connection& transaction) { return settle(transaction, site, browser, known, *attempt, fits); });
}

SignInAnswer sign_in_second(AccountSite& site, const Browser& browser, const SecondStep& step) {
  if (!access::looks_like_secret(step.ticket)) return refusal("accounts.ticket_ended", "");
  const Gate known = site.services.database.read([&](Connection& connection) {
    auto account = account_of_ticket(connection, step.ticket, site.services.now());
    if (!account) return Gate{};
    const std::string email = account->email;
    return look_at_gate(connection, browser, std::move(account), email, site.services.now());
  });
  if (!known.account) return refusal("accounts.ticket_ended", "");
  if (!known.limits.empty()) return known.limits;
  const auto attempt = count_attempt(site, known.from);
  if (!attempt) return std::get<Invalid>(attempt.error()).violations;
  SignInAnswer answer = site.services.database.write(
      [&](Connection& transaction) { return settle_second(transaction, site, browser, known, *attempt, step); });
  site.services.mail_waits();
  return answer;
}

SignedIn let_in(Connection& transaction, const AccountSite& site, const Browser& browser, access::PersonId person) {
  return begin(transaction, site, browser, person, Shown::password);
}

}  // namespace kringwerk::accounts
