#pragma once

#include <string>
#include <vector>

#include "accounts/io/load_people.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::accounts {

/// A hub or an organisation on which the reader may give a role; both as a form names them: "hub:…",
/// "organisation:…", "network".
struct ScopeChoice {
  access::Scope scope;
  std::string name;
};
std::string scope_key(const access::Scope& scope);
std::optional<access::Scope> parse_scope_key(std::string_view key);
/// Own hubs and their organisations for a coordinator, the own organisation for its users, everything for an
/// administrator. In the order of hubs, then of names.
std::vector<ScopeChoice> load_scope_choices(storage::Connection& connection, const PeopleReader& reader);
/// The name of a hub or organisation; nullopt when there is none such. Empty for the network.
std::optional<std::string> load_scope_name(storage::Connection& connection, const access::Scope& scope);

/// {{#ROLE_OPTION}} {{#WHERE_HUB}} {{#WHERE_ORGANISATION}} {{#WHERE_NETWORK}} of a form that gives a role: the roles
/// that fit the choices, and what was typed before.
void show_role_choices(const site::Services& services, Language language, const std::vector<ScopeChoice>& choices,
                       std::string_view typed_role, std::string_view typed_scope, web::Model& model);

/// What a form of the page sent that could not be kept, to be shown again.
struct PersonTyped {
  std::string role;
  std::string scope;
  std::string from;
  std::string to;
  Violations violations;
  enum class Version { good, stale, missing } version = Version::good;
};

/// One person with the roles of today and before: 200; 422 with findings, 412 when stale, 428 without version.
web::Response person_page(const site::Services& services, const web::Call& call, const PersonTyped& typed = {});

/// The page and what its forms send.
void add_person_routes(web::Router& router, const site::Services& services);

}  // namespace kringwerk::accounts
