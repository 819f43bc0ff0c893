#include "desk/io/my_page.h"

#include <algorithm>

#include "accounts/io/load_people.h"
#include "clocks/io/load_clocks.h"
#include "desk/io/my_introductions.h"
#include "freshness/io/load_due_records.h"
#include "guidance/io/load_cases.h"
#include "guidance/io/show_cases.h"
#include "handovers/io/load_handovers.h"
#include "handovers/io/show_handovers.h"
#include "materials/io/load_on_behalf.h"
#include "materials/io/load_saved_views.h"
#include "materials/io/load_streams.h"
#include "network/io/load_hubs.h"
#include "network/io/load_organisations.h"
#include "network/io/load_revisions.h"
#include "network/io/show_revisions.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::desk {

namespace {

using access::Role;
using access::ScopeKind;
using site::Services;

constexpr int kMostOfKind = 10;
constexpr std::chrono::days kProposalsShown{14};

/// What waits for one person; each part was loaded as far as that person may see.
struct Waiting {
  guidance::CaseList questions;
  std::vector<accounts::ProposedGrant> grants;
  std::vector<materials::EntryRow> entries;
  std::vector<materials::Stream> stale;  ///< own offers and needs that count as old
  introductions::WaitingList introductions;
  std::vector<network::RevisionRow> changes;           ///< of organisations and hubs, to approve
  std::vector<network::RevisionRow> proposals;         ///< own ones, and what became of them lately
  std::int64_t unconfirmed = 0;                        ///< records of the reader's hubs that wait for the hub
  std::vector<handovers::Agreement> agreements;        ///< that the reader's side answers
  std::vector<handovers::AwaitedHandover> deliveries;  ///< that the reader's side confirms
  Day today;

