#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/io/record_deed.h"
#include "accounts/io/named_sql.h"
#include "base/result.h"

namespace kringwerk::accounts {

/// What an erasure does with one class of records about somebody.
struct ErasurePart {
  std::string record_class;
  access::ErasureEffect effect = access::ErasureEffect::removed;
  std::int64_t rows = 0;
  std::int64_t held = 0;          ///< of them, kept by a legal hold until it ends
  std::optional<Day> held_until;  ///< the last of those holds
  std::string held_because;       ///< its reason
};

/// Before it is done: classes of which there is something, in the order of the registry, each once.
std::vector<ErasurePart> preview_erasure(storage::Connection& connection, const access::RecordRegistry& registry,
                                         const DataSubject& subject, Instant now);

/// Who erases, when, and the key of the audit trail, from which the details of deeds on the account go as well.
struct Eraser {
  const access::DeedAuthor& author;
  std::string_view audit_key;
};

/// Erases or empties what is about the person, notes what is held in held_record, tells the audit trail
/// ("person.erased"), and answers what it did.
/// Refuses with privacy.last_administrator when nobody else could give roles in the network any more.
Result<std::vector<ErasurePart>> erase_person(storage::Connection& transaction, const access::RecordRegistry& registry,
                                              const DataSubject& subject, const Eraser& eraser);

/// What erasures of the past had to leave and nothing holds any more. Answers the number of rows erased or due.
enum class Extent { count, apply };
std::int64_t erase_released(storage::Connection& connection, const access::RecordRegistry& registry, Extent extent,
                            Instant now);

}  // namespace kringwerk::accounts
