#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "network/revision.h"
#include "storage/connection.h"

namespace kringwerk::network {

/// Who reads, and the day on which roles count.
struct RevisionReader {
  const access::Actor& actor;
  Day today;
};

/// A revision with the names that its readers see.
struct RevisionRow {
  Revision revision;
  std::string title;  ///< of the record as it is now; of what is proposed when it is not there yet
  std::string proposer;
  std::string decider;
};

/// One that the reader may see.
std::optional<RevisionRow> load_revision(storage::Connection& connection, const RevisionReader& reader, RevisionId id);
/// Of one record, newest first, as far as the reader may see.
std::vector<RevisionRow> load_revisions_of(storage::Connection& connection, const RevisionReader& reader,
                                           const RevisedRecord& record);
/// What waits for the reader to decide, oldest first; at most `most`.
std::vector<RevisionRow> load_waiting_revisions(storage::Connection& connection, const RevisionReader& reader,
                                                int most);
/// What the reader proposed and is not decided, or was decided in the last 30 days before `since`, newest first.
std::vector<RevisionRow> load_own_revisions(storage::Connection& connection, const RevisionReader& reader,
                                            Instant since);
/// The proposal of this person for this record that waits, if there is one.
std::optional<Revision> load_own_waiting(storage::Connection& connection, access::PersonId person,
                                         const RevisedRecord& record);

}  // namespace kringwerk::network
