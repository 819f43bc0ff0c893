#include "app/world.h"

#include "materials/io/world_days.h"
#include "materials/io/world_materials.h"
#include "materials/io/world_waste_list.h"
#include "network/io/world_network.h"
#include "storage/events.h"
#include "storage/migrations.h"
#include "text/format.h"

namespace kringwerk::app {

namespace {

std::optional<Day> load_example_day(storage::Connection& connection) {
  auto rows = connection.query("SELECT example_on FROM example_day");
  return rows.next() ? std::optional<Day>{rows.get<Day>(0)} : std::nullopt;
}

void bring_examples_to(storage::Connection& transaction, Day today) {
  const auto on = load_example_day(transaction);
  if (!on || *on >= today) return;
  const std::int64_t days = days_between(*on, today);
  network::move_example_capabilities(transaction, days);
  materials::move_example_streams(transaction, days);
  transaction.execute("UPDATE example_day SET example_on = ?1", today);
}

}  // namespace

void move_examples(storage::Database& database, Instant now) {
  const Day today = text::brussels_day(now);
  const auto on = database.read(load_example_day);
  if (!on || *on >= today) return;
  database.write([&](storage::Connection& transaction) { bring_examples_to(transaction, today); });
}

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
    // A store that was filled before examples moved begins to move them now.
    transaction.execute("INSERT INTO example_day (one, example_on) VALUES (1, ?1) ON CONFLICT (one) DO NOTHING",
                        text::brussels_day(now));
    bring_examples_to(transaction, text::brussels_day(now));
  });
}

}  // namespace kringwerk::app
