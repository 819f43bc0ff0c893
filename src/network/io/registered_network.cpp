#include "network/io/registered_network.h"

namespace kringwerk::network {

/// What changed in a public record stays, as its history; what somebody wrote beside it goes.
void register_network(access::RecordRegistry& registry) {
  using access::ErasureEffect;
  registry.personal.push_back({"revision",
                               "revision",
                               "revision_id",
                               "revision.proposed_by = :person",
                               {"revision_id", "record", "record_id", "state", "remark", "proposed_at_ms"},
                               {"proposed_by"},
                               ErasureEffect::emptied,
                               {"UPDATE revision SET remark = '', version = version + 1 WHERE {rows}"}});
  registry.personal.push_back({"revision",
                               "revision",
                               "revision_id",
                               "revision.decided_by = :person",
                               {"revision_id", "record", "record_id", "state", "reason", "decided_at_ms"},
                               {"decided_by"},
                               ErasureEffect::emptied,
                               {"UPDATE revision SET reason = '', version = version + 1 WHERE {rows}"}});
  registry.personal.push_back({"account",
                               "proposal_mail",
                               "",
                               "proposal_mail.person_id = :person",
                               {"wants_mail", "changed_at_ms"},
                               {"person_id"},
                               ErasureEffect::removed,
                               {"DELETE FROM proposal_mail WHERE {rows}"}});
}

}  // namespace kringwerk::network
