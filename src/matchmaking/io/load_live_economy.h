#pragma once

/// What other modules use of the economy as it is now: reading what an audience may see of it.
#include "matchmaking/io/live_economy.h"  // IWYU pragma: export
