#include <algorithm>
#include <array>

#include "accounts/io/person_page.h"
#include "accounts/io/show_roles.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

std::vector<ScopeChoice> load_all(Connection& connection) {
  std::vector<ScopeChoice> choices;
  {
    auto hubs = connection.query("SELECT hub_id, name FROM hub ORDER BY is_example, list_order, hub_id");
    while (hubs.next()) {
      choices.push_back({{access::ScopeKind::hub, hubs.int64(0)}, hubs.get<std::string>(1)});
    }
  }
  auto rows = connection.query("SELECT organisation_id, name FROM organisation ORDER BY name_sort, organisation_id");
  while (rows.next()) {
    choices.push_back({{access::ScopeKind::organisation, rows.int64(0)}, rows.get<std::string>(1)});
  }
  choices.push_back({access::Scope::network(), ""});
  return choices;
}

bool holds_any(const std::vector<std::int64_t>& ids, std::int64_t id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<std::int64_t> organisations_in(Connection& connection, const std::vector<std::int64_t>& hubs, Day today) {
  std::vector<std::int64_t> organisations;
  for (const std::int64_t hub : hubs) {
    auto rows = connection.query(
        "SELECT organisation_id FROM membership WHERE hub_id = ?1 AND (from_on IS NULL OR from_on <= ?2) AND (to_on IS "
        "NULL OR to_on >= ?2) UNION SELECT o.organisation_id FROM organisation o JOIN hub_area a ON a.nis = o.nis "
        "WHERE "
        "a.hub_id = ?1",
        hub, today);
    while (rows.next()) organisations.push_back(rows.int64(0));
  }
  return organisations;
}

}  // namespace

std::string scope_key(const access::Scope& scope) {
  const std::string kind(access::key_of(scope.kind));
  return scope.kind == access::ScopeKind::network ? kind : kind + ":" + id_text(scope.id);
}

std::optional<access::Scope> parse_scope_key(std::string_view key) {
  const auto colon = key.find(':');
  const auto kind = access::parse_scope_kind(key.substr(0, colon));
  if (!kind) return std::nullopt;
  if (*kind == access::ScopeKind::network) {
    return colon == std::string_view::npos ? std::optional<access::Scope>{access::Scope::network()} : std::nullopt;
  }
  if (colon == std::string_view::npos) return std::nullopt;
  const auto id = parse_id_text(key.substr(colon + 1));
  return id ? std::optional<access::Scope>{access::Scope{*kind, *id}} : std::nullopt;
}

std::vector<ScopeChoice> load_scope_choices(Connection& connection, const PeopleReader& reader) {
  std::vector<ScopeChoice> choices = load_all(connection);
  if (reader.actor.holds(access::Role::administrator)) return choices;
  const auto hubs = reader.actor.scopes(access::ScopeKind::hub, {access::Role::coordinator});
  auto organisations = reader.actor.scopes(access::ScopeKind::organisation, {access::Role::organisation_user});
  for (const std::int64_t organisation : organisations_in(connection, hubs, reader.today)) {
    organisations.push_back(organisation);
  }
  std::erase_if(choices, [&](const ScopeChoice& choice) {
    if (choice.scope.kind == access::ScopeKind::hub) return !holds_any(hubs, choice.scope.id);
    if (choice.scope.kind == access::ScopeKind::organisation) return !holds_any(organisations, choice.scope.id);
    return true;
  });
  return choices;
}

std::optional<std::string> load_scope_name(Connection& connection, const access::Scope& scope) {
  if (scope.kind == access::ScopeKind::network) return std::string();
  auto rows = connection.query(scope.kind == access::ScopeKind::hub
                                   ? "SELECT name FROM hub WHERE hub_id = ?1"
                                   : "SELECT name FROM organisation WHERE organisation_id = ?1",
                               scope.id);
  return rows.next() ? std::optional<std::string>{rows.get<std::string>(0)} : std::nullopt;
}

void show_role_choices(const site::Services& services, Language language, const std::vector<ScopeChoice>& choices,
                       std::string_view typed_role, std::string_view typed_scope, web::Model& model) {
  const auto has_kind = [&](access::ScopeKind kind) {
    return std::any_of(choices.begin(), choices.end(),
                       [&](const ScopeChoice& choice) { return choice.scope.kind == kind; });
  };
  for (std::size_t i = 0; i < access::kRoleKeys.size(); ++i) {
    const auto role = static_cast<access::Role>(i);
    if (!has_kind(access::scope_kind_of(role))) continue;
    web::Model& option = model.add("ROLE_OPTION");
    option.set("KEY", access::key_of(role)).set("LABEL", role_words(services, language, role));
    option.show_if(typed_role == access::key_of(role), "SELECTED");
  }
  constexpr std::array<std::string_view, 3> kGroups{"WHERE_ORGANISATION", "WHERE_HUB", "WHERE_NETWORK"};
  for (const access::ScopeKind kind :
       {access::ScopeKind::hub, access::ScopeKind::organisation, access::ScopeKind::network}) {
    if (!has_kind(kind)) continue;
    web::Model& group = model.add(kGroups[static_cast<std::size_t>(kind)]);
    for (const ScopeChoice& choice : choices) {
      if (choice.scope.kind != kind) continue;
      const std::string key = scope_key(choice.scope);
      web::Model& option = group.add("WHERE");
      option.set("KEY", key).show_if(key == typed_scope, "SELECTED");
      option.set("LABEL", kind == access::ScopeKind::network ? services.texts.get(language, "accounts.people.network")
                                                             : choice.name);
    }
  }
}

}  // namespace kringwerk::accounts
