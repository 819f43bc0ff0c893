#include "desk/io/my_page.h"

#include <algorithm>

#include "accounts/io/load_people.h"
#include "guidance/io/load_cases.h"
#include "guidance/io/show_cases.h"
#include "materials/io/load_on_behalf.h"
#include "materials/io/load_saved_views.h"
#include "materials/io/load_streams.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::desk {

namespace {

using access::Role;
using access::ScopeKind;
using site::Services;

constexpr int kMostOfKind = 10;

/// What waits for one person; each part was loaded as far as that person may see.
struct Waiting {
  guidance::CaseList questions;
  std::vector<accounts::ProposedGrant> grants;
  std::vector<materials::EntryRow> entries;
  std::vector<materials::Stream> stale;  ///< own offers and needs that count as old
  Day today;

  std::int64_t count() const {
    return questions.total + static_cast<std::int64_t>(grants.size() + entries.size() + stale.size());
  }
};

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
    waiting.entries = materials::load_entries_of(connection, actor, waiting.today);
    std::erase_if(waiting.entries,
                  [](const materials::EntryRow& entry) { return entry.state != materials::StreamState::draft; });
    waiting.stale =
        materials::load_own_streams(connection, actor.scopes(ScopeKind::organisation, {Role::organisation_user}));
    std::erase_if(waiting.stale, [&](const materials::Stream& stream) {
      return stream.state != materials::StreamState::open || materials::fresh_days_left(stream, now) > 0;
    });
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

/// The pages that fit the reader's roles.
void show_links(const access::Actor& actor, web::Model& model) {
  const bool coordinates = actor.holds(Role::coordinator);
  const bool works = actor.holds(Role::organisation_user);
  model.show_if(coordinates || actor.holds(Role::coach), "STAFF").show_if(coordinates, "COORDINATOR");
  model.show_if(coordinates || works || actor.holds(Role::administrator), "GIVER").show_if(works, "WORKER");
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
  show_grants(services, language, waiting, model);
  show_entries(services, language, waiting, model);
  show_streams(services, language, waiting, model);
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
