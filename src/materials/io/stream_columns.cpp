#include "materials/io/stream_columns.h"

#include <algorithm>

#include "base/word_list.h"
#include "storage/period_columns.h"

namespace kringwerk::materials {

const std::string_view kSelectStream =
    "SELECT s.stream_id, s.kind, s.state, s.visibility, s.organisation_id, s.material_id, s.accepted, s.typed_what, "
    "s.title_nl, s.title_en, s.title_fr, s.description_nl, s.description_en, s.description_fr, s.language, "
    "s.amount_thousandths, s.unit, s.grams_per_unit, s.amount_quality, s.rhythm, s.grade, s.contamination_percent, "
    "s.nis, s.available_from_on, s.available_to_on, s.packaging, s.transport, s.price_cents_per_tonne, s.legal_status, "
    "s.waste_code, s.permits, s.retention_step, s.min_grams, s.is_example, s.source_key, s.confirmed_at_ms, "
    "s.created_at_ms, s.version, s.entered_by, s.shared_hub_id, s.lon_degrees, s.lat_degrees, s.price_visibility, "
    "s.position_visibility, s.contact_visibility, s.owner_visibility, s.resource, s.variety, s.cold_chain, "
    "s.use_by_on, "
    "s.temperature_celsius, s.daily_from_minutes, s.daily_to_minutes, s.unit_price_thousandths, s.length_mm, "
    "s.width_mm, s.height_mm, s.outcome, s.is_agreed, s.agreed_g FROM stream s ";

namespace {

using storage::Rows;

template <class Enum, std::size_t N>
Enum enum_at(const Rows& rows, int column, const std::array<std::string_view, N>& keys) {
  return value_in<Enum>(keys, rows.text(column)).value();
}

Amount read_amount(const Rows& rows) {
  Amount amount;
  amount.thousandths = rows.get<std::optional<std::int64_t>>(15);
  amount.unit = enum_at<AmountUnit>(rows, 16, kAmountUnitKeys);
  amount.mass_per_unit = rows.get<std::optional<Mass>>(17);
  amount.quality = enum_at<AmountQuality>(rows, 18, kAmountQualityKeys);
  amount.rhythm = enum_at<Rhythm>(rows, 19, kRhythmKeys);
  return amount;
}

LocalText read_text(const Rows& rows, int first) {
  return LocalText{rows.get<std::string>(first), rows.get<std::string>(first + 1), rows.get<std::string>(first + 2)};
}

void read_terms_of_trade(const Rows& rows, Stream& stream) {
  stream.available = storage::period_in(rows, 23);
  stream.packaging = rows.get<std::string>(25);
  stream.transport = enum_at<Transport>(rows, 26, kTransportKeys);
  stream.price_per_tonne = rows.get<std::optional<Money>>(27);
  stream.legal_status = enum_at<LegalStatus>(rows, 28, kLegalStatusKeys);
  stream.waste_code = rows.get<std::string>(29);
  stream.permits = split_list(rows.text(30));
  stream.retention_step = rows.get<std::string>(31);
  stream.minimum = rows.get<std::optional<Mass>>(32);
}

void read_readers(const Rows& rows, Stream& stream) {
  stream.entered_by = rows.get<std::optional<access::PersonId>>(38);
  stream.shared_hub = rows.get<std::optional<network::HubId>>(39);
  if (!rows.is_null(40) && !rows.is_null(41)) stream.position = Point{rows.float64(40), rows.float64(41)};
  stream.fields.price = enum_at<Visibility>(rows, 42, kVisibilityKeys);
  stream.fields.position = enum_at<Visibility>(rows, 43, kVisibilityKeys);
  stream.fields.contact = enum_at<Visibility>(rows, 44, kVisibilityKeys);
  stream.fields.owner = enum_at<Visibility>(rows, 45, kVisibilityKeys);
}

/// What the kind says of itself, and what became of it.
void read_resource(const Rows& rows, Stream& stream) {
  stream.resource = enum_at<Resource>(rows, 46, kResourceKeys);
  ResourceFacts& facts = stream.facts;
  facts.variety = rows.get<std::string>(47);
  facts.cold_chain = enum_at<ColdChain>(rows, 48, kColdChainKeys);
  facts.use_by = rows.get<std::optional<Day>>(49);
  facts.temperature_celsius = rows.get<std::optional<int>>(50);
  if (!rows.is_null(51) && !rows.is_null(52)) {
    facts.hours = DailyHours{static_cast<int>(rows.int64(51)), static_cast<int>(rows.int64(52))};
  }
  stream.unit_price_thousandths = rows.get<std::optional<std::int64_t>>(53);
  stream.dimensions = {rows.get<std::optional<std::int64_t>>(54), rows.get<std::optional<std::int64_t>>(55),
                       rows.get<std::optional<std::int64_t>>(56)};
  if (stream.state == StreamState::partly_agreed && rows.get<bool>(58)) stream.state = StreamState::agreed;
  stream.outcome = value_in<CloseOutcome>(kCloseOutcomeKeys, rows.text(57));
}

}  // namespace

Stream read_stream(const Rows& rows) {
  Stream stream;
  stream.id = rows.get<StreamId>(0);
  stream.kind = enum_at<StreamKind>(rows, 1, kStreamKindKeys);
  stream.state = enum_at<StreamState>(rows, 2, kStreamStateKeys);
  stream.visibility = enum_at<Visibility>(rows, 3, kVisibilityKeys);
  stream.organisation = rows.get<std::optional<network::OrganisationId>>(4);
  stream.material = rows.get<std::optional<std::string>>(5).value_or("");
  stream.accepted = split_list(rows.text(6));
  stream.typed_what = rows.get<std::string>(7);
  stream.title = read_text(rows, 8);
  stream.description = read_text(rows, 11);
  stream.language = parse_language(rows.text(14)).value();
  stream.amount = read_amount(rows);
  stream.agreed = rows.get<Mass>(59);
  stream.grade = rows.get<std::optional<int>>(20);
  stream.contamination_percent = rows.get<std::optional<int>>(21);
  stream.nis = network::Nis{rows.get<std::string>(22)};
  read_terms_of_trade(rows, stream);
  stream.is_example = rows.get<bool>(33);
  stream.source = rows.get<std::string>(34);
  stream.confirmed_at = rows.get<std::optional<Instant>>(35);
  stream.created_at = rows.get<Instant>(36);
  stream.version = rows.int64(37);
  read_readers(rows, stream);
  read_resource(rows, stream);
  return stream;
}

}  // namespace kringwerk::materials
