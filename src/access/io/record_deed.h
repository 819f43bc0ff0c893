#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "storage/connection.h"

/// The audit trail: who did what to which record, when. Every change is told here in its own transaction, so that a
/// deed is kept if and only if its line is.
namespace kringwerk::access {

/// What a field was and became, as people read it; empty for "not there". Contents that must be erasable on request
/// (names, addresses, notes) are told as changed without the words: `before` and `after` stay empty.
struct FieldChange {
  std::string field;
  std::string before;
  std::string after;
  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

struct Deed {
  std::string_view action;  ///< "stream.updated", an id of a text in locales/*/access.po: "access.deed.stream.updated"
  std::string_view record;  ///< kind of record: "stream"
  std::int64_t record_id = 0;
  std::vector<FieldChange> changes;
};

/// In whose name, in which request.
struct DeedAuthor {
  ActorKind kind = ActorKind::visitor;
  PersonId person;
  std::string request_id;
  Instant at;
};

/// Appends one line to the chain: number, time, author, deed, and an HMAC over the line before it and this one.
/// `key`: 32 bytes, kept outside the database. Throws like every statement: then the deed is not kept either.
/// Answers the number of the line.
std::int64_t record_deed(storage::Connection& transaction, std::string_view key, const DeedAuthor& author,
                         const Deed& deed);

}  // namespace kringwerk::access
