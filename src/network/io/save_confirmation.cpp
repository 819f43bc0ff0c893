#include "network/io/save_confirmation.h"

namespace kringwerk::network {

namespace {

using storage::Connection;

constexpr std::string_view kConfirm =
    "INSERT INTO record_confirmation (record_type, record_id, confirmed_at_ms) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (record_type, record_id) DO UPDATE SET confirmed_at_ms = excluded.confirmed_at_ms, "
    "retired_at_ms = NULL";

}  // namespace

void confirm_capability(Connection& transaction, CapabilityId id, Instant now) {
  transaction.execute("UPDATE capability SET confirmed_at_ms = ?2 WHERE capability_id = ?1", id, now);
  transaction.execute(kConfirm, "capability", id, now);
}

void confirm_organisation(Connection& transaction, OrganisationId id, Instant now) {
  transaction.execute(kConfirm, "organisation", id, now);
}

void retire_organisation(Connection& transaction, OrganisationId id, Instant now) {
  transaction.execute(
      "INSERT INTO record_confirmation (record_type, record_id, retired_at_ms) VALUES ('organisation', ?1, ?2) "
      "ON CONFLICT (record_type, record_id) DO UPDATE SET retired_at_ms = excluded.retired_at_ms",
      id, now);
}

void set_organisation_contact(Connection& transaction, OrganisationId id, const std::string& email) {
  transaction.execute(
      "INSERT INTO organisation_contact (organisation_id, email) VALUES (?1, ?2) "
      "ON CONFLICT (organisation_id) DO UPDATE SET email = excluded.email",
      id, email);
  transaction.execute("UPDATE organisation SET version = version + 1 WHERE organisation_id = ?1", id);
}

}  // namespace kringwerk::network
