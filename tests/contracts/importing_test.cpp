#include "importing.h"

#include "app/world.h"

namespace kringwerk::contracts {

using namespace exchange;
using storage::Connection;
using storage::Database;

std::string contents(Database& database) {
  return database.read([](Connection& connection) {
    std::string all;
    for (const char* sql :
         {"SELECT organisation_id || '|' || name || '|' || kind || '|' || COALESCE(enterprise_number, '-') || '|' || "
          "COALESCE(nis, '-') || '|' || website || '|' || languages || '|' || note || '|' || source_key || '|' || "
          "version "
          "FROM organisation ORDER BY organisation_id",
          "SELECT organisation_id || '|' || sector FROM organisation_sector ORDER BY 1",
          "SELECT organisation_id || '|' || email FROM organisation_contact ORDER BY 1",
          "SELECT capability_id || '|' || name_nl || '|' || capacity_grams_per_week || '|' || confirmed_at_ms FROM "
          "capability ORDER BY capability_id",
          "SELECT capability_id || '|' || material FROM capability_accepts ORDER BY 1",
          "SELECT stream_id || '|' || state || '|' || typed_what || '|' || contact_email || '|' || version FROM stream "
          "ORDER BY stream_id",
          "SELECT stream_id || '|' || words FROM stream_row ORDER BY stream_id",
          "SELECT stream_id || '|' || company FROM stream_on_behalf ORDER BY stream_id",
          "SELECT hub_id || '|' || record || '|' || external_key || '|' || record_id FROM import_identity ORDER BY "
          "1"}) {
      auto rows = connection.query(sql);
      while (rows.next()) all += rows.get<std::string>(0) + "\n";
      all += "--\n";
    }
    return all;
  });
}

Importing::Importing(Database& database) : database_(database), site_(database) {
  lay_small_world(database);
  app::HomeFolder home(KW_SOURCE_DIR);
  database_.write([](Connection& transaction) {
    transaction.execute(
        "INSERT INTO hub_area SELECT 8, '24062', 'test', 1, source_key FROM hub WHERE hub_id = 8 "
        "ON CONFLICT DO NOTHING");
    transaction.execute(
        "INSERT INTO term VALUES ('activity_kind', 'sort', 'sorteren', 'sorting', 'tri', NULL) ON CONFLICT DO "
        "NOTHING");
    transaction.execute(
        "INSERT INTO person VALUES (601, 'cato@hub.example', 'Cato', 'cato', 'nl', 'active', '', NULL, 1, 1) ON "
        "CONFLICT DO NOTHING");
  });
}

ImportScope Importing::scope() {
  access::Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{601};
  actor.roles = {{access::Role::coordinator, access::Scope::hub(access::ScopedHub{8})}};
  const site::Services& services = site_.services();
  return {network::HubId{8}, "hub", {"24062"}, actor, Language::nl, services.now(), services.texts, services.new_id};
}

Result<ImportBatch> Importing::import(ImportKind kind, const std::string& table, const RowChoices& choices) {
  ImportBatch batch;
  batch.id = site_.services().make_id<BatchTag>();
  batch.hub = network::HubId{8};
  batch.kind = kind;
  batch.made_at = site_.now;
  batch.choices = choices;
  take_over(batch, read_given(table, "").value());
  const ImportScope who = scope();
  return database_.write([&](Connection& transaction) -> Result<ImportBatch> {
    batch.columns = first_columns(transaction, batch, read_sheet(batch.content).value());
    insert_batch(transaction, batch);
    return run_batch(transaction, batch, who, [](const access::Deed&) {});
  });
}

Result<ImportBatch> Importing::undo(const ImportBatch& batch, UndoReach reach) {
  return database_.write([&](Connection& transaction) {
    return undo_batch(transaction, load_batch(transaction, batch.id).value(), reach, site_.now,
                      [](const access::Deed&) {});
  });
}

std::string counts_of(const Result<ImportBatch>& batch) {
  if (!batch) return "refused";
  std::string text;
  for (const std::int64_t number : batch->counts.by_step) text += std::to_string(number) + " ";
  return text;
}

std::string rule_of(const Result<ImportBatch>& batch) {
  const auto* invalid = batch ? nullptr : std::get_if<Invalid>(&batch.error());
  return invalid == nullptr ? "" : invalid->violations.at(0).rule;
}

}  // namespace kringwerk::contracts
