#include "accounts/io/account_link.h"

#include "access/io/secrets.h"
#include "access/secret.h"

namespace kringwerk::accounts {

namespace {

std::string key_of(LinkPurpose purpose) {
  return purpose == LinkPurpose::make_account ? "register" : "reset";
}

}  // namespace

std::string make_link(storage::Connection& transaction, LinkPurpose purpose, const std::string& email, Instant now) {
  std::string secret = access::make_secret();
  transaction.execute("DELETE FROM account_link WHERE expires_at_ms <= ?1", now);
  transaction.execute("INSERT INTO account_link VALUES (?1, ?2, ?3, ?4, ?5, NULL)", access::hash_of_secret(secret),
                      key_of(purpose), email, now, now + kLinkLasts);
  return secret;
}

std::optional<std::string> email_of_link(storage::Connection& connection, LinkPurpose purpose, std::string_view secret,
                                         Instant now) {
  if (!access::looks_like_secret(secret)) return std::nullopt;
  auto rows = connection.query(
      "SELECT email FROM account_link WHERE link_hash = ?1 AND purpose = ?2 AND used_at_ms IS NULL AND expires_at_ms > "
      "?3",
      access::hash_of_secret(secret), key_of(purpose), now);
  if (!rows.next()) return std::nullopt;
  return rows.get<std::string>(0);
}

bool use_link(storage::Connection& transaction, LinkPurpose purpose, std::string_view secret, Instant now) {
  const auto email = email_of_link(transaction, purpose, secret, now);
  if (!email) return false;
  return transaction.execute(
             "UPDATE account_link SET used_at_ms = ?3 WHERE email = ?1 AND purpose = ?2 AND used_at_ms IS NULL", *email,
             key_of(purpose), now) >= 1;
}

}  // namespace kringwerk::accounts
