#include "accounts/io/second_factor_store.h"

#include "access/io/sealed.h"
#include "access/io/secrets.h"
#include "accounts/io/totp.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

constexpr std::size_t kRecoveryLength = 16;

std::string context_of(access::PersonId person) {
  return "second_factor.sealed_secret:" + person.text();
}

/// Letters and digits alone, in lower case.
std::string plain(std::string_view typed) {
  std::string text;
  for (const char c : typed) {
    if (c >= 'A' && c <= 'Z') text += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) text += c;
  }
  return text;
}

std::optional<std::string> load_secret(const site::Services& services, Connection& connection,
                                       access::PersonId person) {
  auto rows = connection.query("SELECT sealed_secret FROM second_factor WHERE person_id = ?1", person);
  if (!rows.next()) return std::nullopt;
  return access::open_sealed(services.keys.records, context_of(person), rows.text(0));
}

bool use_step(Connection& transaction, access::PersonId person, std::int64_t step) {
  return transaction.execute("UPDATE second_factor SET last_step = ?2 WHERE person_id = ?1 AND last_step < ?2", person,
                             step) == 1;
}

bool use_recovery_code(Connection& transaction, access::PersonId person, const std::string& code, Instant now) {
  return transaction.execute(
             "UPDATE recovery_code SET used_at_ms = ?3 WHERE person_id = ?1 AND code_hash = ?2 AND used_at_ms IS NULL",
             person, access::hash_of_secret(code), now) == 1;
}

}  // namespace

ShownFactor show_second_factor(const site::Services& services, Connection& transaction, access::PersonId person,
                               std::string_view typed, Instant now) {
  const std::string code = plain(typed);
  if (code.size() == kRecoveryLength) {
    return use_recovery_code(transaction, person, code, now) ? ShownFactor::recovery_code : ShownFactor::none;
  }
  const auto secret = load_secret(services, transaction, person);
  if (!secret) return ShownFactor::none;
  const auto step = step_of_code(*secret, code, now);
  return step && use_step(transaction, person, *step) ? ShownFactor::app_code : ShownFactor::none;
}

void save_second_factor(const site::Services& services, Connection& transaction, access::PersonId person,
                        const std::string& secret, std::int64_t used_step) {
  transaction.execute(
      "INSERT INTO second_factor VALUES (?1, ?2, ?3, ?4) ON CONFLICT (person_id) DO UPDATE SET sealed_secret = "
      "excluded.sealed_secret, set_at_ms = excluded.set_at_ms, last_step = excluded.last_step",
      person, access::seal(services.keys.records, context_of(person), secret), services.now(), used_step);
}

std::vector<std::string> make_recovery_codes(Connection& transaction, access::PersonId person) {
  constexpr std::size_t kGroup = 4;
  transaction.execute("DELETE FROM recovery_code WHERE person_id = ?1", person);
  std::vector<std::string> shown;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    const std::string code = access::make_secret().substr(0, kRecoveryLength);
    transaction.execute("INSERT INTO recovery_code VALUES (?1, ?2, NULL)", person, access::hash_of_secret(code));
    std::string& text = shown.emplace_back();
    for (std::size_t at = 0; at < code.size(); at += kGroup) text += (at == 0 ? "" : "-") + code.substr(at, kGroup);
  }
  return shown;
}

int count_recovery_codes(Connection& connection, access::PersonId person) {
  auto rows =
      connection.query("SELECT COUNT(*) FROM recovery_code WHERE person_id = ?1 AND used_at_ms IS NULL", person);
  return rows.next() ? rows.get<int>(0) : 0;
}

std::optional<Instant> second_factor_set_at(Connection& connection, access::PersonId person) {
  auto rows = connection.query("SELECT set_at_ms FROM second_factor WHERE person_id = ?1", person);
  if (!rows.next()) return std::nullopt;
  return rows.get<Instant>(0);
}

}  // namespace kringwerk::accounts
