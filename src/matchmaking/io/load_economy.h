#pragma once

#include "matchmaking/economy.h"
#include "materials/readers.h"
#include "storage/connection.h"

namespace kringwerk::matchmaking {

/// The economy that an audience may see at this moment: its open streams and its capabilities that no
/// clock hides on that day, their owners.
/// `policy` comes from policy.toml; its period is set to begin today, in Brussels.
Economy load_economy(storage::Connection& connection, const matching::PolicyRow& policy, Instant now,
                     const materials::Audience& audience);

/// The same but for the streams, which is what all audiences may see.
Economy load_economy_without_streams(storage::Connection& connection, const matching::PolicyRow& policy, Instant now);

}  // namespace kringwerk::matchmaking
