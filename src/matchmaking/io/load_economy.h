#pragma once

#include "matchmaking/economy.h"
#include "storage/connection.h"

namespace kringwerk::matchmaking {

/// The economy that everybody may see at this moment: public open fresh streams, fresh capabilities, their owners.
/// `policy` comes from policy.toml; its period is set to begin on `today`.
Economy load_economy(storage::Connection& connection, const matching::PolicyRow& policy, Instant now, Day today);

}  // namespace kringwerk::matchmaking
