#pragma once

#include <string>

#include "base/result.h"
#include "guidance/ask_hub.h"
#include "site/services.h"
#include "storage/connection.h"
#include "web/router.h"

namespace kringwerk::guidance {

struct CaseNoteTag;
using CaseNoteId = Id<CaseNoteTag>;

inline constexpr std::size_t kLongestNote = 4000;

/// Keeps what staff of the case's hub wrote down, encrypted (access/io/sealed.h) and told to the audit trail without
/// the words. Missing for a case that does not exist and for somebody who may not write notes on it (policy: case,
/// note, create). Rules: guidance.note_empty, guidance.note_too_long {longest}, privacy.national_number (field note).
Result<CaseNoteId> save_note(const site::Services& services, storage::Connection& transaction, const web::Call& call,
                             CaseId noted, const std::string& text);

}  // namespace kringwerk::guidance
