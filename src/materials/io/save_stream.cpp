#include "materials/io/save_stream.h"

#include "base/word_list.h"
#include "materials/agreed_amount.h"
#include "materials/io/stream_columns.h"
#include "network/io/list_version.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::Rows;

/// Every word by which the list finds the stream, folded: its titles, its material in three languages and synonyms.
std::string words_of(Connection& transaction, const Stream& stream) {
  std::string words = stream.typed_what;
  for (const Language language : kLanguages) words += " " + stream.title.exact(language);
  Rows names = transaction.query(
      "SELECT name_nl || ' ' || name_en || ' ' || name_fr FROM material WHERE material_id = ?1", stream.material);
  while (names.next()) words += " " + names.get<std::string>(0);
  Rows synonyms = transaction.query("SELECT synonym FROM material_synonym WHERE material_id = ?1", stream.material);
  while (synonyms.next()) words += " " + synonyms.get<std::string>(0);
  return text::folded(words);
}

/// Who keeps more than this behind looks at all streams anew.
constexpr std::int64_t kKeptChanges = 20'000;

/// The row of the version is held until the end of the transaction, so versions come in the order in which the
/// changes are kept.
void tell_change(Connection& transaction, StreamId id) {
  network::raise_list_version(transaction);
  transaction.execute("INSERT INTO stream_change (version, stream_id) SELECT version, ?1 FROM stream_list_version", id);
  transaction.execute("DELETE FROM stream_change WHERE version <= (SELECT version FROM stream_list_version) - ?1",
                      kKeptChanges);
}

/// As the store has it: whoever saves a stream may never have read what agreements take of it.
Mass load_agreed_mass(Connection& transaction, StreamId id) {
  Rows rows = transaction.query("SELECT agreed_g FROM stream WHERE stream_id = ?1", id);
  return rows.next() ? rows.get<Mass>(0) : Mass{};
}

void insert_list_row(Connection& transaction, const Stream& stream) {
  std::string family = "andere";
  if (Rows rows = transaction.query("SELECT family FROM material WHERE material_id = ?1", stream.material);
      rows.next()) {
    family = rows.get<std::string>(0);
  }
  std::string province;
  std::string place_sort;
  {
    Rows rows = transaction.query("SELECT province, name_nl_sort FROM municipality WHERE nis = ?1", stream.nis.code);
    if (rows.next()) {
      province = rows.get<std::string>(0);
      place_sort = rows.get<std::string>(1);
    }
  }
  const auto sort_in = [&](Language language) { return text::sort_key(language, stream.title.best(language)); };
  transaction.execute(
      "INSERT INTO stream_row VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
      stream.id, key_in(kVisibilityKeys, stream.visibility), key_in(kStreamKindKeys, stream.kind), family,
      stream.material.empty() ? std::optional<std::string>{} : std::optional<std::string>{stream.material}, province,
      stream.nis.code, mass_per_week(open_amount(stream.amount, load_agreed_mass(transaction, stream.id))),
      stream.available.from ? day_text(*stream.available.from) : std::string("0001-01-01"),
      stream.available.to ? day_text(*stream.available.to) : std::string("9999-12-31"),
      stream.confirmed_at.value_or(stream.created_at), words_of(transaction, stream), sort_in(Language::nl),
      sort_in(Language::en), sort_in(Language::fr), place_sort);
  tell_change(transaction, stream.id);
}

std::optional<double> lon_of(const Stream& stream) {
  return stream.position ? std::optional<double>{stream.position->lon} : std::nullopt;
}

std::optional<double> lat_of(const Stream& stream) {
  return stream.position ? std::optional<double>{stream.position->lat} : std::nullopt;
}

void renew_list_row(Connection& transaction, const Stream& stream) {
  transaction.execute("DELETE FROM stream_row WHERE stream_id = ?1", stream.id);
  if (stream.state != StreamState::draft) insert_list_row(transaction, stream);
}

