#include "accounts/io/attempt_store.h"

#include "access/io/secrets.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

std::string account_hash(const AttemptFrom& from) {
  return access::hash_of_secret("account " + from.email);
}

std::string address_hash(const AttemptFrom& from) {
  return access::hash_of_secret("address " + from.remote_address);
}

/// The account from this place.
std::string here_hash(const AttemptFrom& from) {
  const std::string place = from.device.empty() ? "address " + from.remote_address : "device " + from.device;
  return access::hash_of_secret("account " + from.email + " from " + place);
}

struct Counted {
  int count = 0;
  std::optional<Instant> last;
};

Counted count(Connection& connection, const std::string& who, Instant now) {
  auto rows = connection.query("SELECT COUNT(*), MAX(at_ms) FROM sign_in_attempt WHERE who_hash = ?1 AND at_ms > ?2",
                               who, now - kFailuresCountFor);
  if (!rows.next()) return {};
  return {rows.get<int>(0), rows.get<std::optional<Instant>>(1)};
}

}  // namespace

RecentFailures load_recent_failures(Connection& connection, const AttemptFrom& from, Instant now) {
  const Counted here = count(connection, here_hash(from), now);
  return {here.count, here.last, count(connection, account_hash(from), now).count,
          count(connection, address_hash(from), now).count, from.device.empty() ? Device::strange : Device::known};
}

void save_attempt(Connection& transaction, AttemptId attempt, const AttemptFrom& from, Instant now) {
  transaction.execute("DELETE FROM sign_in_attempt WHERE at_ms <= ?1", now - kFailuresCountFor);
  for (const std::string& who : {account_hash(from), address_hash(from), here_hash(from)}) {
    transaction.execute("INSERT INTO sign_in_attempt VALUES (?1, ?2, ?3)", attempt, who, now);
  }
}

void withdraw_attempt(Connection& transaction, AttemptId attempt) {
  transaction.execute("DELETE FROM sign_in_attempt WHERE attempt_id = ?1", attempt);
}

void forgive_attempts(Connection& transaction, AttemptId attempt, const AttemptFrom& from) {
  withdraw_attempt(transaction, attempt);
  transaction.execute("DELETE FROM sign_in_attempt WHERE who_hash = ?1", here_hash(from));
}

bool is_known_device(Connection& connection, const std::string& device_hash, access::PersonId person, Instant now) {
  return connection
      .query("SELECT 1 FROM known_device WHERE device_hash = ?1 AND person_id = ?2 AND seen_at_ms > ?3", device_hash,
             person, now - kDeviceStaysKnown)
      .next();
}

void remember_device(Connection& transaction, const std::string& device_hash, access::PersonId person, Instant now) {
  transaction.execute("DELETE FROM known_device WHERE seen_at_ms <= ?1", now - kDeviceStaysKnown);
  transaction.execute(
      "INSERT INTO known_device VALUES (?1, ?2, ?3) ON CONFLICT (device_hash, person_id) DO UPDATE SET "
      "seen_at_ms = excluded.seen_at_ms",
      device_hash, person, now);
}

void forget_devices(Connection& transaction, access::PersonId person) {
  transaction.execute("DELETE FROM known_device WHERE person_id = ?1", person);
}

}  // namespace kringwerk::accounts
