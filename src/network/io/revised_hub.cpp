#include "base/ensure.h"
#include "network/image_reader.h"
#include "network/io/fact_notes.h"
#include "network/io/list_version.h"
#include "network/io/load_hubs.h"
#include "network/io/revised_kind.h"
#include "network/partnership_edit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

std::optional<std::string> read_hub_row(Connection& connection, std::int64_t id, RevisedNow& now) {
  Rows rows = connection.query(
      "SELECT h.name, h.short_name, h.place_label, h.recognised_by, h.recognised_from_on, h.recognised_to_on, "
      "h.is_example, h.source_key, COALESCE(v.version, 1), h.lon_degrees, h.lat_degrees FROM hub h LEFT JOIN "
      "hub_version v ON v.hub_id = h.hub_id "
      "WHERE h.hub_id = ?1",
      id);
  if (!rows.next()) return std::nullopt;
  now.title = rows.get<std::string>(0);
  now.is_example = rows.get<bool>(6);
  now.version = rows.int64(8);
  now.image.add("name", {{"value", now.title}});
  now.image.add("short_name", {{"value", rows.get<std::string>(1)}});
  now.image.add("place_label", {{"value", rows.get<std::string>(2)}});
  now.image.add(
      "recognised",
      {{"value", rows.get<std::string>(3)}, {"from", std::string(rows.text(4))}, {"to", std::string(rows.text(5))}});
  if (!rows.is_null(9) && !rows.is_null(10))
    now.image.add("position", {{"at", position_text({rows.float64(9), rows.float64(10)})}});
  return rows.get<std::string>(7);
}

void read_members(Connection& connection, std::int64_t id, RecordImage& image) {
  Rows rows = connection.query(
      "SELECT m.organisation_id, m.role, m.from_on, m.to_on, m.source_key FROM membership m JOIN organisation o ON "
      "o.organisation_id = m.organisation_id WHERE m.hub_id = ?1 ORDER BY CASE m.role WHEN 'coordinator' THEN 0 WHEN "
      "'core_partner' THEN 1 WHEN 'partner' THEN 2 ELSE 3 END, o.name_sort, o.organisation_id, m.from_on, m.to_on",
      id);
  while (rows.next()) {
    image.add("members", {{"organisation", rows.get<OrganisationId>(0).text()},
                          {"role", rows.get<std::string>(1)},
                          {"from", std::string(rows.text(2))},
                          {"to", std::string(rows.text(3))},
                          {"source", rows.get<std::string>(4)}});
  }
}

void read_topics(Connection& connection, std::int64_t id, const std::string& kind, RecordImage& image) {
  Rows rows = connection.query(
      "SELECT topic, from_on, to_on, source_key FROM hub_topic WHERE hub_id = ?1 AND topic_kind = ?2 ORDER BY topic, "
      "from_on, to_on",
      id, kind);
  while (rows.next()) {
    image.add(kind + "s", {{"topic", rows.get<std::string>(0)},
                           {"from", std::string(rows.text(1))},
                           {"to", std::string(rows.text(2))},
                           {"source", rows.get<std::string>(3)}});
  }
}

void read_rest(Connection& connection, std::int64_t id, RecordImage& image) {
  {
    Rows areas = connection.query(
        "SELECT a.nis, a.basis, a.is_confirmed, a.source_key FROM hub_area a JOIN municipality m ON m.nis = a.nis "
        "WHERE a.hub_id = ?1 ORDER BY m.name_nl_sort, a.nis",
        id);
    while (areas.next()) {
      image.add("area", {{"nis", areas.get<std::string>(0)},
                         {"basis", areas.get<std::string>(1)},
                         {"confirmed", areas.get<bool>(2) ? "yes" : "no"},
                         {"source", areas.get<std::string>(3)}});
    }
  }
  {
    Rows contacts = connection.query(
        "SELECT kind, value, hours, source_key FROM hub_contact WHERE hub_id = ?1 ORDER BY kind, value", id);
    while (contacts.next()) {
      image.add("contacts", {{"kind", contacts.get<std::string>(0)},
                             {"value", contacts.get<std::string>(1)},
                             {"hours", contacts.get<std::string>(2)},
                             {"source", contacts.get<std::string>(3)}});
    }
  }
  Rows days = connection.query(
      "SELECT complete_on, source_key FROM hub_completeness WHERE hub_id = ?1 ORDER BY complete_on", id);
  while (days.next()) image.add("complete", {{"on", days.get<std::string>(0)}, {"source", days.get<std::string>(1)}});
}

std::string cents_text(const std::optional<Money>& amount) {
  return amount ? std::to_string(amount->in_cents()) : std::string();
}

void read_amounts(Connection& connection, HubId id, RecordImage& image) {
  for (const SupportAmount& amount : load_amounts(connection, id)) {
    image.add("amounts", {{"phase", amount.phase},
                          {"funder", amount.funder},
                          {"amount", cents_text(amount.amount)},
                          {"total_cost", cents_text(amount.total_cost)},
                          {"from", amount.period.from ? day_text(*amount.period.from) : std::string()},
                          {"to", amount.period.to ? day_text(*amount.period.to) : std::string()},
                          {"source", amount.source}});
  }
}

