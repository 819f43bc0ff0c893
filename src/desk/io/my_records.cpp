#include <algorithm>

#include "clocks/io/load_clocks.h"
#include "desk/io/my_parts.h"
#include "freshness/io/load_due_records.h"
#include "materials/io/load_saved_views.h"
#include "materials/io/load_streams.h"
#include "network/io/load_hubs.h"
#include "network/io/load_organisations.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::desk {

namespace {

using access::Role;
using access::ScopeKind;

bool is_stale(const materials::Stream& stream, const clocks::ClockReading& clocks) {
  if (stream.state != materials::StreamState::open || !stream.confirmed_at) return false;
  return clocks::freshness_of(clocks.clocks.of(materials::clock_of(stream.kind)),
                              text::brussels_day(*stream.confirmed_at), clocks.today) >= clocks::Freshness::stale;
}

void add_record(const MyReading& reading, const std::string& path, const std::string& name, web::Model& section) {
  section.add("RECORD")
      .set("PAGE", site::address(reading.language, path))
      .set("RECORD_NAME", name)
      .set("EDIT", site::address(reading.language, path + "/edit"));
}

}  // namespace

/// What nobody answered for two weeks, or nobody can be asked about. It is for the hub that is near: an administrator
/// finds the same on the board, without being asked.
std::int64_t show_my_unconfirmed(const MyReading& reading, web::Model& model) {
  if (!reading.actor.holds(Role::coordinator)) return 0;
  const clocks::ClockReading clocks = clocks::load_clock_reading(reading.connection, reading.now);
  freshness::DueQuery query;
  query.reader = reading.actor;
  const auto due = freshness::load_due_records(reading.connection, clocks, query);
  const auto waiting = std::count_if(due.begin(), due.end(), [&](const freshness::DueRecord& record) {
    return record.standing.has_note ||
           freshness::is_escalated(record.standing.reach, record.standing.notice, reading.now);
  });
  if (waiting == 0) return 0;
  model.add("UNCONFIRMED")
      .set("ADDRESS", site::address(reading.language, "/freshness?show=yours"))
      .set("TITLE", reading.services.texts.plural(reading.language, "desk.my.unconfirmed", waiting));
  return waiting;
}

std::int64_t show_my_streams(const MyReading& reading, web::Model& model) {
  auto stale = materials::load_own_streams(reading.connection,
                                           reading.actor.scopes(ScopeKind::organisation, {Role::organisation_user}));
  const clocks::ClockReading clocks = clocks::load_clock_reading(reading.connection, reading.now);
  std::erase_if(stale, [&](const materials::Stream& stream) { return !is_stale(stream, clocks); });
  if (stale.empty()) return 0;
  web::Model& section = model.add("STREAMS");
  for (const materials::Stream& stream : stale) {
    section.add("STREAM")
        .set("TITLE", stream.title.best(reading.language))
        .set("TITLE_LANG", language_code(stream.title.best_language(reading.language)))
        .set("ADDRESS", site::address(reading.language, "/our-streams/" + stream.id.text()))
        .set("WHY", reading.services.texts.get(reading.language, "desk.my.stale"));
  }
  return static_cast<std::int64_t>(stale.size());
}

/// The organisations and hubs somebody works for, to look at and change.
std::int64_t show_my_records(const MyReading& reading, web::Model& model) {
  const auto organisations = reading.actor.scopes(ScopeKind::organisation, {Role::organisation_user});
  const auto hubs = reading.actor.scopes(ScopeKind::hub, {Role::coach, Role::coordinator});
  if (organisations.empty() && hubs.empty()) return 0;
  web::Model& section = model.add("RECORDS");
  for (const std::int64_t id : hubs) {
    if (const auto hub = network::load_hub(reading.connection, network::HubId{id}))
      add_record(reading, "/hubs/" + hub->id.text(), hub->name, section);
  }
  for (const std::int64_t id : organisations) {
    if (const auto one = network::load_organisation(reading.connection, network::OrganisationId{id}))
      add_record(reading, "/organisations/" + one->id.text(), one->name, section);
  }
  return 0;
}

/// The kept views of the map, in the order of their names.
std::int64_t show_my_views(const MyReading& reading, web::Model& model) {
  const auto views = materials::load_saved_views(reading.connection, reading.actor, reading.today);
  if (views.empty()) return 0;
  web::Model& section = model.add("VIEWS");
  for (const materials::SavedView& view : views) {
    section.add("VIEW").set("ADDRESS", site::address(reading.language, "/map") + view.filters).set("NAME", view.name);
  }
  return 0;
}

}  // namespace kringwerk::desk
