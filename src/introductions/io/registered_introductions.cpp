#include "introductions/io/registered_introductions.h"

namespace kringwerk::introductions {

namespace {

using access::ErasureEffect;

/// An introduction whose side is gone cannot go on. What was answered stays as a figure, without words and address.
std::vector<std::string> empty_sides() {
  return {
      "UPDATE introduction SET state = 'withdrawn', version = version + 1 WHERE state IN ('proposed', 'answered', "
      "'talks') AND introduction_id IN (SELECT introduction_id FROM introduction_side WHERE {rows})",
      "UPDATE introduction_outcome SET words = '' WHERE introduction_id IN (SELECT introduction_id FROM "
      "introduction_side WHERE {rows})",
      "UPDATE introduction_side SET email = '', title = '', secret_hash = 'erased ' || introduction_id || side WHERE "
      "{rows}"};
}

/// A call is its organisation's or hub's; who wrote it is told, and what it says goes with its time.
void register_calls(access::RecordRegistry& registry) {
  const std::vector<std::string> empty_call{
      "UPDATE partner_call SET title = '', description = '', purpose = '', state = CASE WHEN state = 'open' THEN "
      "'withdrawn' ELSE state END, version = version + 1 WHERE {rows}"};
  registry.personal.push_back({"call",
                               "partner_call",
                               "call_id",
                               "partner_call.published_by = :person",
                               {"call_id", "work", "partner_kind", "title", "description", "purpose", "until_on",
                                "visibility", "state", "published_at_ms"},
                               {"published_by"},
                               ErasureEffect::emptied,
                               empty_call});
  registry.retained.push_back(
      {"call", "partner_call", "call_id", "partner_call.changed_at_ms", "state <> 'open' AND title <> ''", empty_call});
}

}  // namespace

void register_introductions(access::RecordRegistry& registry) {
  registry.personal.push_back({"introduction",
                               "introduction_side",
                               "introduction_id",
                               "lower(introduction_side.email) = :email",
                               {"introduction_id", "side", "stream_id", "organisation_id", "title", "email", "language",
                                "answer", "answered_at_ms"},
                               {"secret_hash"},
                               ErasureEffect::emptied,
                               empty_sides()});
  registry.personal.push_back({"introduction",
                               "introduction",
                               "introduction_id",
                               "introduction.proposed_by = :person",
                               {"introduction_id", "state", "message", "proposed_at_ms"},
                               {"proposed_by"},
                               ErasureEffect::emptied,
                               {"UPDATE introduction SET message = '', version = version + 1 WHERE {rows}"}});
  registry.personal.push_back({"introduction",
                               "introduction_outcome",
                               "",
                               "introduction_outcome.person_id = :person",
                               {"outcome_id", "introduction_id", "kind", "reason", "words", "at_ms"},
                               {"person_id"},
                               ErasureEffect::emptied,
                               {"UPDATE introduction_outcome SET words = '' WHERE {rows}"}});
  register_calls(registry);
  registry.personal.push_back({"weight",
                               "weight_version",
                               "",
                               "weight_version.person_id = :person",
                               {"version", "cause", "at_ms"},
                               {"person_id"},
                               ErasureEffect::kept,
                               {}});
  registry.retained.push_back(
      {"introduction", "introduction_side", "introduction_id",
       "(SELECT introduction.changed_at_ms FROM introduction WHERE introduction.introduction_id = "
       "introduction_side.introduction_id)",
       "email <> '' AND (SELECT introduction.state FROM introduction WHERE introduction.introduction_id = "
       "introduction_side.introduction_id) IN ('agreed', 'failed', 'withdrawn')",
       empty_sides()});
}

}  // namespace kringwerk::introductions
