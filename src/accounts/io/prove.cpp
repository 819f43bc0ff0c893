#include "accounts/io/prove.h"

#include "access/io/record_deed.h"
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

Gate gate_of(const AccountSite& site, const Browser& browser) {
  return site.services.database.read([&](Connection& connection) {
    auto account = load_account(connection, browser.signed_in);
    const std::string email = account ? account->email : std::string();
    return look_at_gate(connection, browser, std::move(account), email, site.services.now());
  });
}

void tell(Connection& transaction, const AccountSite& site, const Browser& browser, std::string_view action) {
  access::record_deed(transaction, site.services.keys.audit,
                      {access::ActorKind::person, browser.signed_in, browser.request_id, site.services.now()},
                      {action, "person", browser.signed_in.value(), {}});
}

bool shows_code(Connection& transaction, const AccountSite& site, const Account& account, const std::string& code) {
  const Instant now = site.services.now();
  const ShownFactor shown = show_second_factor(site.services, transaction, account.id, code, now);
  if (shown == ShownFactor::recovery_code) {
    notify::queue_mail(transaction, site.services.make_id<notify::MailTag>(),
                       notice_mail(site.services, {account.email, account.language, ""}, "recovery_used"), now);
  }
  return shown != ShownFactor::none;
}

ProveAnswer renew(Connection& transaction, const AccountSite& site, const Browser& browser, Shown shown) {
  const auto session = renew_session(transaction, browser.session, shown, site.services.now());
  if (!session) return refusal("accounts.ticket_ended", "");
  tell(transaction, site, browser, "session.proved");
  return Proved{*session};
}

ProveAnswer prove_by_code(const AccountSite& site, const Browser& browser, const Gate& gate, const std::string& code) {
  const auto attempt = count_attempt(site, gate.from);
  if (!attempt) return std::get<Invalid>(attempt.error()).violations;
  ProveAnswer answer = site.services.database.write([&](Connection& transaction) -> ProveAnswer {
    if (!shows_code(transaction, site, *gate.account, code)) return refusal("accounts.code_wrong", "code");
    forgive_attempts(transaction, *attempt, gate.from);
    return renew(transaction, site, browser, Shown::password_and_second_factor);
  });
  site.services.mail_waits();
  return answer;
}

}  // namespace

std::variant<Done, Violations, TooBusy> check_own_password(AccountSite& site, const Browser& browser,
                                                           const std::string& password) {
  const Gate gate = gate_of(site, browser);
  if (!gate.account || !gate.limits.empty()) return gate.limits;
  const auto turn = site.hasher.enter(PasswordHasher::Lane::known);
  if (!turn) return TooBusy{};
  const auto attempt = count_attempt(site, gate.from);
  if (!attempt) return std::get<Invalid>(attempt.error()).violations;
  if (!turn->fits(gate.account->password_hash, password)) {
    return refusal("accounts.password_wrong", "current_password");
  }
  site.services.database.write([&](Connection& transaction) { forgive_attempts(transaction, *attempt, gate.from); });
  return Done{};
}

ProveAnswer prove(AccountSite& site, const Browser& browser, const Proof& proof) {
  const Gate gate = gate_of(site, browser);
  if (!gate.account || !gate.limits.empty()) return gate.limits;
  if (gate.account->has_second_factor) return prove_by_code(site, browser, gate, proof.code);
  const auto checked = check_own_password(site, browser, proof.password);
  if (const auto* refused = std::get_if<Violations>(&checked)) return *refused;
  if (std::holds_alternative<TooBusy>(checked)) return TooBusy{};
  return site.services.database.write(
      [&](Connection& transaction) { return renew(transaction, site, browser, Shown::password); });
}

}  // namespace kringwerk::accounts
