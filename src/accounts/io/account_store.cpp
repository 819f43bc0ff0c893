#include "accounts/io/account_store.h"

#include "text/format.h"

namespace kringwerk::accounts {

namespace {

constexpr std::string_view kColumns =
    "SELECT person.person_id, email, name, language, password_hash, version, "
    "EXISTS (SELECT 1 FROM second_factor WHERE second_factor.person_id = person.person_id) AS has_second FROM person ";

std::optional<Account> first(storage::Rows rows) {
  if (!rows.next()) return std::nullopt;
  Account account;
  account.id = rows.get<access::PersonId>(0);
  account.email = rows.get<std::string>(1);
  account.name = rows.get<std::string>(2);
  account.language = parse_language(rows.text(3)).value_or(Language::nl);
  account.password_hash = rows.get<std::string>(4);
  account.version = rows.int64(5);
  account.has_second_factor = rows.get<bool>(6);
  return account;
}

}  // namespace

std::optional<Account> load_account(storage::Connection& connection, const std::string& email) {
  return first(connection.query(std::string(kColumns) + "WHERE email = ?1 AND state = 'active'", email));
}

std::optional<Account> load_account(storage::Connection& connection, access::PersonId person) {
  return first(connection.query(std::string(kColumns) + "WHERE person.person_id = ?1 AND state = 'active'", person));
}

bool is_taken(storage::Connection& connection, const std::string& email) {
  return connection.query("SELECT 1 FROM person WHERE email = ?1", email).next();
}

void insert_account(storage::Connection& transaction, const Account& account, Instant now) {
  transaction.execute(
      "INSERT INTO person (person_id, email, name, name_sort, language, state, password_hash, password_changed_at_ms, "
      "created_at_ms, version) VALUES (?1, ?2, ?3, ?4, ?5, 'active', ?6, ?7, ?7, 1)",
      account.id, account.email, account.name, text::sort_key(Language::nl, account.name),
      language_code(account.language), account.password_hash, now);
}

void save_password(storage::Connection& transaction, access::PersonId person, const std::string& password_hash,
                   Instant now) {
  transaction.execute("UPDATE person SET password_hash = ?2, password_changed_at_ms = ?3 WHERE person_id = ?1", person,
                      password_hash, now);
}

bool save_profile(storage::Connection& transaction, const Account& account) {
  return transaction.execute(
             "UPDATE person SET name = ?3, name_sort = ?4, language = ?5, version = version + 1 "
             "WHERE person_id = ?1 AND version = ?2",
             account.id, account.version, account.name, text::sort_key(Language::nl, account.name),
             language_code(account.language)) == 1;
}

}  // namespace kringwerk::accounts
