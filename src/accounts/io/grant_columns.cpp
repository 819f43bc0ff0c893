#include "accounts/io/grant_columns.h"

#include <algorithm>

#include "storage/period_columns.h"

namespace kringwerk::accounts {

access::Grant read_grant(const storage::Rows& rows) {
  access::Grant grant;
  grant.id = rows.get<access::GrantId>(0);
  grant.person = rows.get<access::PersonId>(1);
  grant.role = access::parse_role(rows.text(2)).value();
  grant.scope = {access::parse_scope_kind(rows.text(3)).value(), rows.int64(4)};
  grant.period = storage::period_in(rows, 5);
  const auto state = std::find(access::kGrantStateKeys.begin(), access::kGrantStateKeys.end(), rows.text(7));
  grant.state = static_cast<access::GrantState>(state - access::kGrantStateKeys.begin());
  grant.given_by = rows.get<std::optional<access::PersonId>>(8).value_or(access::PersonId{});
  grant.decided_by = rows.get<std::optional<access::PersonId>>(9);
  grant.given_at = rows.get<Instant>(10);
  grant.ended_at = rows.get<std::optional<Instant>>(11);
  grant.version = rows.int64(12);
  return grant;
}

}  // namespace kringwerk::accounts
