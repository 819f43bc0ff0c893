#include "network/io/save_capability.h"

#include <string>

#include "base/word_list.h"
#include "network/io/list_version.h"

namespace kringwerk::network {

namespace {

using storage::Connection;

void insert_parts(Connection& transaction, const Capability& capability) {
  for (const std::string& material : capability.accepts)
    transaction.execute("INSERT INTO capability_accepts VALUES (?1, ?2)", capability.id, material);
  for (const CapabilityOutput& output : capability.outputs) {
    transaction.execute("INSERT INTO capability_output VALUES (?1, ?2, ?3, ?4)", capability.id, output.material,
                        output.grade, output.yield_millionths);
  }
}

std::string_view key_of(CapabilityState state) {
  return kCapabilityStateKeys.at(static_cast<std::size_t>(state));
}

std::string_view key_of(PriceBasis basis) {
  return kPriceBasisKeys.at(static_cast<std::size_t>(basis));
}

std::optional<std::string> place_of(const Capability& capability) {
  return capability.nis ? std::optional<std::string>{capability.nis->code} : std::nullopt;
}

}  // namespace

void insert_capability(Connection& transaction, const Capability& capability) {
  transaction.execute(
      "INSERT INTO capability (capability_id, capability_key, organisation_id, kind, name_nl, name_en, name_fr, "
      "min_grade, capacity_grams_per_week, free_grams_per_week, min_batch_grams, max_batch_grams, "
      "cost_cents_per_tonne, social_minutes_per_tonne, lead_days, certificates, permits, confirmed_at_ms, is_example, "
      "source_key, regular_grams_per_week, price_basis, nis, state, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
      "?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
      capability.id, "id-" + capability.id.text(), capability.organisation, capability.kind,
      capability.name.exact(Language::nl), capability.name.exact(Language::en), capability.name.exact(Language::fr),
      capability.min_grade, capability.capacity_per_week, capability.free_per_week, capability.min_batch,
      capability.max_batch, capability.cost_per_tonne, capability.social_minutes_per_tonne, capability.lead_days,
      join_list(capability.certificates), join_list(capability.permits), capability.confirmed_at, capability.is_example,
      capability.source, capability.regular_per_week, key_of(capability.price_basis), place_of(capability),
      key_of(capability.state), capability.version);
  insert_parts(transaction, capability);
  raise_list_version(transaction);
}

bool update_capability(Connection& transaction, const Capability& capability) {
  const auto changed = transaction.execute(
      "UPDATE capability SET organisation_id = ?2, kind = ?3, name_nl = ?4, name_en = ?5, name_fr = ?6, min_grade = "
      "?7, capacity_grams_per_week = ?8, free_grams_per_week = ?9, min_batch_grams = ?10, max_batch_grams = ?11, "
      "cost_cents_per_tonne = ?12, social_minutes_per_tonne = ?13, lead_days = ?14, certificates = ?15, permits = "
      "?16, confirmed_at_ms = ?17, is_example = ?18, source_key = ?19, regular_grams_per_week = ?20, price_basis = "
      "?21, "
      "nis = ?22, state = ?23, version = ?24 WHERE capability_id = ?1 AND version = ?24 - 1",
      capability.id, capability.organisation, capability.kind, capability.name.exact(Language::nl),
      capability.name.exact(Language::en), capability.name.exact(Language::fr), capability.min_grade,
      capability.capacity_per_week, capability.free_per_week, capability.min_batch, capability.max_batch,
      capability.cost_per_tonne, capability.social_minutes_per_tonne, capability.lead_days,
      join_list(capability.certificates), join_list(capability.permits), capability.confirmed_at, capability.is_example,
      capability.source, capability.regular_per_week, key_of(capability.price_basis), place_of(capability),
      key_of(capability.state), capability.version);
  if (changed == 0) return false;
  transaction.execute("DELETE FROM capability_accepts WHERE capability_id = ?1", capability.id);
  transaction.execute("DELETE FROM capability_output WHERE capability_id = ?1", capability.id);
  insert_parts(transaction, capability);
  raise_list_version(transaction);
  return true;
}

}  // namespace kringwerk::network
