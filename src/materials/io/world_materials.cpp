#include "materials/io/world_materials.h"

#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string>

#include "base/word_list.h"
#include "materials/draft_offer.h"
#include "materials/io/save_stream.h"
#include "materials/io/stream_columns.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::DataFolder;

std::optional<std::int64_t> scaled(const std::string& field, double scale) {
  if (field.empty()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size()) {
    throw std::runtime_error("shipped data: '" + field + "' is not a number");
  }
  return std::llround(value * scale);
}

template <class Enum, std::size_t N>
Enum known(const std::array<std::string_view, N>& keys, const std::string& field) {
  const auto value = value_in<Enum>(keys, field);
  if (!value) throw std::runtime_error("shipped data: '" + field + "' is not a known word");
  return *value;
}

void insert_synonyms(Connection& transaction, std::string_view material, Language language, const std::string& field) {
  for (const std::string& synonym : split_list(field)) {
    transaction.execute("INSERT INTO material_synonym VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", material,
                        language_code(language), synonym);
  }
}

/// The permit that whoever takes a hazardous class must have declared.
std::vector<std::string> permits_for(bool is_hazardous, const std::string& family) {
  return is_hazardous ? std::vector<std::string>{"hazardous-" + family} : std::vector<std::string>{};
}

void insert_taxonomy(Connection& transaction, const DataFolder& data) {
  const CsvTable table =
      data.table("materials.csv", {"id", "parent", "family", "name_nl", "name_en", "name_fr", "synonyms_nl",
                                   "synonyms_en", "synonyms_fr", "states", "default_unit", "kg_per_m3",
                                   "price_eur_per_t", "price_source", "waste_codes", "hazardous", "source"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto field = [&](std::size_t column) -> const std::string& { return table.at(row, column); };
    const auto parent = field(1).empty() ? std::optional<std::string>{} : std::optional<std::string>{field(1)};
    transaction.execute("INSERT INTO material VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                        field(0), parent, field(2), field(3), field(4), field(5), field(9), field(10),
                        scaled(field(11), 1000), scaled(field(12), 100), field(13), field(14), field(15) == "yes",
                        field(16));
    for (const Language language : kLanguages) {
      insert_synonyms(transaction, field(0), language, field(6 + static_cast<std::size_t>(language)));
    }
  }
}

void insert_terms(Connection& transaction, const DataFolder& data) {
  const auto insert = [&](const char* list, const CsvTable& table) {
    for (std::size_t row = 0; row < table.size(); ++row) {
      transaction.execute("INSERT INTO term VALUES (?1, ?2, ?3, ?4, ?5, ?6)", list, table.at(row, 0), table.at(row, 1),
                          table.at(row, 2), table.at(row, 3), std::optional<double>{});
    }
  };
  insert("material_state", data.table("material_states.csv", {"id", "name_nl", "name_en", "name_fr"}));
  insert("activity_kind",
         data.table("activity_kinds.csv", {"id", "name_nl", "name_en", "name_fr", "verb_nl", "verb_en", "verb_fr"}));
  const CsvTable table =
      data.table("retention.csv", {"r_step", "key", "name_nl", "name_en", "name_fr", "retention", "source"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO term VALUES ('retention', ?1, ?2, ?3, ?4, ?5)", table.at(row, 0), table.at(row, 2),
                        table.at(row, 3), table.at(row, 4),
                        static_cast<double>(*scaled(table.at(row, 5), 1000)) / 1000);
  }
}

Amount read_amount(const CsvTable& table, std::size_t row) {
  Amount amount;
  amount.thousandths = scaled(table.at(row, 11), 1000);
  amount.unit = known<AmountUnit>(kAmountUnitKeys, table.at(row, 12));
  if (const auto grams = scaled(table.at(row, 13), 1000)) amount.mass_per_unit = Mass::grams(*grams);
  amount.quality = known<AmountQuality>(kAmountQualityKeys, table.at(row, 14));
  amount.rhythm = known<Rhythm>(kRhythmKeys, table.at(row, 15));
  return amount;
}

/// A list of states of the class becomes "class" (as it comes) or "class~state".
std::vector<std::string> accepted(const std::string& material, const std::string& states) {
  std::vector<std::string> result;
  for (const std::string& state : split_list(states)) {
    const bool names_its_class = state.find('~') != std::string::npos;
    std::string id = names_its_class ? state : material;
    if (!names_its_class && state != "as_is") id.append("~").append(state);
    result.push_back(std::move(id));
  }
  if (result.empty()) result.push_back(material);
  return result;
}

void read_trade(const CsvTable& table, std::size_t row, Stream& stream) {
  stream.packaging = table.at(row, 21);
  stream.transport = known<Transport>(kTransportKeys, table.at(row, 22));
  if (const auto cents = scaled(table.at(row, 23), 1)) stream.price_per_tonne = Money::cents(*cents);
  stream.legal_status = known<LegalStatus>(kLegalStatusKeys, table.at(row, 24));
  stream.waste_code = table.at(row, 25);
  stream.retention_step = table.at(row, 28);
  if (const auto grams = scaled(table.at(row, 29), 1000)) stream.minimum = Mass::grams(*grams);
}

/// "07:00-19:30" in minutes since midnight.
std::optional<DailyHours> hours_in(const std::string& field) {
  constexpr std::size_t kLength = 11;
  if (field.empty()) return std::nullopt;
  if (field.size() != kLength) throw std::runtime_error("shipped data: '" + field + "' are no hours");
  const auto at = [&](std::size_t from) {
    return std::stoi(field.substr(from, 2)) * 60 + std::stoi(field.substr(from + 3, 2));
  };
  return DailyHours{at(0), at(6)};
}

/// Its kind and what that says of itself; food when its class is.
void read_kind(const CsvTable& table, std::size_t row, bool is_food, Day today, Stream& stream) {
  const auto field = [&](std::size_t column) -> const std::string& { return table.at(row, column); };
  stream.resource = is_food ? Resource::food : Resource::material;
  if (!field(30).empty()) stream.resource = known<Resource>(kResourceKeys, field(30));
  ResourceFacts facts;
  facts.variety = field(31);
  if (!field(32).empty()) facts.cold_chain = known<ColdChain>(kColdChainKeys, field(32));
  if (const auto days = scaled(field(33), 1)) facts.use_by = plus_days(today, *days);
  if (const auto degrees = scaled(field(34), 1)) facts.temperature_celsius = static_cast<int>(*degrees);
  facts.hours = hours_in(field(35));
  stream.facts = facts_of_kind(stream.resource, facts);
  stream.unit_price_thousandths = scaled(field(36), 1000);
  if (!runs_in_chains(stream.resource)) stream.accepted.clear();
}

Stream read_example(const CsvTable& table, std::size_t row, Instant now, Day today) {
  const auto field = [&](std::size_t column) -> const std::string& { return table.at(row, column); };
  const auto day = [&](std::size_t column) -> std::optional<Day> {
    const auto days = scaled(field(column), 1);
    return days ? std::optional<Day>{plus_days(today, *days)} : std::nullopt;
  };
  Stream stream;
  stream.id = StreamId::from_key("stream", field(0));
  stream.kind = known<StreamKind>(kStreamKindKeys, field(1));
  stream.state = StreamState::open;
  stream.organisation = network::OrganisationId::from_key("organisation", field(2));
  stream.material = field(3);
  stream.accepted = accepted(field(3), field(4));
  stream.title = LocalText{field(5), field(6), field(7)};
  stream.description = LocalText{field(8), field(9), field(10)};
  stream.amount = read_amount(table, row);
  if (const auto grade = scaled(field(16), 1)) stream.grade = static_cast<int>(*grade);
  if (const auto percent = scaled(field(17), 1)) stream.contamination_percent = static_cast<int>(*percent);
  stream.nis = network::Nis{field(18)};
  stream.available = Period{day(19), day(20)};
  stream.visibility = known<Visibility>(kVisibilityKeys, field(26));
  stream.confirmed_at = now - std::chrono::days{*scaled(field(27), 1)};
  stream.created_at = *stream.confirmed_at;
  stream.is_example = true;
  stream.source = "example";
  read_trade(table, row, stream);
  return stream;
}

void insert_examples(Connection& transaction, const DataFolder& data, Instant now, Day today) {
  const CsvTable table = data.table("world/streams.csv", {"key",
                                                          "kind",
                                                          "organisation",
                                                          "material",
                                                          "states",
                                                          "title_nl",
                                                          "title_en",
                                                          "title_fr",
                                                          "description_nl",
                                                          "description_en",
                                                          "description_fr",
                                                          "amount",
                                                          "unit",
                                                          "kg_per_unit",
                                                          "amount_quality",
                                                          "rhythm",
                                                          "grade",
                                                          "contamination_percent",
                                                          "nis",
                                                          "available_from_days",
                                                          "available_to_days",
                                                          "packaging",
                                                          "transport",
                                                          "price_cents_per_t",
                                                          "legal_status",
                                                          "waste_code",
                                                          "visibility",
                                                          "confirmed_days_ago",
                                                          "retention_key",
                                                          "min_kg",
                                                          "resource",
                                                          "variety",
                                                          "cold_chain",
                                                          "use_by_days",
                                                          "temperature",
                                                          "hours",
                                                          "unit_price"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    Stream stream = read_example(table, row, now, today);
    bool is_food = false;
    {
      auto rows =
          transaction.query("SELECT is_hazardous, family FROM material WHERE material_id = ?1", stream.material);
      if (rows.next()) {
        is_food = rows.text(1) == kFamilyOfFood;
        if (stream.kind == StreamKind::offer) stream.permits = permits_for(rows.get<bool>(0), rows.get<std::string>(1));
      }
    }
    read_kind(table, row, is_food, today, stream);
    insert_stream(transaction, stream, StreamSecrets{});
  }
}

}  // namespace

void insert_materials_world(Connection& transaction, const DataFolder& data, Instant now, Day today) {
  insert_taxonomy(transaction, data);
  insert_terms(transaction, data);
  if (data.has("world/streams.csv")) insert_examples(transaction, data, now, today);
}

}  // namespace kringwerk::materials
