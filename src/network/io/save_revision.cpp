#include "network/io/save_revision.h"

#include "network/io/image_json.h"

namespace kringwerk::network {

using storage::Connection;

void insert_revision(Connection& transaction, const Revision& revision) {
  transaction.execute(
      "INSERT INTO revision (revision_id, record, record_id, is_creation, hub_id, before_fields, after_fields, state, "
      "undoes, remark, proposed_by, proposed_as, proposed_at_ms, decided_by, decided_at_ms, reason, version) VALUES "
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
      revision.id, revision.record, revision.record_id, revision.is_creation, revision.hub, image_text(revision.before),
      image_text(revision.after), key_of(revision.state), revision.undoes, revision.remark, revision.proposed_by,
      access::key_of(revision.proposed_as), revision.proposed_at, revision.decided_by, revision.decided_at,
      revision.reason, revision.version);
}

bool update_revision(Connection& transaction, const Revision& revision) {
  return transaction.execute(
             "UPDATE revision SET before_fields = ?2, after_fields = ?3, state = ?4, remark = ?5, proposed_at_ms = ?6, "
             "decided_by = ?7, decided_at_ms = ?8, reason = ?9, version = ?10 WHERE revision_id = ?1 AND version = ?10 "
             "- 1",
             revision.id, image_text(revision.before), image_text(revision.after), key_of(revision.state),
             revision.remark, revision.proposed_at, revision.decided_by, revision.decided_at, revision.reason,
             revision.version) == 1;
}

void mark_undone(Connection& transaction, RevisionId id) {
  transaction.execute("UPDATE revision SET state = 'undone', version = version + 1 WHERE revision_id = ?1", id);
}

}  // namespace kringwerk::network
