#include "app/world.h"

#include "materials/io/world_materials.h"
#include "materials/io/world_waste_list.h"
#include "network/io/world_network.h"
#include "storage/events.h"
#include "storage/migrations.h"
#include "text/format.h"

namespace kringwerk::app {

void prepare_store(storage::Database& database, const HomeFolder& home, Filling filling, Instant now) {
  const auto migrations = storage::read_migrations(home.migrations());
  const storage::DataFolder data(home.data());
  database.write([&](storage::Connection& transaction) {
    const bool is_new = storage::current_version(transaction) == 0;
    storage::migrate_to(transaction, migrations, static_cast<int>(migrations.size()));
    // Readers of events are at most a restart behind; a week is ample.
    storage::forget_events(transaction, now - std::chrono::days{7});
    if (filling == Filling::nothing) return;
    if (is_new) {
      network::insert_network_world(transaction, data, now);
      materials::insert_materials_world(transaction, data, now, text::brussels_day(now));
    }
    materials::insert_waste_list(transaction, data);
  });
}

}  // namespace kringwerk::app
