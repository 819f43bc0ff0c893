#include "accounts/io/set_by_link.h"

#include "access/io/record_deed.h"
#include "access/io/save_mail_attempts.h"
#include "accounts/io/account_key.h"
#include "accounts/io/account_mail.h"
#include "accounts/io/account_store.h"
#include "accounts/io/attempt_store.h"
#include "accounts/io/session_store.h"
#include "notify/outbox.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

void tell(Connection& transaction, const AccountSite& site, const Browser& browser, std::string_view action,
          access::PersonId person, access::ActorKind kind) {
  const bool is_person = kind == access::ActorKind::person;
  access::record_deed(transaction, site.services.keys.audit,
                      {kind, is_person ? person : access::PersonId{}, browser.request_id, site.services.now()},
                      {action, "person", person.value(), {}});
}

/// The same work for every address, so that the time does not tell either.
notify::Mail mail_for(Connection& transaction, const AccountSite& site, const LinkRequest& request,
                      const std::optional<Account>& account) {
  const std::string key = account_key(request.email);
  const bool wants_account = request.purpose == LinkPurpose::make_account;
  const std::string secret = make_link(transaction, request.purpose, key, site.services.now());
  const LinkMail mail{account ? account->email : request.email, account ? account->language : request.language, secret};
  if (wants_account) {
    return is_taken(transaction, key) ? registered_already_mail(site.services, mail)
                                      : register_mail(site.services, mail);
  }
  return account ? reset_mail(site.services, mail) : no_account_mail(site.services, mail);
}

}  // namespace

Result<Done> ask_link(const AccountSite& site, const Browser& browser, const LinkRequest& request) {
  const site::Services& services = site.services;
  Result<Done> asked = services.database.write([&](Connection& transaction) -> Result<Done> {
    const Instant now = services.now();
    const access::MailAttempt attempt{request.email, browser.remote_address};
    Violations limits = access::check_mail_limit(access::load_recent_mail(transaction, attempt, now));
    if (!limits.empty()) return Invalid{std::move(limits)};
    access::save_mail_attempt(transaction, attempt, now);
    const auto account = load_account(transaction, account_key(request.email));
    notify::queue_mail(transaction, services.make_id<notify::MailTag>(), mail_for(transaction, site, request, account),
                       now);
    tell(transaction, site, browser,
         request.purpose == LinkPurpose::make_account ? "person.registration_asked" : "person.password_reset_asked",
         account ? account->id : access::PersonId{}, access::ActorKind::visitor);
    return Done{};
  });
  if (asked) services.mail_waits();
  return asked;
}

Result<SignedIn> register_by_link(const AccountSite& site, const Browser& browser, const LinkedAccount& linked) {
  return site.services.database.write([&](Connection& transaction) -> Result<SignedIn> {
    const Instant now = site.services.now();
    const auto email = email_of_link(transaction, LinkPurpose::make_account, linked.secret, now);
    if (!email || is_taken(transaction, *email)) return Missing{};
    if (!use_link(transaction, LinkPurpose::make_account, linked.secret, now)) return Missing{};
    Account account;
    account.id = site.services.make_id<access::PersonTag>();
    account.email = *email;
    account.name = linked.name;
    account.language = linked.language;
    account.password_hash = linked.password_hash;
    insert_account(transaction, account, now);
    tell(transaction, site, browser, "person.registered", account.id, access::ActorKind::person);
    return let_in(transaction, site, browser, account.id);
  });
}

Result<Done> reset_by_link(const AccountSite& site, const Browser& browser, const LinkedAccount& linked) {
  const site::Services& services = site.services;
  Result<Done> reset = services.database.write([&](Connection& transaction) -> Result<Done> {
    const Instant now = services.now();
    const auto email = email_of_link(transaction, LinkPurpose::new_password, linked.secret, now);
    const auto account = email ? load_account(transaction, *email) : std::nullopt;
    if (!account || !use_link(transaction, LinkPurpose::new_password, linked.secret, now)) return Missing{};
    save_password(transaction, account->id, linked.password_hash, now);
    end_sessions(transaction, account->id, "", now);
    forget_devices(transaction, account->id);
    notify::queue_mail(transaction, services.make_id<notify::MailTag>(),
                       notice_mail(services, {account->email, account->language, ""}, "password_changed"), now);
    tell(transaction, site, browser, "person.password_changed", account->id, access::ActorKind::link_holder);
    return Done{};
  });
  if (reset) services.mail_waits();
  return reset;
}

}  // namespace kringwerk::accounts
