#include "access/io/erase_details.h"

namespace kringwerk::access {

namespace {

std::vector<std::int64_t> numbers_of(storage::Rows rows) {
  std::vector<std::int64_t> numbers;
  while (rows.next()) numbers.push_back(rows.int64(0));
  return numbers;
}

}  // namespace

std::vector<std::int64_t> lines_with_details_of_record(storage::Connection& connection, std::string_view record,
                                                       std::int64_t record_id) {
  return numbers_of(
      connection.query("SELECT audit_line.line_number FROM audit_line JOIN audit_detail ON audit_detail.line_number = "
                       "audit_line.line_number WHERE record_type = ?1 AND record_id = ?2 ORDER BY 1",
                       record, record_id));
}

std::vector<std::int64_t> lines_with_details_by_person(storage::Connection& connection, PersonId person) {
  return numbers_of(
      connection.query("SELECT audit_line.line_number FROM audit_line JOIN audit_detail ON audit_detail.line_number = "
                       "audit_line.line_number WHERE person_id = ?1 ORDER BY 1",
                       person));
}

std::int64_t erase_details(storage::Connection& transaction, std::string_view key, const DeedAuthor& author,
                           std::span<const std::int64_t> lines) {
  std::int64_t erased = 0;
  for (const std::int64_t line : lines) {
    if (transaction.execute("DELETE FROM audit_detail WHERE line_number = ?1", line) == 0) continue;
    record_deed(transaction, key, author, {kDetailErased, kAuditLineRecord, line, {}});
    ++erased;
  }
  return erased;
}

}  // namespace kringwerk::access
