#include "digests/io/registered_digests.h"

namespace kringwerk::digests {

void register_digests(access::RecordRegistry& registry) {
  registry.personal.push_back(
      {"digest",
       "digest_reader",
       "reader_id",
       "(digest_reader.person_id = :person OR digest_reader.email = :email)",
       {"reader_id", "email", "language", "rhythm", "last_sent_ms"},
       {"person_id"},
       access::ErasureEffect::removed,
       {"DELETE FROM digest_match WHERE reader_id IN (SELECT reader_id FROM digest_reader WHERE {rows})",
        "DELETE FROM digest_known WHERE reader_id IN (SELECT reader_id FROM digest_reader WHERE {rows})",
        "DELETE FROM digest_reader WHERE {rows}"}});
}

}  // namespace kringwerk::digests
