#pragma once

#include <string_view>

#include "guidance/ask_hub.h"
#include "storage/connection.h"

namespace kringwerk::guidance {

/// The columns of hub_case, called c in the query, that read_case reads; they stand first in its rows.
inline constexpr std::string_view kCaseColumns =
    "c.case_id, c.hub_id, c.stream_id, c.state, c.question, c.asker_name, c.asker_email, c.language, c.answer_due_on, "
    "c.created_at_ms, c.version";

Case read_case(const storage::Rows& rows);

}  // namespace kringwerk::guidance
