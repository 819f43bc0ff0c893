#include "introductions/io/load_introductions.h"

#include "introductions/io/introduction_store.h"
#include "network/io/load_hubs.h"

namespace kringwerk::introductions {

namespace {

using materials::value_in;
using storage::Connection;
using storage::Rows;

constexpr std::string_view kHubs =
    "SELECT introduction_hub.hub_id FROM introduction_hub WHERE introduction_hub.introduction_id = i.introduction_id";
constexpr std::string_view kOrganisations =
    "SELECT introduction_side.organisation_id FROM introduction_side WHERE introduction_side.introduction_id = "
    "i.introduction_id";

/// ?1 is the reader's session, ?2 the day. A shelf names less than the reader may read, by leaving relations out.
std::string readable(IntroductionShelf shelf) {
  access::RecordColumns columns{.type = "introduction", .state = "i.state"};
  if (shelf == IntroductionShelf::own) {
    columns.organisation = kOrganisations;
    columns.person = "i.proposed_by";
  } else {
    columns.hubs = kHubs;
  }
  return "FROM introduction i WHERE " + access::readable_condition(columns, "?1", "?2") + " ";
}

/// ?3 is the hub, 0 for all.
std::string condition_of(IntroductionFilter filter) {
  std::string of_hub =
      "AND (?3 = 0 OR EXISTS (SELECT 1 FROM introduction_hub WHERE introduction_hub.introduction_id = "
      "i.introduction_id AND introduction_hub.hub_id = ?3)) ";
  switch (filter) {
    case IntroductionFilter::open:
      return of_hub + "AND i.state IN ('proposed', 'answered', 'talks') ";
    case IntroductionFilter::late:
      return of_hub + "AND i.state IN ('proposed', 'answered') AND i.due_on < ?2 ";
    case IntroductionFilter::waiting:
      return of_hub + "AND i.state IN ('proposed', 'answered') ";
    case IntroductionFilter::talks:
      return of_hub + "AND i.state = 'talks' ";
    case IntroductionFilter::agreed:
      return of_hub + "AND i.state = 'agreed' ";
    case IntroductionFilter::failed:
      return of_hub + "AND i.state = 'failed' ";
    case IntroductionFilter::withdrawn:
      return of_hub + "AND i.state = 'withdrawn' ";
    case IntroductionFilter::all:
      break;
  }
  return of_hub;
}

constexpr std::string_view kOrder =
    "ORDER BY CASE WHEN i.state IN ('proposed', 'answered') AND i.due_on < ?2 THEN 0 WHEN i.state IN ('proposed', "
    "'answered') THEN 1 WHEN i.state = 'talks' THEN 2 ELSE 3 END, CASE WHEN i.state IN ('proposed', 'answered') THEN "
    "i.due_on ELSE '' END, i.changed_at_ms DESC, i.introduction_id DESC LIMIT ?4 OFFSET ?5";

}  // namespace

IntroductionList load_introduction_list(Connection& connection, const IntroductionReader& reader,
                                        const IntroductionQuery& query) {
  const std::int64_t hub = query.hub ? query.hub->value() : 0;
  const std::string condition = readable(query.shelf) + condition_of(query.filter);
  IntroductionList list;
  {
    Rows count = connection.query("SELECT COUNT(*) " + condition, reader.actor.session, reader.today, hub);
    count.next();
    list.total = count.int64(0);
  }
  std::vector<IntroductionId> ids;
  {
    Rows rows = connection.query("SELECT i.introduction_id " + condition + std::string(kOrder), reader.actor.session,
                                 reader.today, hub, query.most, query.first);
    while (rows.next()) ids.push_back(rows.get<IntroductionId>(0));
  }
  for (const IntroductionId id : ids) list.rows.push_back(load_introduction(connection, id).value());
  return list;
}

std::optional<Introduction> load_introduction_to_decide(Connection& connection, IntroductionId id) {
  return load_introduction(connection, id);
}

std::vector<Outcome> load_outcomes(Connection& connection, IntroductionId id) {
  std::vector<Outcome> outcomes;
  Rows rows = connection.query(
      "SELECT outcome_id, kind, side, reason, words, person_id, at_ms FROM introduction_outcome "
      "WHERE introduction_id = ?1 ORDER BY at_ms, outcome_id",
      id);
  while (rows.next()) {
    outcomes.push_back({rows.get<OutcomeId>(0), value_in<OutcomeKind>(kOutcomeKindKeys, rows.text(1)).value(),
                        value_in<SideKind>(kSideKeys, rows.text(2)), value_in<Reason>(kReasonKeys, rows.text(3)),
                        rows.get<std::string>(4), rows.get<std::optional<access::PersonId>>(5), rows.get<Instant>(6)});
  }
  return outcomes;
}

std::string load_proposer(Connection& connection, const Introduction& introduction) {
  if (!introduction.hub) return {};
  const auto hub = network::load_hub(connection, *introduction.hub);
  return hub ? hub->name : std::string();
}

}  // namespace kringwerk::introductions