/// Agreed for the whole of it is partly_agreed with the column is_agreed.
std::string_view stored_state(const Stream& stream) {
  return key_in(kStreamStateKeys, stream.state == StreamState::agreed ? StreamState::partly_agreed : stream.state);
}

std::string_view outcome_key(const Stream& stream) {
  return stream.outcome ? key_in(kCloseOutcomeKeys, *stream.outcome) : std::string_view();
}

/// What the kind says of itself and what the full form adds.
void save_details(Connection& transaction, const Stream& stream) {
  const ResourceFacts& facts = stream.facts;
  std::optional<std::int64_t> from, to;
  if (facts.hours) {
    from = facts.hours->from;
    to = facts.hours->to;
  }
  transaction.execute(
      "UPDATE stream SET resource = ?2, variety = ?3, cold_chain = ?4, use_by_on = ?5, temperature_celsius = ?6, "
      "daily_from_minutes = ?7, daily_to_minutes = ?8, unit_price_thousandths = ?9, length_mm = ?10, width_mm = ?11, "
      "height_mm = ?12, outcome = ?13, grade = ?14, contamination_percent = ?15, packaging = ?16, transport = ?17, "
      "min_grams = ?18, is_agreed = ?19 WHERE stream_id = ?1",
      stream.id, key_in(kResourceKeys, stream.resource), facts.variety, key_in(kColdChainKeys, facts.cold_chain),
      facts.use_by, facts.temperature_celsius, from, to, stream.unit_price_thousandths, stream.dimensions.length_mm,
      stream.dimensions.width_mm, stream.dimensions.height_mm, outcome_key(stream), stream.grade,
      stream.contamination_percent, stream.packaging, key_in(kTransportKeys, stream.transport), stream.minimum,
      stream.state == StreamState::agreed);
}

}  // namespace

void insert_stream(Connection& transaction, const Stream& stream, const StreamSecrets& secrets) {
  const auto material =
      stream.material.empty() ? std::optional<std::string>{} : std::optional<std::string>{stream.material};
  transaction.execute(
      "INSERT INTO stream (stream_id, kind, state, visibility, organisation_id, material_id, accepted, "
      "typed_what, title_nl, title_en, title_fr, description_nl, description_en, description_fr, language, "
      "amount_thousandths, unit, grams_per_unit, amount_quality, rhythm, grade, contamination_percent, nis, "
      "available_from_on, available_to_on, packaging, transport, price_cents_per_tonne, legal_status, "
      "waste_code, permits, retention_step, min_grams, is_example, source_key, contact_email, secret_hash, "
      "confirmed_at_ms, created_at_ms, version, entered_by, shared_hub_id, lon_degrees, lat_degrees, "
      "price_visibility, position_visibility, contact_visibility, owner_visibility) VALUES (?1, ?2, ?3, ?4, "
      "?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, "
      "?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, "
      "?46, ?47, ?48)",
      stream.id, key_in(kStreamKindKeys, stream.kind), stored_state(stream), key_in(kVisibilityKeys, stream.visibility),
      stream.organisation, material, join_list(stream.accepted), stream.typed_what, stream.title.exact(Language::nl),
      stream.title.exact(Language::en), stream.title.exact(Language::fr), stream.description.exact(Language::nl),
      stream.description.exact(Language::en), stream.description.exact(Language::fr), language_code(stream.language),
      stream.amount.thousandths, key_in(kAmountUnitKeys, stream.amount.unit), stream.amount.mass_per_unit,
      key_in(kAmountQualityKeys, stream.amount.quality), key_in(kRhythmKeys, stream.amount.rhythm), stream.grade,
      stream.contamination_percent, stream.nis.code, stream.available.from, stream.available.to, stream.packaging,
      key_in(kTransportKeys, stream.transport), stream.price_per_tonne, key_in(kLegalStatusKeys, stream.legal_status),
      stream.waste_code, join_list(stream.permits), stream.retention_step, stream.minimum, stream.is_example,
      stream.source, secrets.contact_email, secrets.secret_hash, stream.confirmed_at, stream.created_at, stream.version,
      stream.entered_by, stream.shared_hub, lon_of(stream), lat_of(stream),
      key_in(kVisibilityKeys, stream.fields.price), key_in(kVisibilityKeys, stream.fields.position),
      key_in(kVisibilityKeys, stream.fields.contact), key_in(kVisibilityKeys, stream.fields.owner));
  save_details(transaction, stream);
  if (stream.state != StreamState::draft) insert_list_row(transaction, stream);
}

