#include "access/io/record_deed.h"

#include "access/io/audit_chain.h"
#include "access/io/secrets.h"

namespace kringwerk::access {

std::int64_t record_deed(storage::Connection& transaction, std::string_view key, const DeedAuthor& author,
                         const Deed& deed) {
  const ChainHead head = load_chain_head(transaction);
  AuditLine line;
  line.number = head.number + 1;
  line.at = author.at;
  line.actor_kind = kActorKindKeys[static_cast<std::size_t>(author.kind)];
  line.person = author.person.value();
  line.request_id = author.request_id;
  line.action = deed.action;
  line.record = deed.record;
  line.record_id = deed.record_id;
  const AuditDetail detail{make_secret(), changes_text(deed.changes)};
  if (!deed.changes.empty()) line.detail_hash = hash_of_detail(key, detail);
  line.chain_hash = hash_of_line(key, head.hash, line);

  transaction.execute("INSERT INTO audit_line VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", line.number, line.at,
                      line.actor_kind, line.person, line.request_id, line.action, line.record, line.record_id,
                      line.detail_hash, line.chain_hash);
  if (!deed.changes.empty()) {
    transaction.execute("INSERT INTO audit_detail VALUES (?1, ?2, ?3)", line.number, detail.salt, detail.changes);
  }
  transaction.execute("UPDATE audit_head SET line_number = ?1, chain_hash = ?2 WHERE one = 1", line.number,
                      line.chain_hash);
  return line.number;
}

}  // namespace kringwerk::access
