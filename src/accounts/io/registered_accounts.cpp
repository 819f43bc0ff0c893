#include "accounts/io/registered_accounts.h"

namespace kringwerk::accounts {

namespace {

using access::ErasureEffect;
using access::RecordRegistry;

std::string removal(const std::string& table) {
  return "DELETE FROM " + table + " WHERE {rows}";
}

/// The number of the person stays, so that deeds and grants of the past keep an author; who that was is gone. An
/// account under a legal hold is closed as well, but keeps its name until the hold ends.
void register_person(RecordRegistry& registry) {
  registry.personal.push_back(
      {"account",
       "person",
       "person_id",
       "person.person_id = :person",
       {"person_id", "email", "name", "language", "state", "password_changed_at_ms", "created_at_ms"},
       {"name_sort", "password_hash"},
       ErasureEffect::emptied,
       {"UPDATE person SET state = 'erased', password_hash = '', version = version + 1 WHERE {theirs}",
        "UPDATE person SET email = 'erased-' || person_id || '@erased.invalid', name = '', name_sort = '', "
        "password_changed_at_ms = NULL WHERE {rows}"}});
  registry.personal.push_back(
      {"role",
       "role_grant",
       "grant_id",
       "role_grant.person_id = :person",
       {"grant_id", "role", "scope_kind", "scope_id", "from_on", "to_on", "state", "given_at_ms", "ended_at_ms"},
       {"person_id", "given_by", "decided_by"},
       ErasureEffect::kept,
       {"UPDATE role_grant SET state = 'ended', ended_at_ms = :now, version = version + 1 "
        "WHERE state <> 'ended' AND {theirs}"}});
  registry.personal.push_back({"consent",
                               "consent",
                               "consent_id",
                               "consent.person_id = :person",
                               {"consent_id", "purpose", "text_version", "language", "step", "at_ms"},
                               {"person_id", "by_person_id"},
                               ErasureEffect::kept,
                               {}});
}

void register_sign_in(RecordRegistry& registry) {
  registry.personal.push_back({"session",
                               "session",
                               "",
                               "session.person_id = :person",
                               {"device", "has_second_factor", "created_at_ms", "seen_at_ms", "ended_at_ms"},
                               {"session_hash", "person_id"},
                               ErasureEffect::removed,
                               {removal("session")}});
  registry.personal.push_back({"second_factor",
                               "second_factor",
                               "",
                               "second_factor.person_id = :person",
                               {"set_at_ms"},
                               {"person_id", "sealed_secret"},
                               ErasureEffect::removed,
                               {removal("second_factor")}});
  registry.personal.push_back({"second_factor",
                               "recovery_code",
                               "",
                               "recovery_code.person_id = :person",
                               {"used_at_ms"},
                               {"person_id", "code_hash"},
                               ErasureEffect::removed,
                               {removal("recovery_code")}});
  registry.personal.push_back({"sign_in",
                               "sign_in_ticket",
                               "",
                               "sign_in_ticket.person_id = :person",
                               {"created_at_ms", "ended_at_ms"},
                               {"person_id", "ticket_hash"},
                               ErasureEffect::removed,
                               {removal("sign_in_ticket")}});
  registry.personal.push_back({"sign_in",
                               "known_device",
                               "",
                               "known_device.person_id = :person",
                               {"seen_at_ms"},
                               {"person_id", "device_hash"},
                               ErasureEffect::removed,
                               {removal("known_device")}});
  registry.personal.push_back({"mail_limit",
                               "mail_attempt",
                               "",
                               "mail_attempt.who_hash = :mailbox",
                               {"at_ms"},
                               {"who_hash"},
                               ErasureEffect::removed,
                               {removal("mail_attempt")}});
}

void register_links(RecordRegistry& registry) {
  registry.personal.push_back({"invitation",
                               "invitation",
                               "invitation_id",
                               "lower(invitation.email) = :email",
                               {"invitation_id", "email", "name", "language", "role", "scope_kind", "scope_name",
                                "sent_at_ms", "expires_at_ms", "ended_at_ms"},
                               {"secret_hash", "invited_by", "accepted_by"},
                               ErasureEffect::removed,
                               {removal("invitation")}});
  registry.personal.push_back({"account_link",
                               "account_link",
                               "",
                               "lower(account_link.email) = :email",
                               {"purpose", "email", "created_at_ms", "expires_at_ms", "used_at_ms"},
                               {"link_hash"},
                               ErasureEffect::removed,
                               {removal("account_link")}});
}

/// The lines stay; the details go by access::erase_details, which keeps the chain whole.
void register_trail(RecordRegistry& registry) {
  registry.personal.push_back({"audit",
                               "audit_line",
                               "",
                               "audit_line.person_id = :person",
                               {"line_number", "at_ms", "action", "record_type", "record_id"},
                               {"person_id"},
                               ErasureEffect::kept,
                               {}});
  registry.personal.push_back({"audit_detail",
                               "audit_detail",
                               "",
                               "audit_detail.line_number IN (SELECT line_number FROM audit_line WHERE record_type = "
                               "'person' AND record_id = :person)",
                               {"line_number", "changes"},
                               {},
                               ErasureEffect::removed,
                               {}});
}

void register_times(RecordRegistry& registry) {
  const auto keep = [&](const char* record_class, const std::string& table, const std::string& since, const char* due) {
    registry.retained.push_back({record_class, table, "", table + "." + since, due, {removal(table)}});
  };
  keep("session", "session", "ended_at_ms", "ended_at_ms IS NOT NULL");
  keep("session", "session", "seen_at_ms", "ended_at_ms IS NULL");
  keep("sign_in_attempt", "sign_in_attempt", "at_ms", "");
  keep("sign_in", "sign_in_ticket", "created_at_ms", "");
  keep("known_device", "known_device", "seen_at_ms", "");
  keep("account_link", "account_link", "expires_at_ms", "");
  keep("invitation", "invitation", "expires_at_ms", "");
  keep("mail_limit", "mail_attempt", "at_ms", "");
}

}  // namespace

void register_accounts(RecordRegistry& registry) {
  register_person(registry);
  register_sign_in(registry);
  register_links(registry);
  register_trail(registry);
  register_times(registry);
}

}  // namespace kringwerk::accounts