/// A new hub stands behind those that are there; the form fills in the rest.
void insert_hub(Connection& transaction, HubId id, const RecordImage& image) {
  std::int64_t order = 1;
  {
    Rows rows = transaction.query("SELECT COALESCE(MAX(list_order), 0) + 1 FROM hub WHERE is_example = 0");
    if (rows.next()) order = rows.int64(0);
  }
  transaction.execute(
      "INSERT INTO hub (hub_id, hub_key, list_order, name, short_name, place_label, recognised_by, is_example, "
      "source_key) VALUES (?1, ?2, ?3, '', '', '', '', 0, ?4)",
      id, "hub-" + id.text(), order, image.value("name", "source"));
}

bool hub_is_there(Connection& connection, HubId id) {
  return connection.query("SELECT 1 FROM hub WHERE hub_id = ?1", id).next();
}

void save_members_and_areas(Connection& transaction, HubId id, const PartnershipDraft& draft) {
  for (const DraftMembership& row : draft.members)
    transaction.execute("INSERT INTO membership VALUES (?1, ?2, ?3, ?4, ?5, ?6)", id, row.organisation,
                        key_of(row.role), row.period.from, row.period.to, row.source);
  for (const DraftArea& row : draft.areas)
    transaction.execute("INSERT INTO hub_area VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING", id,
                        row.area.nis.code, row.area.basis, row.area.is_confirmed, row.source);
}

void save_what_it_does(Connection& transaction, HubId id, const PartnershipDraft& draft) {
  const auto topics = [&](const char* kind, const std::vector<DatedTopic>& rows) {
    for (const DatedTopic& row : rows)
      transaction.execute("INSERT INTO hub_topic VALUES (?1, ?2, ?3, ?4, ?5, ?6)", id, std::string(kind), row.topic,
                          row.period.from, row.period.to, row.source);
  };
  topics("sector", draft.sectors);
  topics("service", draft.services);
  for (const ContactPoint& row : draft.contacts)
    transaction.execute("INSERT INTO hub_contact VALUES (?1, ?2, ?3, ?4, ?5)", id, row.kind, row.value, row.hours,
                        row.source);
  for (const DraftCompleteness& row : draft.complete)
    transaction.execute("INSERT INTO hub_completeness VALUES (?1, ?2, ?3)", id, row.on, row.source);
  for (const SupportAmount& row : draft.amounts)
    transaction.execute("INSERT INTO hub_amount VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", id, row.phase, row.funder,
                        row.amount, row.total_cost, row.period.from, row.period.to, row.source);
}

class RevisedHub : public RevisedKind {
 public:
  const EditShape& shape() const override { return partnership_shape(); }
  std::string path() const override { return "/hubs"; }

  std::optional<RevisedNow> load(Connection& connection, std::int64_t id, Day) const override {
    RevisedNow now;
    const auto source = read_hub_row(connection, id, now);
    if (!source) return std::nullopt;
    read_members(connection, id, now.image);
    read_topics(connection, id, "sector", now.image);
    read_topics(connection, id, "service", now.image);
    read_rest(connection, id, now.image);
    read_amounts(connection, HubId{id}, now.image);
    add_fact_notes(connection, {shape(), id}, *source, now.image);
    now.record = {"hub", id, {id}};
    return now;
  }

  Result<RecordImage> check(Connection&, const RecordImage& image, std::int64_t, Day today) const override {
    auto read = read_partnership(image, today);
    if (!read) return read.error();
    return std::move(read->image);
  }

  void save(Connection& transaction, std::int64_t number, const RecordImage& image, Instant now) const override {
    const auto read = read_partnership(image, text::brussels_day(now));
    ensure(read.has_value(), "an image is checked before it is kept");
    const PartnershipDraft& draft = read->draft;
    const HubId id{number};
    // Sources stand before facts that name them.
    save_fact_notes(transaction, {shape(), number}, image);
    if (!hub_is_there(transaction, id)) insert_hub(transaction, id, image);
    const auto lon = draft.position ? std::optional<double>{draft.position->lon} : std::nullopt;
    const auto lat = draft.position ? std::optional<double>{draft.position->lat} : std::nullopt;
    transaction.execute(
        "UPDATE hub SET name = ?2, short_name = ?3, place_label = ?4, recognised_by = ?5, recognised_from_on = ?6, "
        "recognised_to_on = ?7, lon_degrees = ?8, lat_degrees = ?9 WHERE hub_id = ?1",
        id, draft.name, draft.short_name, draft.place_label, draft.recognised_by, draft.recognised.from,
        draft.recognised.to, lon, lat);
    if (transaction.execute("UPDATE hub_version SET version = version + 1 WHERE hub_id = ?1", id) == 0)
      transaction.execute("INSERT INTO hub_version VALUES (?1, 2)", id);
    for (const char* table : {"membership", "hub_area", "hub_topic", "hub_contact", "hub_completeness", "hub_amount"})
      transaction.execute(std::string("DELETE FROM ") + table + " WHERE hub_id = ?1", id);
    save_members_and_areas(transaction, id, draft);
    save_what_it_does(transaction, id, draft);
    // The area decides which streams belong to the hub: what is kept in memory looks at everything anew.
    raise_list_version(transaction);
  }
};

}  // namespace

const RevisedKind& hub_kind() {
  static const RevisedHub kKind;
  return kKind;
}

const RevisedKind* find_revised_kind(std::string_view record) {
  if (record == "organisation") return &organisation_kind();
  return record == "hub" ? &hub_kind() : nullptr;
}

}  // namespace kringwerk::network