bool update_stream_state(Connection& transaction, const Stream& stream) {
  const auto changed = transaction.execute(
      "UPDATE stream SET state = ?1, confirmed_at_ms = ?2, version = ?3, outcome = ?5, available_from_on = ?6, "
      "available_to_on = ?7, use_by_on = ?8, is_agreed = ?9 WHERE stream_id = ?4 AND version = ?3 - 1",
      stored_state(stream), stream.confirmed_at, stream.version, stream.id, outcome_key(stream), stream.available.from,
      stream.available.to, stream.facts.use_by, stream.state == StreamState::agreed);
  if (changed == 0) return false;
  renew_list_row(transaction, stream);
  return true;
}

bool update_stream(Connection& transaction, const Stream& stream, std::string_view contact_email) {
  const auto material =
      stream.material.empty() ? std::optional<std::string>{} : std::optional<std::string>{stream.material};
  const auto changed = transaction.execute(
      "UPDATE stream SET state = ?1, visibility = ?2, material_id = ?3, accepted = ?4, typed_what = ?5, title_nl = ?6, "
      "title_en = ?7, title_fr = ?8, description_nl = ?9, description_en = ?10, description_fr = ?11, "
      "amount_thousandths = ?12, unit = ?13, grams_per_unit = ?14, amount_quality = ?15, rhythm = ?16, nis = ?17, "
      "available_from_on = ?18, available_to_on = ?19, price_cents_per_tonne = ?20, retention_step = ?21, "
      "lon_degrees = ?22, lat_degrees = ?23, price_visibility = ?24, position_visibility = ?25, "
      "contact_visibility = ?26, owner_visibility = ?27, contact_email = ?28, confirmed_at_ms = ?29, version = ?30, "
      "legal_status = ?32, waste_code = ?33, shared_hub_id = ?34 WHERE stream_id = ?31 AND version = ?30 - 1",
      stored_state(stream), key_in(kVisibilityKeys, stream.visibility), material, join_list(stream.accepted),
      stream.typed_what, stream.title.exact(Language::nl), stream.title.exact(Language::en),
      stream.title.exact(Language::fr), stream.description.exact(Language::nl), stream.description.exact(Language::en),
      stream.description.exact(Language::fr), stream.amount.thousandths, key_in(kAmountUnitKeys, stream.amount.unit),
      stream.amount.mass_per_unit, key_in(kAmountQualityKeys, stream.amount.quality),
      key_in(kRhythmKeys, stream.amount.rhythm), stream.nis.code, stream.available.from, stream.available.to,
      stream.price_per_tonne, stream.retention_step, lon_of(stream), lat_of(stream),
      key_in(kVisibilityKeys, stream.fields.price), key_in(kVisibilityKeys, stream.fields.position),
      key_in(kVisibilityKeys, stream.fields.contact), key_in(kVisibilityKeys, stream.fields.owner), contact_email,
      stream.confirmed_at, stream.version, stream.id, key_in(kLegalStatusKeys, stream.legal_status), stream.waste_code,
      stream.shared_hub);
  if (changed == 0) return false;
  save_details(transaction, stream);
  renew_list_row(transaction, stream);
  return true;
}

}  // namespace kringwerk::materials
