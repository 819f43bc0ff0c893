#pragma once

#include "app/home_folder.h"
#include "base/time.h"
#include "storage/database.h"

namespace kringwerk::app {

enum class Filling { shipped_world, nothing };

/// Brings the store to the program's version and, when it is empty, fills it with the shipped world; an older store
/// gets the List of Waste when it has none. All in one transaction: a store is either as it was or complete. Several
/// processes may start at once.
void prepare_store(storage::Database& database, const HomeFolder& home, Filling filling, Instant now);

/// Brings the days of the shipped examples along with the calendar, once a day, by whatever process comes first;
/// nothing in a store without them.
void move_examples(storage::Database& database, Instant now);

}  // namespace kringwerk::app
