#pragma once

#include <span>
#include <vector>

#include "access/io/record_deed.h"

/// The one thing that may leave the audit trail: what a deed's fields were and became. That a deed was done, by which
/// account, on which record, stays.
namespace kringwerk::access {

/// Lines that still hold details, ascending. A line does when it tells more than the deed.
std::vector<std::int64_t> lines_with_details_of_record(storage::Connection& connection, std::string_view record,
                                                       std::int64_t record_id);
/// Of deeds that this person did, whatever the record.
std::vector<std::int64_t> lines_with_details_by_person(storage::Connection& connection, PersonId person);

/// Removes the details of these lines, and announces each in a line of its own (action "audit.detail_erased", record
/// "audit_line", record id the number of the line), without which the check of the chain takes them for lost.
/// Lines without details are passed over. Answers how many were erased.
std::int64_t erase_details(storage::Connection& transaction, std::string_view key, const DeedAuthor& author,
                           std::span<const std::int64_t> lines);

/// The action of such a line.
inline constexpr std::string_view kDetailErased = "audit.detail_erased";
inline constexpr std::string_view kAuditLineRecord = "audit_line";

}  // namespace kringwerk::access
