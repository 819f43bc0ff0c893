#include "network/io/save_capability_revision.h"

#include <algorithm>
#include <charconv>

#include "base/word_list.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

constexpr char kBetween = '|';

std::string outputs_text(const std::vector<CapabilityOutput>& outputs) {
  std::vector<std::string> parts;
  for (const CapabilityOutput& output : outputs) {
    parts.push_back(output.material + kBetween + std::to_string(output.grade) + kBetween +
                    std::to_string(output.yield_millionths));
  }
  return join_list(parts);
}

std::int64_t number_of_output(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<CapabilityOutput> outputs_in(const std::string& text) {
  std::vector<CapabilityOutput> outputs;
  for (const std::string& part : split_list(text)) {
    const auto last = part.rfind(kBetween);
    const auto first = last == std::string::npos ? last : part.rfind(kBetween, last - 1);
    if (first == std::string::npos) continue;
    outputs.push_back({part.substr(0, first),
                       static_cast<int>(number_of_output(part.substr(first + 1, last - first - 1))),
                       number_of_output(part.substr(last + 1))});
  }
  return outputs;
}

template <class Enum, std::size_t N>
Enum kept_word(const std::array<std::string_view, N>& keys, std::string_view key) {
  return static_cast<Enum>(std::find(keys.begin(), keys.end(), key) - keys.begin());
}

}  // namespace

void keep_capability_revision(Connection& transaction, const Capability& before) {
  transaction.execute(
      "INSERT INTO capability_revision (capability_id, version, state, kind, name_nl, name_en, name_fr, accepts, "
      "outputs, min_grade, capacity_grams_per_week, regular_grams_per_week, min_batch_grams, max_batch_grams, "
      "cost_cents_per_tonne, price_basis, social_minutes_per_tonne, lead_days, certificates, permits, nis) VALUES (?1, "
      "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) ON CONFLICT DO "
      "NOTHING",
      before.id, before.version, kCapabilityStateKeys.at(static_cast<std::size_t>(before.state)), before.kind,
      before.name.exact(Language::nl), before.name.exact(Language::en), before.name.exact(Language::fr),
      join_list(before.accepts), outputs_text(before.outputs), before.min_grade, before.capacity_per_week,
      before.regular_per_week, before.min_batch, before.max_batch, before.cost_per_tonne,
      kPriceBasisKeys.at(static_cast<std::size_t>(before.price_basis)), before.social_minutes_per_tonne,
      before.lead_days, join_list(before.certificates), join_list(before.permits),
      before.nis ? std::optional<std::string>{before.nis->code} : std::nullopt);
}

std::optional<Capability> load_revision_before(Connection& connection, CapabilityId id, std::int64_t version) {
  Rows rows = connection.query(
      "SELECT state, kind, name_nl, name_en, name_fr, accepts, outputs, min_grade, capacity_grams_per_week, "
      "regular_grams_per_week, min_batch_grams, max_batch_grams, cost_cents_per_tonne, price_basis, "
      "social_minutes_per_tonne, lead_days, certificates, permits, nis FROM capability_revision WHERE capability_id = "
      "?1 AND version = ?2",
      id, version - 1);
  if (!rows.next()) return std::nullopt;
  Capability capability;
  capability.state = kept_word<CapabilityState>(kCapabilityStateKeys, rows.text(0));
  capability.kind = rows.get<std::string>(1);
  capability.name = LocalText{rows.get<std::string>(2), rows.get<std::string>(3), rows.get<std::string>(4)};
  capability.accepts = split_list(rows.get<std::string>(5));
  capability.outputs = outputs_in(rows.get<std::string>(6));
  capability.min_grade = rows.get<int>(7);
  capability.capacity_per_week = rows.get<Mass>(8);
  capability.regular_per_week = rows.get<Mass>(9);
  capability.min_batch = rows.get<std::optional<Mass>>(10);
  capability.max_batch = rows.get<std::optional<Mass>>(11);
  capability.cost_per_tonne = rows.get<Money>(12);
  capability.price_basis = kept_word<PriceBasis>(kPriceBasisKeys, rows.text(13));
  capability.social_minutes_per_tonne = rows.int64(14);
  capability.lead_days = rows.int64(15);
  capability.certificates = split_list(rows.get<std::string>(16));
  capability.permits = split_list(rows.get<std::string>(17));
  if (!rows.is_null(18)) capability.nis = Nis{rows.get<std::string>(18)};
  return capability;
}

}  // namespace kringwerk::network
