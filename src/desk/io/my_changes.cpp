#include "desk/io/my_parts.h"
#include "network/io/load_revisions.h"
#include "network/io/show_revisions.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::desk {

namespace {

constexpr std::chrono::days kProposalsShown{14};

web::Model& add_change(const MyReading& reading, const network::RevisionRow& row, web::Model& section) {
  return section.add("CHANGE")
      .set("ADDRESS", site::address(reading.language, network::revision_path(row.revision.id)))
      .set("TITLE", network::revision_title(reading.services, reading.language, row))
      .set("STATE", network::revision_state_words(reading.services, reading.language, row.revision.state))
      .set("WHEN", text::moment(reading.language, row.revision.proposed_at));
}

}  // namespace

std::int64_t show_my_decisions(const MyReading& reading, web::Model& model) {
  const auto changes = network::load_waiting_revisions(reading.connection, {reading.actor, reading.today}, kMostOfKind);
  if (changes.empty()) return 0;
  web::Model& section = model.add("CHANGES");
  for (const network::RevisionRow& row : changes) {
    add_change(reading, row, section)
        .set("WHY", reading.services.texts.format(reading.language, "desk.my.proposed_by", {{"name", row.proposer}}));
  }
  return static_cast<std::int64_t>(changes.size());
}

std::int64_t show_my_proposals(const MyReading& reading, web::Model& model) {
  const auto proposals =
      network::load_own_revisions(reading.connection, {reading.actor, reading.today}, reading.now - kProposalsShown);
  if (proposals.empty()) return 0;
  web::Model& section = model.add("PROPOSALS");
  for (const network::RevisionRow& row : proposals) add_change(reading, row, section).set("WHY", row.revision.reason);
  return 0;
}

}  // namespace kringwerk::desk
