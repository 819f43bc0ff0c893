#include "introductions/io/call_store.h"

namespace kringwerk::introductions {

namespace {

using materials::key_in;
using materials::value_in;
using storage::Connection;
using storage::Rows;

constexpr std::string_view kColumns =
    "SELECT c.call_id, c.organisation_id, c.hub_id, c.work, c.partner_kind, c.material_id, c.title, c.description, "
    "c.purpose, c.language, c.until_on, c.visibility, c.state, c.published_by, c.published_at_ms, c.changed_at_ms, "
    "c.version FROM partner_call c ";

PartnerCall read_call(const Rows& rows) {
  PartnerCall call;
  CallDraft& asked = call.asked;
  call.id = rows.get<PartnerCallId>(0);
  asked.organisation = rows.get<std::optional<network::OrganisationId>>(1);
  asked.hub = rows.get<std::optional<network::HubId>>(2);
  asked.work = rows.get<std::string>(3);
  asked.partner_kind = rows.get<std::string>(4);
  asked.material = std::string(rows.text(5));
  asked.title = rows.get<std::string>(6);
  asked.description = rows.get<std::string>(7);
  asked.purpose = rows.get<std::string>(8);
  asked.language = parse_language(rows.text(9)).value();
  asked.until = rows.get<Day>(10);
  asked.audience = value_in<CallAudience>(kCallAudienceKeys, rows.text(11)).value();
  call.state = value_in<CallState>(kCallStateKeys, rows.text(12)).value();
  call.published_by = rows.get<access::PersonId>(13);
  call.published_at = rows.get<Instant>(14);
  call.changed_at = rows.get<Instant>(15);
  call.version = rows.int64(16);
  return call;
}

}  // namespace

std::optional<PartnerCall> load_call(Connection& connection, PartnerCallId id) {
  Rows rows = connection.query(std::string(kColumns) + "WHERE c.call_id = ?1", id);
  if (!rows.next()) return std::nullopt;
  return read_call(rows);
}

std::vector<PartnerCall> load_calls(Connection& connection, const CallReader& reader, const CallChoice& choice) {
  const access::RecordColumns columns{.type = "call",
                                      .visibility = "c.visibility",
                                      .state = "c.state",
                                      .organisation = "c.organisation_id",
                                      .hubs = "c.hub_id"};
  Rows rows = connection.query(std::string(kColumns) + "WHERE " + access::readable_condition(columns, "?1", "?2") +
                                   " AND " + (choice.ended ? "NOT " : "") +
                                   "(c.state = 'open' AND c.until_on >= ?2) AND (?3 = '' OR c.work = ?3) "
                                   "ORDER BY c.published_at_ms DESC, c.call_id DESC LIMIT 100",
                               reader.actor.session, reader.today, choice.work);
  std::vector<PartnerCall> calls;
  while (rows.next()) calls.push_back(read_call(rows));
  return calls;
}

void insert_call(Connection& transaction, const PartnerCall& call) {
  const CallDraft& asked = call.asked;
  std::optional<std::string> material;
  if (!asked.material.empty()) material = asked.material;
  transaction.execute(
      "INSERT INTO partner_call VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
      call.id, asked.organisation, asked.hub, asked.work, asked.partner_kind, material, asked.title, asked.description,
      asked.purpose, language_code(asked.language), asked.until, key_in(kCallAudienceKeys, asked.audience),
      key_in(kCallStateKeys, call.state), call.published_by, call.published_at, call.changed_at, call.version);
}

bool save_ended_call(Connection& transaction, const PartnerCall& ended) {
  return transaction.execute(
             "UPDATE partner_call SET state = ?1, changed_at_ms = ?2, version = ?3 WHERE call_id = ?4 AND version = ?5",
             key_in(kCallStateKeys, ended.state), ended.changed_at, ended.version, ended.id, ended.version - 1) != 0;
}

std::vector<KeptAnswer> load_call_answers(Connection& connection, PartnerCallId id) {
  Rows rows = connection.query(
      "SELECT organisation_id, introduction_id FROM partner_call_answer WHERE call_id = ?1 ORDER BY introduction_id",
      id);
  std::vector<KeptAnswer> answers;
  while (rows.next()) answers.push_back({rows.get<network::OrganisationId>(0), rows.get<IntroductionId>(1)});
  return answers;
}

std::string load_calling_hub(Connection& connection, IntroductionId introduction) {
  Rows rows = connection.query(
      "SELECT hub.name FROM partner_call_answer JOIN partner_call ON partner_call.call_id = "
      "partner_call_answer.call_id JOIN hub ON hub.hub_id = partner_call.hub_id WHERE "
      "partner_call_answer.introduction_id = ?1",
      introduction);
  return rows.next() ? rows.get<std::string>(0) : std::string();
}

void insert_call_answer(Connection& transaction, PartnerCallId id, const KeptAnswer& answer) {
  transaction.execute("INSERT INTO partner_call_answer VALUES (?1, ?2, ?3)", id, answer.organisation,
                      answer.introduction);
}

}  // namespace kringwerk::introductions
