#pragma once

#include <string_view>

#include "access/role.h"
#include "storage/connection.h"

namespace kringwerk::accounts {

/// The columns of role_grant, called g in the query, that read_grant reads; they stand first in its rows.
inline constexpr std::string_view kGrantColumns =
    "g.grant_id, g.person_id, g.role, g.scope_kind, g.scope_id, g.from_on, g.to_on, g.state, g.given_by, g.decided_by, "
    "g.given_at_ms, g.ended_at_ms, g.version";

access::Grant read_grant(const storage::Rows& rows);

}  // namespace kringwerk::accounts