  std::int64_t count() const {
    return questions.total + introductions.total + unconfirmed +
           static_cast<std::int64_t>(grants.size() + entries.size() + stale.size() + changes.size() +
                                     agreements.size() + deliveries.size());
  }
};

bool is_stale(const materials::Stream& stream, const clocks::ClockReading& reading) {
  if (stream.state != materials::StreamState::open || !stream.confirmed_at) return false;
  return clocks::freshness_of(reading.clocks.of(materials::clock_of(stream.kind)),
                              text::brussels_day(*stream.confirmed_at), reading.today) >= clocks::Freshness::stale;
}

/// What nobody answered for two weeks, or nobody can be asked about.
std::int64_t count_unconfirmed(storage::Connection& connection, const clocks::ClockReading& reading,
                               const access::Actor& actor, Instant now) {
  freshness::DueQuery query;
  query.reader = actor;
  const auto due = freshness::load_due_records(connection, reading, query);
  return std::count_if(due.begin(), due.end(), [&](const freshness::DueRecord& record) {
    return record.standing.has_note || freshness::is_escalated(record.standing.reach, record.standing.notice, now);
  });
}

Waiting load_waiting(const Services& services, const access::Actor& actor) {
  Waiting waiting;
  const Instant now = services.now();
  waiting.today = text::brussels_day(now);
  services.database.read([&](storage::Connection& connection) {
    guidance::CaseQuery open;
    open.most = kMostOfKind;
    waiting.questions = guidance::load_case_list(connection, {actor, waiting.today}, open);
    if (actor.holds(Role::administrator)) {
      waiting.grants = accounts::load_proposed_grants(connection, {actor, waiting.today});
      std::erase_if(waiting.grants, [&](const accounts::ProposedGrant& grant) {
        return grant.row.grant.given_by == actor.person || grant.row.grant.person == actor.person;
      });
    }
    waiting.introductions = introductions::load_waiting_introductions(connection, {actor, waiting.today}, kMostOfKind);
    waiting.entries = materials::load_entries_of(connection, actor, waiting.today);
    std::erase_if(waiting.entries,
                  [](const materials::EntryRow& entry) { return entry.state != materials::StreamState::draft; });
    waiting.changes = network::load_waiting_revisions(connection, {actor, waiting.today}, kMostOfKind);
    waiting.proposals = network::load_own_revisions(connection, {actor, waiting.today}, now - kProposalsShown);
    waiting.agreements = handovers::load_awaited_agreements(connection, actor, waiting.today, kMostOfKind);
    waiting.deliveries = handovers::load_awaited_handovers(connection, actor, waiting.today, kMostOfKind);
    waiting.stale =
        materials::load_own_streams(connection, actor.scopes(ScopeKind::organisation, {Role::organisation_user}));
    const clocks::ClockReading reading = clocks::load_clock_reading(connection, now);
    if (actor.holds(Role::coordinator)) waiting.unconfirmed = count_unconfirmed(connection, reading, actor, now);
    std::erase_if(waiting.stale, [&](const materials::Stream& stream) { return !is_stale(stream, reading); });
  });
  return waiting;
}

void show_questions(const Services& services, Language language, const Waiting& waiting, web::Model& model) {
  if (waiting.questions.rows.empty()) return;
  web::Model& section = model.add("QUESTIONS");
  for (const guidance::CaseRow& row : waiting.questions.rows) {
    web::Model& line = section.add("QUESTION");
    guidance::show_due(services, language, row.found, waiting.today, line);
    line.set("ADDRESS", site::address(language, guidance::handled_path(row.found.id)));
    line.set("TITLE", guidance::case_title(services, language, row.found));
    const std::string& name = row.found.asker_name.empty() ? row.found.asker_email : row.found.asker_name;
    line.set("WHY", services.texts.format(language, "desk.my.asked_by", {{"name", name}, {"hub", row.hub_name}}));
  }
}

void show_grants(const Services& services, Language language, const Waiting& waiting, web::Model& model) {
  if (waiting.grants.empty()) return;
  web::Model& section = model.add("GRANTS");
  for (const accounts::ProposedGrant& grant : waiting.grants) {
    web::Model& line = section.add("GRANT");
    const std::string role =
        services.texts.get(language, "accounts.role." + std::string(access::key_of(grant.row.grant.role)));
    line.set("TITLE",
             services.texts.format(language, "desk.my.grant", {{"role", role}, {"person", grant.person_name}}));
    line.set("WHY", services.texts.format(language, "desk.my.proposed_by", {{"name", grant.row.giver_name}}));
    line.set("WHEN", text::day(language, text::brussels_day(grant.row.grant.given_at)));
    line.set("ADDRESS", site::address(language, "/people/" + grant.row.grant.person.text()));
  }
}

void show_entries(const Services& services, Language language, const Waiting& waiting, web::Model& model) {
  if (waiting.entries.empty()) return;
  web::Model& section = model.add("ENTRIES");
  for (const materials::EntryRow& entry : waiting.entries) {
    web::Model& line = section.add("ENTRY");
    line.set("TITLE", entry.title.best(language)).set("TITLE_LANG", language_code(entry.title.best_language(language)));
    const bool is_mailed = entry.mailed_at != Instant{};
    line.set("WHY",
             services.texts.format(language, is_mailed ? "desk.my.entry_of" : "desk.my.entry_not_mailed",
                                   {{"company", entry.company}, {"when", text::moment(language, entry.mailed_at)}}));
  }
}

void show_streams(const Services& services, Language language, const Waiting& waiting, web::Model& model) {
  if (waiting.stale.empty()) return;
  web::Model& section = model.add("STREAMS");
  for (const materials::Stream& stream : waiting.stale) {
    web::Model& line = section.add("STREAM");
    line.set("TITLE", stream.title.best(language))
        .set("TITLE_LANG", language_code(stream.title.best_language(language)));
    line.set("ADDRESS", site::address(language, "/our-streams/" + stream.id.text()));
    line.set("WHY", services.texts.get(language, "desk.my.stale"));
  }
}

void show_changes(const Services& services, Language language, const Waiting& waiting, web::Model& model) {
  const auto show = [&](const network::RevisionRow& row, web::Model& line) {
    line.set("ADDRESS", site::address(language, network::revision_path(row.revision.id)));
    line.set("TITLE", network::revision_title(services, language, row));
    line.set("STATE", network::revision_state_words(services, language, row.revision.state));
    line.set("WHEN", text::moment(language, row.revision.proposed_at));
  };
  if (!waiting.changes.empty()) {
    web::Model& section = model.add("CHANGES");
    for (const network::RevisionRow& row : waiting.changes) {
      web::Model& line = section.add("CHANGE");
      show(row, line);
      line.set("WHY", services.texts.format(language, "desk.my.proposed_by", {{"name", row.proposer}}));
    }
  }
  if (waiting.proposals.empty()) return;
  web::Model& section = model.add("PROPOSALS");
  for (const network::RevisionRow& row : waiting.proposals) {
    web::Model& line = section.add("PROPOSAL");
    show(row, line);
    line.set("WHY", row.revision.reason);
  }
}

void show_unconfirmed(const Services& services, Language language, const Waiting& waiting, web::Model& model) {
  if (waiting.unconfirmed == 0) return;
  model.add("UNCONFIRMED")
      .set("ADDRESS", site::address(language, "/freshness?show=yours"))
      .set("TITLE", services.texts.plural(language, "desk.my.unconfirmed", waiting.unconfirmed));
}

void show_deliveries(const Services& services, Language language, const Waiting& waiting, web::Model& model) {
  if (waiting.agreements.empty() && waiting.deliveries.empty()) return;
  web::Model& section = model.add("DELIVERIES");
  for (const handovers::Agreement& agreement : waiting.agreements) {
    section.add("DELIVERY")
        .set("TITLE", agreement.what)
        .set("ADDRESS", site::address(language, "/agreements/" + agreement.id.text()))
        .set("WHY", services.texts.format(language, "desk.my.agree",
                                          {{"other", agreement.side(agreement.proposed_side).name}}));
  }
  for (const handovers::AwaitedHandover& awaited : waiting.deliveries) {
    section.add("DELIVERY")
        .set("TITLE", awaited.agreement.what)
        .set("ADDRESS", site::address(language, "/handovers/" + awaited.handover.id.text()))
        .set("WHY", services.texts.format(
                        language, "desk.my.confirm",
                        {{"other", awaited.agreement.side(awaited.handover.proposed_side).name},
                         {"amount", handovers::kilogram_words(
                                        language, handovers::delivered(awaited.handover.proposed.value()))}}));
  }
}

/// The pages that fit the reader's roles.
void show_links(const access::Actor& actor, web::Model& model) {
  const bool coordinates = actor.holds(Role::coordinator);
  const bool works = actor.holds(Role::organisation_user);
  model.show_if(coordinates || actor.holds(Role::coach), "STAFF").show_if(coordinates, "COORDINATOR");
  model.show_if(coordinates || works || actor.holds(Role::administrator), "GIVER").show_if(works, "WORKER");
  model.show_if(actor.holds(Role::administrator), "ADMINISTRATOR");
}

/// The organisations and hubs somebody works for, to look at and change.
void show_own_records(const Services& services, const access::Actor& actor, Language language, web::Model& model) {
  const auto organisations = actor.scopes(ScopeKind::organisation, {Role::organisation_user});
  const auto hubs = actor.scopes(ScopeKind::hub, {Role::coach, Role::coordinator});
  if (organisations.empty() && hubs.empty()) return;
  web::Model& section = model.add("RECORDS");
  services.database.read([&](storage::Connection& connection) {
    const auto show = [&](const std::string& path, const std::string& name) {
      section.add("RECORD")
          .set("PAGE", site::address(language, path))
          .set("RECORD_NAME", name)
          .set("EDIT", site::address(language, path + "/edit"));
    };
    for (const std::int64_t id : hubs) {
      if (const auto hub = network::load_hub(connection, network::HubId{id}))
        show("/hubs/" + hub->id.text(), hub->name);
    }
    for (const std::int64_t id : organisations) {
      if (const auto one = network::load_organisation(connection, network::OrganisationId{id}))
        show("/organisations/" + one->id.text(), one->name);
    }
  });
}

/// The kept views of the map, in the order of their names.
void show_views(const Services& services, const web::Call& call, web::Model& model) {
  const auto views = services.database.read([&](storage::Connection& connection) {
    return materials::load_saved_views(connection, site::visit_of(call).actor, text::brussels_day(services.now()));
  });
  if (views.empty()) return;
  web::Model& section = model.add("VIEWS");
  for (const materials::SavedView& view : views) {
    section.add("VIEW").set("ADDRESS", site::address(call.language, "/map") + view.filters).set("NAME", view.name);
  }
}

web::Response my_page(const Services& services, const web::Call& call) {
  const access::Visit& visit = site::visit_of(call);
  const Waiting waiting = load_waiting(services, visit.actor);
  const Language language = call.language;
  web::Model model;
  model.set("HOME", site::address(language, "")).set("NAME", visit.name);
  model.set("DAY", text::day(language, waiting.today));
  show_links(visit.actor, model);
  if (waiting.count() == 0) {
    model.show("NOTHING");
  } else {
    model.add("LEAD").set("TEXT", services.texts.plural(language, "desk.my.lead", waiting.count()));
  }
  show_questions(services, language, waiting, model);
  show_waiting_introductions(services, language, waiting.today, waiting.introductions, model);
  show_grants(services, language, waiting, model);
  show_entries(services, language, waiting, model);
  show_deliveries(services, language, waiting, model);
  show_streams(services, language, waiting, model);
  show_changes(services, language, waiting, model);
  show_own_records(services, visit.actor, language, model);
  show_unconfirmed(services, language, waiting, model);
  show_views(services, call, model);
  site::PageFrame frame;
  frame.title = services.texts.get(language, "desk.my.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "desk/my.html", model, frame);
}

}  // namespace

void add_my_routes(web::Router& router, const Services& services) {
  router.add({web::Method::get, "/{lang}/my", "desk.my.view"},
             [&services](const web::Call& call) { return my_page(services, call); });
}

}  // namespace kringwerk::desk
