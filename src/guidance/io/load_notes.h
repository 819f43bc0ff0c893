#pragma once

#include <string>
#include <vector>

#include "access/policy.h"
#include "guidance/io/save_note.h"

namespace kringwerk::guidance {

struct CaseNote {
  CaseNoteId id;
  access::PersonId author;
  std::string author_name;  ///< empty when the account was erased
  std::string text;
  Instant at;
};

/// The notes on a case, oldest first. Empty for whoever may not read them (policy: case, note, read): staff of the hub
/// that has the case now. `records_key`: site::Keys::records; with another key nothing opens and the world failed
/// (storage::Error other).
std::vector<CaseNote> load_notes(storage::Connection& connection, std::string_view records_key,
                                 const access::Actor& actor, CaseId noted);

/// What the policy asks of a case.
access::RecordFacts facts_of_case(const Case& asked);

}  // namespace kringwerk::guidance
