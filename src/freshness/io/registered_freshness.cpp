#include "freshness/io/registered_freshness.h"

namespace kringwerk::freshness {

void register_freshness(access::RecordRegistry& registry) {
  using access::ErasureEffect;
  const std::string letters =
      "SELECT letter_id FROM freshness_letter WHERE contact_id IN (SELECT contact_id FROM freshness_contact WHERE "
      "{rows})";
  registry.personal.push_back(
      {"freshness",
       "freshness_contact",
       "contact_id",
       "freshness_contact.email = :email",
       {"contact_id", "email", "language", "wants_mail", "last_mail_ms"},
       {},
       ErasureEffect::removed,
       {"DELETE FROM freshness_question WHERE letter_id IN (" + letters + ")",
        "DELETE FROM freshness_letter WHERE contact_id IN (SELECT contact_id FROM freshness_contact WHERE {rows})",
        "DELETE FROM freshness_contact WHERE {rows}"}});
  registry.personal.push_back({"freshness",
                               "freshness_note",
                               "",
                               "freshness_note.email = :email",
                               {"record_type", "record_id", "words", "email", "written_at_ms"},
                               {},
                               ErasureEffect::removed,
                               {"DELETE FROM freshness_note WHERE {rows}"}});
  registry.personal.push_back({"freshness",
                               "bounced_address",
                               "",
                               "bounced_address.address = :email",
                               {"address", "bounced_at_ms", "reason"},
                               {},
                               ErasureEffect::removed,
                               {"DELETE FROM bounced_address WHERE {rows}"}});
}

}  // namespace kringwerk::freshness
