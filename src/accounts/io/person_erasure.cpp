#include "accounts/io/person_erasure.h"

#include <algorithm>

#include "access/io/erase_details.h"

#include "text/format.h"

namespace kringwerk::accounts {

namespace {

using access::PersonalRows;
using access::RecordRegistry;
using storage::Connection;
using storage::Rows;

std::int64_t count(Connection& connection, const NamedValues& values, const PersonalRows& part,
                   const std::string& condition) {
  Rows rows = values.query(connection, "SELECT COUNT(*) FROM " + part.table + " WHERE " + condition);
  rows.next();
  return rows.int64(0);
}

std::string free_rows(const PersonalRows& part, const std::string& theirs) {
  return "(" + theirs + ") AND " + not_held(part.record_class, part.table, part.key);
}

std::string held_rows(const PersonalRows& part) {
  return "(" + part.theirs + ") AND NOT (" + not_held(part.record_class, part.table, part.key) + ")";
}

/// The hold that ends last.
void read_hold(Connection& connection, const NamedValues& values, const PersonalRows& part, ErasurePart& told) {
  const std::string of_rows = part.key.empty() ? "record_id IS NULL"
                                               : "(record_id IS NULL OR record_id IN (SELECT " + part.key + " FROM " +
                                                     part.table + " WHERE " + part.theirs + "))";
  Rows rows =
      values.query(connection, "SELECT until_on, reason FROM legal_hold WHERE record_class = '" + part.record_class +
                                   "' AND lifted_at_ms IS NULL AND until_on >= :today AND " + of_rows +
                                   " ORDER BY until_on DESC, hold_id");
  if (!rows.next()) return;
  const auto until = rows.get<Day>(0);
  if (told.held_until && *told.held_until >= until) return;
  told.held_until = until;
  told.held_because = rows.get<std::string>(1);
}

void run(Connection& transaction, const NamedValues& values, const PersonalRows& part, const std::string& theirs) {
  for (const std::string& statement : part.erase) {
    const std::string with_rows = with_condition(statement, "rows", free_rows(part, theirs));
    values.execute(transaction, with_condition(with_rows, "theirs", theirs));
  }
}

void note_held(Connection& transaction, const NamedValues& values, const PersonalRows& part) {
  if (part.key.empty() || part.erase.empty()) return;
  values.execute(transaction, "INSERT INTO held_record (record_class, record_id, person_id, asked_at_ms) SELECT '" +
                                  part.record_class + "', " + part.key + ", :person, :now FROM " + part.table +
                                  " WHERE " + held_rows(part) + " ON CONFLICT DO NOTHING");
}

bool is_last_administrator(Connection& connection, const NamedValues& values) {
  Rows rows = values.query(connection,
                           "SELECT SUM(CASE WHEN role_grant.person_id = :person THEN 1 ELSE 0 END), COUNT(*) FROM "
                           "role_grant JOIN person ON person.person_id = role_grant.person_id AND person.state = "
                           "'active' WHERE role = 'administrator' AND role_grant.state = 'effective' AND from_on <= "
                           ":today AND (to_on IS NULL OR to_on >= :today)");
  if (!rows.next() || rows.is_null(0)) return false;
  return rows.int64(0) > 0 && rows.int64(0) == rows.int64(1);
}

}  // namespace

std::vector<ErasurePart> preview_erasure(Connection& connection, const RecordRegistry& registry,
                                         const DataSubject& subject, Instant now) {
  const NamedValues values = values_of(subject, now);
  std::vector<ErasurePart> parts;
  for (const PersonalRows& part : registry.personal) {
    const std::int64_t rows = count(connection, values, part, part.theirs);
    if (rows == 0) continue;
    auto told = std::find_if(parts.begin(), parts.end(), [&](const ErasurePart& one) {
      return one.record_class == part.record_class && one.effect == part.effect;
    });
    if (told == parts.end()) told = parts.insert(parts.end(), {part.record_class, part.effect, 0, 0, {}, {}});
    told->rows += rows;
    told->held += count(connection, values, part, held_rows(part));
    if (told->held > 0) read_hold(connection, values, part, *told);
  }
  return parts;
}

Result<std::vector<ErasurePart>> erase_person(Connection& transaction, const RecordRegistry& registry,
                                              const DataSubject& subject, const Eraser& eraser) {
  const Instant now = eraser.author.at;
  const NamedValues values = values_of(subject, now);
  if (is_last_administrator(transaction, values)) {
    return Invalid{{Violation{"privacy.last_administrator", "", {}}}};
  }
  auto parts = preview_erasure(transaction, registry, subject, now);
  for (const PersonalRows& part : registry.personal) note_held(transaction, values, part);
  for (const PersonalRows& part : registry.personal) run(transaction, values, part, part.theirs);
  const auto lines = access::lines_with_details_of_record(transaction, "person", subject.person.value());
  access::erase_details(transaction, eraser.audit_key, eraser.author, lines);
  access::record_deed(transaction, eraser.audit_key, eraser.author,
                      {"person.erased", "person", subject.person.value(), {}});
  return parts;
}

std::int64_t erase_released(Connection& connection, const RecordRegistry& registry, Extent extent, Instant now) {
  std::int64_t released = 0;
  // Nobody's: conditions of {theirs} name the records that were left, not a person.
  const NamedValues values = values_of({access::PersonId{0}, ""}, now);
  for (const PersonalRows& part : registry.personal) {
    if (part.key.empty() || part.erase.empty()) continue;
    const std::string left = part.table + "." + part.key +
                             " IN (SELECT held_record.record_id FROM held_record WHERE held_record.record_class = '" +
                             part.record_class + "')";
    const std::int64_t due = count(connection, values, part, free_rows(part, left));
    released += due;
    if (due == 0 || extent == Extent::count) continue;
    run(connection, values, part, left);
    values.execute(connection, "DELETE FROM held_record WHERE record_class = '" + part.record_class + "' AND " +
                                   not_held(part.record_class, "held_record", "record_id"));
  }
  return released;
}

}  // namespace kringwerk::accounts
