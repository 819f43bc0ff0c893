#include "freshness/io/load_due_records.h"

#include "base/ensure.h"
#include "clocks/io/load_clocks.h"
#include "text/format.h"

namespace kringwerk::freshness {

namespace {

using clocks::ClockReading;
using clocks::Freshness;
using clocks::RecordType;
using storage::Connection;
using storage::Rows;

/// All records with a clock; retired ones too.
constexpr std::string_view kClocked =
    "SELECT s.kind AS record_type, s.stream_id AS record_id, s.title_nl AS title_nl, s.title_en AS title_en, "
    "s.title_fr AS title_fr, s.organisation_id AS organisation_id, s.visibility AS visibility, s.nis AS nis, "
    "s.shared_hub_id AS shared_hub_id, s.confirmed_at_ms AS confirmed_at_ms, s.is_example AS is_example, "
    "s.language AS language, lower(s.contact_email) AS own_email, 0 AS is_retired "
    "FROM stream s WHERE s.state IN ('open', 'in_talks', 'partly_agreed') AND s.confirmed_at_ms IS NOT NULL "
    "UNION ALL SELECT 'capability', c.capability_id, c.name_nl, c.name_en, c.name_fr, c.organisation_id, 'public', "
    "o.nis, CAST(NULL AS BIGINT), c.confirmed_at_ms, c.is_example, 'nl', '', "
    "CASE WHEN c.state = 'retired' THEN 1 ELSE 0 END FROM capability c "
    "JOIN organisation o ON o.organisation_id = c.organisation_id "
    "UNION ALL SELECT 'organisation', o.organisation_id, o.name, '', '', o.organisation_id, 'public', o.nis, "
    "CAST(NULL AS BIGINT), COALESCE(said.confirmed_at_ms, o.created_at_ms), o.is_example, 'nl', '', "
    "CASE WHEN said.retired_at_ms IS NULL THEN 0 ELSE 1 END FROM organisation o LEFT JOIN record_confirmation said "
    "ON said.record_type = 'organisation' AND said.record_id = o.organisation_id";

/// Who is asked: the address of the record itself, else its organisation's, else the first of its users. ?2 is today.
constexpr std::string_view kContact =
    "COALESCE(NULLIF(r.own_email, ''), (SELECT lower(oc.email) FROM organisation_contact oc WHERE oc.organisation_id = "
    "r.organisation_id AND oc.email <> ''), (SELECT MIN(lower(p.email)) FROM role_grant g JOIN person p ON "
    "p.person_id = g.person_id WHERE g.role = 'organisation_user' AND g.scope_kind = 'organisation' AND g.scope_id = "
    "r.organisation_id AND g.state = 'effective' AND g.from_on <= ?2 AND (g.to_on IS NULL OR g.to_on >= ?2) AND "
    "p.state = 'active'), '')";

constexpr std::string_view kHubsOfRecord =
    "SELECT hub_area.hub_id FROM hub_area WHERE r.shared_hub_id IS NULL AND hub_area.nis = r.nis UNION ALL "
    "SELECT hub.hub_id FROM hub WHERE hub.hub_id = r.shared_hub_id UNION ALL "
    "SELECT membership.hub_id FROM membership WHERE r.record_type IN ('capability', 'organisation') AND "
    "membership.organisation_id = r.organisation_id AND (membership.from_on IS NULL OR membership.from_on <= ?2) AND "
    "(membership.to_on IS NULL OR membership.to_on >= ?2)";

/// ?1 is a session, ?2 today, ?3 to ?6 the moments before which an offer, need, capability, organisation was confirmed.
std::string select_records(const std::string& condition) {
  return "SELECT r.record_type, r.record_id, r.title_nl, r.title_en, r.title_fr, r.organisation_id, "
         "COALESCE(owner.name, ''), r.visibility, r.is_example, r.confirmed_at_ms, r.contact, "
         "COALESCE(asked.language, r.language), notice.first_mail_ms, notice.last_mail_ms, notice.mails, "
         "asked.wants_mail, asked.last_mail_ms, COALESCE(bounced.reason, ''), bounced.bounced_at_ms, "
         "COALESCE(note.words, '') "
         "FROM (SELECT r.*, " +
         std::string(kContact) + " AS contact FROM (" + std::string(kClocked) +
         ") r WHERE r.confirmed_at_ms < CASE r.record_type WHEN 'offer' THEN ?3 WHEN 'need' THEN ?4 "
         "WHEN 'capability' THEN ?5 ELSE ?6 END) r "
         "LEFT JOIN organisation owner ON owner.organisation_id = r.organisation_id "
         "LEFT JOIN freshness_notice notice ON notice.record_type = r.record_type AND notice.record_id = r.record_id "
         "AND notice.confirmed_was_ms = r.confirmed_at_ms "
         "LEFT JOIN freshness_contact asked ON asked.email = r.contact "
         "LEFT JOIN bounced_address bounced ON bounced.address = r.contact "
         "LEFT JOIN freshness_note note ON note.record_type = r.record_type AND note.record_id = r.record_id "
         "WHERE " +
         condition + " ORDER BY r.confirmed_at_ms, r.record_type, r.record_id";
}

Reach reach_of(const Rows& rows, const std::string& contact) {
  if (contact.empty()) return Reach::no_address;
  if (!rows.is_null(18)) return Reach::bouncing;
  return rows.get<std::optional<std::int64_t>>(15).value_or(1) == 0 ? Reach::unwilling : Reach::mail;
}

DueRecord read_record(const Rows& rows, const ClockReading& reading) {
  DueRecord record;
  record.key = {clocks::parse_record_type(rows.text(0)).value(), rows.int64(1)};
  record.title = LocalText{rows.get<std::string>(2), rows.get<std::string>(3), rows.get<std::string>(4)};
  record.organisation = rows.get<std::optional<network::OrganisationId>>(5);
  record.organisation_name = rows.get<std::string>(6);
  record.visibility = rows.get<std::string>(7);
  record.is_example = rows.get<bool>(8);
  record.confirmed_at = rows.get<Instant>(9);
  record.state =
      clocks::freshness_of(reading.clocks.of(record.key.type), text::brussels_day(record.confirmed_at), reading.today);
  record.contact = rows.get<std::string>(10);
  record.language = parse_language(rows.text(11)).value_or(Language::nl);
  if (!rows.is_null(12)) record.standing.notice = {rows.get<Instant>(12), rows.get<Instant>(13), rows.get<int>(14)};
  record.standing.reach = reach_of(rows, record.contact);
  record.standing.contact_last_mail = rows.get<std::optional<Instant>>(16);
  record.bounce_reason = rows.get<std::string>(17);
  record.note = rows.get<std::string>(19);
  record.standing.has_note = !record.note.empty();
  return record;
}

const Instant kEver = instant_from_ms(std::int64_t{1} << 60);

/// Before which moment a record of a type must have been confirmed to be in a state or further.
Instant before(const ClockReading& reading, RecordType type, Freshness state) {
  if (state == Freshness::fresh) return kEver;
  return clocks::confirmed_since(reading, type, state).value_or(Instant{});
}

std::vector<DueRecord> run_records(Connection& connection, const ClockReading& reading, const DueQuery& query,
                                   std::string condition) {
  // Values do not copy texts.
  const std::string session = query.reader ? query.reader->session : std::string();
  std::vector<storage::Value> values{storage::Value(session), storage::Value(reading.today)};
  for (std::size_t i = 0; i < clocks::kRecordTypeKeys.size(); ++i) {
    values.emplace_back(before(reading, static_cast<RecordType>(i), query.least));
  }
  const auto add = [&](const std::string& left, const storage::Value& value) {
    values.push_back(value);
    condition += " AND " + left + " ?" + std::to_string(values.size());
  };
  if (!query.contact.empty()) add("r.contact =", storage::Value(query.contact));
  if (query.one) {
    add("r.record_type =", storage::Value(clocks::key_of(query.one->type)));
    add("r.record_id =", storage::Value(query.one->number));
  }
  if (query.hub) {
    values.emplace_back(*query.hub);
    condition += " AND ?" + std::to_string(values.size()) + " IN (" + std::string(kHubsOfRecord) + ")";
  }
  // SQLite and PostgreSQL both want every parameter named: the session is there for the reader's condition alone.
  if (!query.reader) condition += " AND ?1 = ''";
  std::vector<DueRecord> records;
  Rows rows = connection.run_query(select_records(condition), std::move(values));
  while (rows.next()) records.push_back(read_record(rows, reading));
  return records;
}

}  // namespace

std::string text_of(const RecordKey& key) {
  return std::string(clocks::key_of(key.type)) + "-" + Id<RecordKey>{key.number}.text();
}

std::optional<RecordKey> parse_record_key(std::string_view text) {
  const auto cut = text.find('-');
  if (cut == std::string_view::npos) return std::nullopt;
  const auto type = clocks::parse_record_type(text.substr(0, cut));
  const auto id = Id<RecordKey>::parse(text.substr(cut + 1));
  if (!type || !id) return std::nullopt;
  return RecordKey{*type, id->value()};
}

std::string_view audited_as(RecordType type) {
  switch (type) {
    case RecordType::capability:
      return "capability";
    case RecordType::organisation:
      return "organisation";
    case RecordType::offer:
    case RecordType::need:
      break;
  }
  return "stream";
}

std::string path_of(const RecordKey& key) {
  const std::string id = Id<RecordKey>{key.number}.text();
  switch (key.type) {
    case RecordType::capability:
      return "/capabilities/" + id;
    case RecordType::organisation:
      return "/organisations/" + id;
    case RecordType::offer:
    case RecordType::need:
      break;
  }
  return "/offers/" + id;
}

std::vector<DueRecord> load_due_records(Connection& connection, const ClockReading& reading, const DueQuery& query) {
  static const std::string kReadable = access::readable_condition(
      {.type = "freshness", .visibility = "r.visibility", .organisation = "r.organisation_id", .hubs = kHubsOfRecord},
      "?1", "?2");
  return run_records(connection, reading, query,
                     query.reader ? "r.is_retired = 0 AND " + kReadable : std::string("r.is_retired = 0"));
}

std::optional<DueRecord> load_record(Connection& connection, const ClockReading& reading, const RecordKey& key) {
  DueQuery query;
  query.one = key;
  query.least = Freshness::fresh;
  auto found = run_records(connection, reading, query, "r.is_retired >= 0");
  return found.empty() ? std::nullopt : std::optional<DueRecord>{std::move(found.front())};
}

access::RecordFacts load_clock_facts(Connection& connection, const DueRecord& record, Day today) {
  access::RecordFacts facts{.type = "freshness", .visibility = record.visibility, .state = "-"};
  if (record.organisation) facts.organisation = record.organisation->value();
  Rows rows = connection.query("SELECT hub.hub_id FROM (" + std::string(kClocked) + ") r JOIN hub ON hub.hub_id IN (" +
                                   std::string(kHubsOfRecord) +
                                   ") WHERE r.record_type = ?1 AND r.record_id = ?3 AND ?2 = ?2 ORDER BY hub.hub_id",
                               clocks::key_of(record.key.type), day_text(today), record.key.number);
  while (rows.next()) facts.hubs.push_back(rows.int64(0));
  return facts;
}

}  // namespace kringwerk::freshness
