#include <string>

#include "base/id.h"

#include "base/word_list.h"
#include "network/io/world_fields.h"
#include "network/io/world_network.h"
#include "network/organisation.h"

namespace kringwerk::network {

namespace {

using storage::Connection;

constexpr double kGramsPerKilogram = 1000;
constexpr double kCentsPerEuro = 100;
constexpr double kMinutesPerHour = 60;
constexpr double kMillionths = 1'000'000;

std::int64_t capability_id(const std::string& key) {
  return id_from_key("capability", key);
}

/// "pp~washed", or "pp" as it comes: the state is part of the material in matching.
std::string with_state(const std::string& material, const std::string& state) {
  return state.empty() || state == "as_is" ? material : material + "~" + state;
}

std::optional<std::int64_t> optional_grams(const std::string& kilograms) {
  if (kilograms.empty()) return std::nullopt;
  return scaled(kilograms, kGramsPerKilogram);
}

void insert_capability(Connection& transaction, const CsvTable& table, std::size_t row, Instant now) {
  const auto field = [&](std::size_t column) -> const std::string& { return table.at(row, column); };
  const std::int64_t id = capability_id(field(0));
  transaction.execute(
      "INSERT INTO capability (capability_id, capability_key, organisation_id, kind, name_nl, name_en, name_fr, "
      "min_grade, capacity_grams_per_week, free_grams_per_week, min_batch_grams, max_batch_grams, "
      "cost_cents_per_tonne, social_minutes_per_tonne, lead_days, certificates, permits, confirmed_at_ms, is_example, "
      "source_key, regular_grams_per_week) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
      "?16, ?17, ?18, 1, 'example', ?9 - ?10)",
      id, field(0), OrganisationId::from_key("organisation", field(1)), field(2), field(3), field(4), field(5),
      whole_number(field(7)), scaled(field(8), kGramsPerKilogram), scaled(field(9), kGramsPerKilogram),
      optional_grams(field(10)), optional_grams(field(11)), scaled(field(12), kCentsPerEuro),
      scaled(field(13), kMinutesPerHour), whole_number(field(14)), field(15), field(16),
      now - std::chrono::days{whole_number(field(17))});
  for (const std::string& material : split_list(field(6))) {
    transaction.execute("INSERT INTO capability_accepts VALUES (?1, ?2)", id, material);
  }
}

}  // namespace

void insert_capabilities(Connection& transaction, const storage::DataFolder& data, Instant now) {
  const CsvTable table = data.table(
      "world/capabilities.csv", {"key", "organisation", "kind", "name_nl", "name_en", "name_fr", "accepts", "min_grade",
                                 "capacity_kg_per_week", "free_kg_per_week", "min_kg", "max_kg", "cost_eur_per_t",
                                 "social_hours_per_t", "lead_days", "certificates", "permits", "confirmed_days_ago"});
  for (std::size_t row = 0; row < table.size(); ++row) insert_capability(transaction, table, row, now);
  const CsvTable outputs =
      data.table("world/capability_outputs.csv", {"capability", "material", "state", "grade", "yield"});
  for (std::size_t row = 0; row < outputs.size(); ++row) {
    transaction.execute("INSERT INTO capability_output VALUES (?1, ?2, ?3, ?4)", capability_id(outputs.at(row, 0)),
                        with_state(outputs.at(row, 1), outputs.at(row, 2)), whole_number(outputs.at(row, 3)),
                        scaled(outputs.at(row, 4), kMillionths));
  }
}

void move_example_capabilities(Connection& transaction, std::int64_t days) {
  const std::chrono::milliseconds step = std::chrono::days{days};
  transaction.execute(
      "UPDATE capability SET confirmed_at_ms = confirmed_at_ms + ?1 WHERE is_example = 1 AND source_key = 'example' "
      "AND NOT EXISTS (SELECT 1 FROM record_confirmation said WHERE said.record_type = 'capability' AND "
      "said.record_id = capability.capability_id)",
      step.count());
}

}  // namespace kringwerk::network
