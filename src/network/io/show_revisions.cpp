#include "network/io/show_revisions.h"

#include "network/io/image_words.h"
#include "network/io/revised_kind.h"

namespace kringwerk::network {

std::string revision_title(const site::Services& services, Language language, const RevisionRow& row) {
  if (row.revision.is_creation)
    return services.texts.format(language, "network.changes.created", {{"name", row.title}});
  std::string fields;
  const RevisedKind* kind = find_revised_kind(row.revision.record);
  const auto all = differences(row.revision.before, row.revision.after);
  for (const FieldShape& field : kind->shape().fields) {
    for (const FieldDifference& one : all) {
      if (one.field != field.name) continue;
      fields += (fields.empty() ? "" : ", ") + field_label(services, language, row.revision.record, field.name);
    }
  }
  return services.texts.format(language, "network.changes.title_of", {{"name", row.title}, {"fields", fields}});
}

std::string revision_path(RevisionId id) {
  return "/changes/" + id.text();
}

std::string revision_state_words(const site::Services& services, Language language, RevisionState state) {
  return services.texts.get(language, "network.changes.state." + std::string(key_of(state)));
}

std::string proposer_words(const site::Services& services, Language language, const RevisionRow& row,
                           NamesShown names) {
  if (names == NamesShown::yes && !row.proposer.empty()) return row.proposer;
  return services.texts.get(language, "network.changes.by." + std::string(access::key_of(row.revision.proposed_as)));
}

}  // namespace kringwerk::network
