#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/io/record_deed.h"
#include "base/time.h"

/// How the lines of the audit trail hang together. Thread rule: all functions may be called from any thread.
namespace kringwerk::access {

/// One line as it is stored (table audit_line). Texts are kept as they stand in the store, so that a line that somebody
/// changed there can still be read and told.
struct AuditLine {
  std::int64_t number = 0;
  Instant at;
  std::string actor_kind;
  std::int64_t person = 0;
  std::string request_id;
  std::string action;
  std::string record;
  std::int64_t record_id = 0;
  std::string detail_hash;  ///< empty when nothing is told beside the deed itself
  std::string chain_hash;
};

/// The columns of audit_line that every reading of a line begins with; read_line reads them, without the chain's hash.
inline constexpr std::string_view kLineColumns =
    "audit_line.line_number, at_ms, actor_kind, audit_line.person_id, request_id, action, record_type, record_id, "
    "detail_hash";
AuditLine read_line(const storage::Rows& rows);

/// What changed, with the random salt that keeps its hash from telling short values (table audit_detail).
struct AuditDetail {
  std::string salt;
  std::string changes;
};

/// Of the end of the chain: its last line (0 for none) and that line's hash.
struct ChainHead {
  std::int64_t number = 0;
  std::string hash;
  friend bool operator==(const ChainHead&, const ChainHead&) = default;
};
/// Breaks an invariant when the store has no head: then no deed may be done either.
ChainHead load_chain_head(storage::Connection& connection);

/// HMAC-SHA-256 in 64 hexadecimal digits. `key`: 32 bytes, kept outside the database.
std::string hash_of_detail(std::string_view key, const AuditDetail& detail);
/// Over the hash of the line before (empty before line 1) and everything of the line but its own hash.
std::string hash_of_line(std::string_view key, std::string_view before, const AuditLine& line);
/// Over the message of the anchor before and the fields of this one (access/io/anchors.h).
std::string hash_of_anchor(std::string_view key, const std::vector<std::string>& fields);

/// The form in which changes are stored and hashed, and back; what nobody wrote that way is read as no changes.
std::string changes_text(const std::vector<FieldChange>& changes);
std::vector<FieldChange> parse_changes(std::string_view text);

}  // namespace kringwerk::access
