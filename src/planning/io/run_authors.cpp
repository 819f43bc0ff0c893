#include "planning/io/run_authors.h"

#include "access/policy.h"
#include "text/format.h"

namespace kringwerk::planning {

namespace {

constexpr access::RecordColumns kPerson{
    .type = "person",
    .state = "person.state",
    .organisation =
        "SELECT given.scope_id FROM role_grant AS given WHERE given.person_id = person.person_id AND "
        "given.state = 'effective' AND given.scope_kind = 'organisation'",
    .hubs =
        "SELECT given.scope_id FROM role_grant AS given WHERE given.person_id = person.person_id AND "
        "given.state = 'effective' AND given.scope_kind = 'hub'",
    .person = "person.person_id"};

}  // namespace

RunAuthors load_run_authors(storage::Connection& connection, const std::vector<PlanRun>& runs,
                            const std::string& reader_session, Instant now) {
  const std::string sql = "SELECT person.name FROM person WHERE person.person_id = ?3 AND " +
                          access::readable_condition(kPerson, "?1", "?2");
  const std::string day = day_text(text::brussels_day(now));
  RunAuthors authors;
  for (const PlanRun& run : runs) {
    if (!run.asked_by.is_set() || authors.contains(run.asked_by)) continue;
    auto rows = connection.query(sql, reader_session, day, run.asked_by);
    if (rows.next()) authors.emplace(run.asked_by, rows.get<std::string>(0));
  }
  return authors;
}

}  // namespace kringwerk::planning
