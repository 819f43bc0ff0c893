#include "handovers/io/registered_handovers.h"

namespace kringwerk::handovers {

namespace {

using access::ErasureEffect;

/// The kilograms that two sides signed stay; who one of them was beyond its organisation goes.
std::vector<std::string> empty_agreement_sides() {
  return {
      "DELETE FROM handover_link WHERE agreement_id IN (SELECT agreement_id FROM agreement_side WHERE {rows})",
      "UPDATE agreement SET state = CASE state WHEN 'proposed' THEN 'withdrawn' WHEN 'active' THEN 'ended' ELSE state "
      "END, version = version + 1 WHERE agreement_id IN (SELECT agreement_id FROM agreement_side WHERE {rows})",
      "UPDATE agreement_side SET email = '', name = CASE WHEN organisation_id IS NULL THEN '' ELSE name END WHERE "
      "{rows}"};
}

}  // namespace

void register_handovers(access::RecordRegistry& registry) {
  registry.personal.push_back({"agreement",
                               "agreement_side",
                               "agreement_id",
                               "lower(agreement_side.email) = :email",
                               {"agreement_id", "side", "organisation_id", "name", "email", "language"},
                               {},
                               ErasureEffect::emptied,
                               empty_agreement_sides()});
  registry.personal.push_back({"agreement",
                               "agreement",
                               "agreement_id",
                               "agreement.proposed_by = :person",
                               {"agreement_id", "state", "what", "proposed_at_ms"},
                               {"proposed_by"},
                               ErasureEffect::kept,
                               {}});
  registry.personal.push_back({"agreement",
                               "handover_statement",
                               "",
                               "handover_statement.person_id = :person",
                               {"statement_id", "handover_id", "kind", "delivered_on", "words", "note", "at_ms"},
                               {"person_id"},
                               ErasureEffect::emptied,
                               {"UPDATE handover_statement SET words = '', note = '' WHERE {rows}"}});
  registry.retained.push_back(
      {"agreement", "agreement_side", "agreement_id",
       "(SELECT agreement.changed_at_ms FROM agreement WHERE agreement.agreement_id = agreement_side.agreement_id)",
       "email <> '' AND (SELECT agreement.state FROM agreement WHERE agreement.agreement_id = "
       "agreement_side.agreement_id) IN ('refused', 'withdrawn', 'ended')",
       empty_agreement_sides()});
}

}  // namespace kringwerk::handovers
