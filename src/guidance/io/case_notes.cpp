#include "access/io/sealed.h"
#include "access/policy.h"
#include "base/personal_text.h"
#include "base/utf8.h"
#include "guidance/io/case_store.h"
#include "guidance/io/load_notes.h"
#include "site/visit.h"

namespace kringwerk::guidance {

namespace {

using access::Action;

std::string context_of(CaseNoteId id) {
  return "case_note.sealed_text:" + id.text();
}

Violations check_note(const std::string& text) {
  Violations violations;
  if (text.empty()) violations.push_back({"guidance.note_empty", "note", {}});
  if (utf8_length(text) > kLongestNote) {
    violations.push_back({"guidance.note_too_long", "note", {{"longest", static_cast<std::int64_t>(kLongestNote)}}});
  }
  append(violations, check_confidential_text("note", text));
  return violations;
}

}  // namespace

access::RecordFacts facts_of_case(const Case& asked) {
  access::RecordFacts facts;
  facts.type = "case";
  facts.visibility = "-";
  facts.state = kCaseStateKeys[static_cast<std::size_t>(asked.state)];
  facts.hubs = {asked.hub.value()};
  return facts;
}

Result<CaseNoteId> save_note(const site::Services& services, storage::Connection& transaction, const web::Call& call,
                             CaseId noted, const std::string& text) {
  const access::Actor actor = site::actor_now(services, transaction, call);
  const auto asked = load_case(transaction, noted);
  if (!asked || !access::may(actor, Action::create, facts_of_case(*asked), "note")) return Missing{};
  if (Violations violations = check_note(text); !violations.empty()) return Invalid{std::move(violations)};
  const auto id = services.make_id<CaseNoteTag>();
  transaction.execute(
      "INSERT INTO case_note (note_id, case_id, author_id, sealed_text, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)", id, noted,
      actor.person, access::seal(services.keys.records, context_of(id), text), services.now());
  site::record(services, transaction, call, {"case.noted", "case", noted.value(), {{"note", "", ""}}});
  return id;
}

std::vector<CaseNote> load_notes(storage::Connection& connection, std::string_view records_key,
                                 const access::Actor& actor, CaseId noted) {
  const auto asked = load_case(connection, noted);
  if (!asked || !access::may(actor, Action::read, facts_of_case(*asked), "note")) return {};
  std::vector<CaseNote> notes;
  auto rows = connection.query(
      "SELECT note_id, author_id, person.name, sealed_text, at_ms FROM case_note JOIN person ON person.person_id = "
      "case_note.author_id WHERE case_id = ?1 ORDER BY note_id",
      noted);
  while (rows.next()) {
    CaseNote note{
        rows.get<CaseNoteId>(0), rows.get<access::PersonId>(1), rows.get<std::string>(2), {}, rows.get<Instant>(4)};
    auto text = access::open_sealed(records_key, context_of(note.id), rows.text(3));
    if (!text) {
      throw storage::Error(storage::ErrorKind::other, "note " + note.id.text() + " does not open with this key");
    }
    note.text = std::move(*text);
    notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace kringwerk::guidance
