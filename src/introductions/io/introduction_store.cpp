#include "introductions/io/introduction_store.h"

namespace kringwerk::introductions {

namespace {

using materials::key_in;
using materials::value_in;
using storage::Connection;
using storage::Rows;

Introduction read_introduction(const Rows& rows) {
  Introduction found;
  found.id = rows.get<IntroductionId>(0);
  found.origin = value_in<Origin>(kOriginKeys, rows.text(1)).value();
  found.state = value_in<IntroductionState>(kIntroductionStateKeys, rows.text(2)).value();
  found.hub = rows.get<std::optional<network::HubId>>(3);
  found.material = std::string(rows.text(4));
  found.limited_by = value_in<LimitedBy>(kLimitedByKeys, rows.text(5)).value();
  found.message = rows.get<std::string>(6);
  found.proposed_by = rows.get<access::PersonId>(7);
  found.proposed_at = rows.get<Instant>(8);
  found.due = rows.get<Day>(9);
  found.changed_at = rows.get<Instant>(10);
  found.version = rows.int64(11);
  return found;
}

void read_side(const Rows& rows, Introduction& found) {
  Side& side = found.side(value_in<SideKind>(kSideKeys, rows.text(0)).value());
  side.stream = rows.get<std::optional<materials::StreamId>>(1);
  side.organisation = rows.get<std::optional<network::OrganisationId>>(2);
  side.title = rows.get<std::string>(3);
  side.email = rows.get<std::string>(4);
  side.language = parse_language(rows.text(5)).value();
  side.answer = value_in<Answer>(kAnswerKeys, rows.text(6));
  side.answered_at = rows.get<std::optional<Instant>>(7);
}

void insert_side(Connection& transaction, const Introduction& made, const Side& side, const std::string& hash) {
  std::optional<std::string> answer;
  if (side.answer) answer = key_in(kAnswerKeys, *side.answer);
  transaction.execute(
      "INSERT INTO introduction_side (introduction_id, side, stream_id, organisation_id, title, email, language, "
      "secret_hash, answer, answered_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
      made.id, key_in(kSideKeys, side.kind), side.stream, side.organisation, side.title, side.email,
      language_code(side.language), hash, answer, side.answered_at);
}

void insert_outcome(Connection& transaction, IntroductionId id, const Outcome& outcome) {
  const std::string side(outcome.side ? key_in(kSideKeys, *outcome.side) : std::string_view());
  const std::string reason(outcome.reason ? key_in(kReasonKeys, *outcome.reason) : std::string_view());
  transaction.execute("INSERT INTO introduction_outcome VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", outcome.id, id,
                      key_in(kOutcomeKindKeys, outcome.kind), side, reason, outcome.words, outcome.person, outcome.at);
}

}  // namespace

std::optional<Introduction> load_introduction(Connection& connection, IntroductionId id) {
  std::optional<Introduction> found;
  {
    Rows rows = connection.query(
        "SELECT introduction_id, origin, state, hub_id, material_id, limited_by, message, proposed_by, "
        "proposed_at_ms, due_on, changed_at_ms, version FROM introduction WHERE introduction_id = ?1",
        id);
    if (!rows.next()) return std::nullopt;
    found = read_introduction(rows);
  }
  Rows sides = connection.query(
      "SELECT side, stream_id, organisation_id, title, email, language, answer, answered_at_ms FROM introduction_side "
      "WHERE introduction_id = ?1",
      id);
  while (sides.next()) read_side(sides, *found);
  Rows steps = connection.query(
      "SELECT capability_id, grams_per_week FROM introduction_step WHERE introduction_id = ?1 ORDER BY place", id);
  while (steps.next()) {
    found->steps.push_back(steps.get<network::CapabilityId>(0));
    found->step_amounts.push_back(steps.get<std::optional<Mass>>(1));
  }
  Rows hubs = connection.query("SELECT hub_id FROM introduction_hub WHERE introduction_id = ?1 ORDER BY hub_id", id);
  while (hubs.next()) found->hubs.push_back(hubs.int64(0));
  return found;
}

std::optional<LinkedIntroduction> load_introduction_by_secret(Connection& connection, std::string_view secret_hash) {
  std::optional<std::pair<IntroductionId, SideKind>> key;
  {
    Rows rows =
        connection.query("SELECT introduction_id, side FROM introduction_side WHERE secret_hash = ?1", secret_hash);
    if (!rows.next()) return std::nullopt;
    key.emplace(rows.get<IntroductionId>(0), value_in<SideKind>(kSideKeys, rows.text(1)).value());
  }
  auto found = load_introduction(connection, key->first);
  return found ? std::optional<LinkedIntroduction>{{std::move(*found), key->second}} : std::nullopt;
}

bool is_being_introduced(Connection& connection, materials::StreamId offer, materials::StreamId need) {
  Rows rows = connection.query(
      "SELECT 1 FROM introduction WHERE offer_id = ?1 AND need_id = ?2 AND state IN ('proposed', 'answered', 'talks')",
      offer, need);
  return rows.next();
}

void insert_introduction(Connection& transaction, const Introduction& made,
                         const std::map<SideKind, std::string>& secret_hashes) {
  std::optional<std::string> material;
  if (!made.material.empty()) material = made.material;
  transaction.execute(
      "INSERT INTO introduction (introduction_id, origin, state, offer_id, need_id, hub_id, material_id, limited_by, "
      "message, proposed_by, proposed_at_ms, due_on, changed_at_ms, version) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
      made.id, key_in(kOriginKeys, made.origin), key_in(kIntroductionStateKeys, made.state), made.offer.stream,
      made.need.stream, made.hub, material, key_in(kLimitedByKeys, made.limited_by), made.message, made.proposed_by,
      made.proposed_at, made.due, made.changed_at, made.version);
  for (const SideKind side : {SideKind::offer, SideKind::need}) {
    insert_side(transaction, made, made.side(side), secret_hashes.at(side));
  }
  std::int64_t place = 0;
  for (const network::CapabilityId step : made.steps) {
    const auto at = static_cast<std::size_t>(place);
    transaction.execute(
        "INSERT INTO introduction_step (introduction_id, place, capability_id, grams_per_week) VALUES (?1, ?2, ?3, ?4)",
        made.id, ++place, step, at < made.step_amounts.size() ? made.step_amounts[at] : std::optional<Mass>{});
  }
  for (const std::int64_t hub : made.hubs) {
    transaction.execute("INSERT INTO introduction_hub VALUES (?1, ?2)", made.id, hub);
  }
}

bool save_handled(Connection& transaction, const Introduction& before, const Handled& handled) {
  const Introduction& after = handled.after;
  const auto changed = transaction.execute(
      "UPDATE introduction SET state = ?1, due_on = ?2, changed_at_ms = ?3, version = ?4 "
      "WHERE introduction_id = ?5 AND version = ?6",
      key_in(kIntroductionStateKeys, after.state), after.due, after.changed_at, after.version, after.id,
      before.version);
  if (changed == 0) return false;
  for (const SideKind kind : {SideKind::offer, SideKind::need}) {
    const Side& side = after.side(kind);
    if (!side.answer) continue;
    transaction.execute(
        "UPDATE introduction_side SET answer = ?1, answered_at_ms = ?2 WHERE introduction_id = ?3 AND side = ?4",
        key_in(kAnswerKeys, *side.answer), side.answered_at, after.id, key_in(kSideKeys, kind));
  }
  insert_outcome(transaction, after.id, handled.outcome);
  return true;
}

}  // namespace kringwerk::introductions
