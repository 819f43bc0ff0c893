#include "guidance/io/registered_guidance.h"

namespace kringwerk::guidance {

namespace {

using access::ErasureEffect;

/// The question loses words and asker; hub, state and steps stay for the hub's figures. Notes and answers are about the
/// asker too.
std::vector<std::string> empty_questions() {
  return {"DELETE FROM case_note WHERE case_id IN (SELECT case_id FROM hub_case WHERE {rows})",
          "UPDATE hub_case_entry SET words = '' WHERE case_id IN (SELECT case_id FROM hub_case WHERE {rows})",
          "INSERT INTO hub_case_step (case_id, state, at_ms) SELECT case_id, 'closed', :now FROM hub_case "
          "WHERE state <> 'closed' AND {rows}",
          "UPDATE hub_case SET question = '', asker_name = '', asker_email = '', state = 'closed', secret_hash = "
          "'erased ' || case_id, version = version + 1 WHERE {rows}"};
}

}  // namespace

void register_guidance(access::RecordRegistry& registry) {
  registry.personal.push_back({"question",
                               "hub_case",
                               "case_id",
                               "lower(hub_case.asker_email) = :email",
                               {"case_id", "hub_id", "stream_id", "state", "question", "asker_name", "asker_email",
                                "language", "answer_due_on", "created_at_ms"},
                               {"secret_hash"},
                               ErasureEffect::emptied,
                               empty_questions()});
  registry.personal.push_back({"answer",
                               "hub_case_entry",
                               "",
                               "hub_case_entry.case_id IN (SELECT case_id FROM hub_case WHERE lower(asker_email) = "
                               ":email)",
                               {"entry_id", "case_id", "kind", "at_ms", "words", "state"},
                               {"person_id"},
                               ErasureEffect::emptied,
                               {}});
  registry.personal.push_back({"answer",
                               "hub_case_entry",
                               "",
                               "hub_case_entry.person_id = :person",
                               {"entry_id", "case_id", "kind", "at_ms", "words", "state"},
                               {},
                               ErasureEffect::kept,
                               {}});
  registry.personal.push_back({"case_note",
                               "case_note",
                               "",
                               "case_note.author_id = :person",
                               {"note_id", "case_id", "at_ms"},
                               {"author_id", "sealed_text"},
                               ErasureEffect::kept,
                               {}});
  registry.retained.push_back(
      {"question", "hub_case", "case_id",
       "(SELECT MAX(hub_case_step.at_ms) FROM hub_case_step WHERE hub_case_step.case_id = hub_case.case_id)",
       "state = 'closed' AND asker_email <> ''", empty_questions()});
}

}  // namespace kringwerk::guidance
