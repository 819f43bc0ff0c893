#pragma once

#include "access/io/record_deed.h"
#include "freshness/contact_answer.h"
#include "freshness/io/load_due_records.h"
#include "site/services.h"

namespace kringwerk::freshness {

/// One answer, by whomever.
struct GivenAnswer {
  RecordKey key;
  Answer answer{};
  StreamNews news;    ///< for changed
  std::string words;  ///< for noted
  std::string email;  ///< of who writes the note
};

/// Keeps an answer with its line in the audit trail, in the caller's transaction: the record is confirmed, changed,
/// ended or gets a note, and is asked for no more until its clock runs out again. Matching follows at once. Who may was
/// decided before. Missing when there is no such record, Conflict when it has ended; rules of contact_answer.h.
Result<> answer_record(const site::Services& services, storage::Connection& transaction,
                       const access::DeedAuthor& author, const GivenAnswer& given);

}  // namespace kringwerk::freshness
