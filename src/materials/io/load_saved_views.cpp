#include "materials/io/load_saved_views.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::Rows;

std::string select_readable_views() {
  const access::RecordColumns columns{
      .type = "saved_view",
      .visibility = "(CASE WHEN saved_view.hub_id IS NULL THEN 'private' ELSE 'hub' END)",
      .hubs =
          "SELECT own.hub_id FROM saved_view AS own WHERE own.view_id = saved_view.view_id AND own.hub_id IS NOT NULL",
      .person = "saved_view.person_id"};
  return "SELECT view_id, person_id, hub_id, name, filters, made_at_ms, changed_at_ms, version FROM saved_view WHERE " +
         access::readable_condition(columns, "?1", "?2");
}

SavedView read_view(const Rows& rows) {
  SavedView view;
  view.id = rows.get<SavedViewId>(0);
  view.person = rows.get<access::PersonId>(1);
  view.hub = rows.get<std::optional<network::HubId>>(2);
  view.name = rows.get<std::string>(3);
  view.filters = rows.get<std::string>(4);
  view.made_at = rows.get<Instant>(5);
  view.changed_at = rows.get<Instant>(6);
  view.version = rows.get<std::int64_t>(7);
  return view;
}

}  // namespace

std::optional<SavedView> load_saved_view(Connection& connection, SavedViewId id, const access::Actor& reader, Day day) {
  Rows rows = connection.query(select_readable_views() + " AND view_id = ?3", reader.session, day_text(day), id);
  return rows.next() ? std::optional(read_view(rows)) : std::nullopt;
}

std::vector<SavedView> load_saved_views(Connection& connection, const access::Actor& reader, Day day) {
  std::vector<SavedView> views;
  if (!reader.is_signed_in()) return views;
  Rows rows =
      connection.query(select_readable_views() + " ORDER BY name, view_id LIMIT 100", reader.session, day_text(day));
  while (rows.next()) views.push_back(read_view(rows));
  return views;
}

}  // namespace kringwerk::materials
