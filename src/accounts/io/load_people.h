#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/role.h"
#include "accounts/suspend_person.h"
#include "storage/connection.h"

/// People and their roles, as somebody with a role sees them. Every query holds the condition of the policy table: a
/// coordinator sees who has a role on the own hub and the users of its organisations, a user of an organisation the
/// colleagues, an administrator everybody. An address that the reader may not see is empty, and no filter asks for it.
namespace kringwerk::accounts {

struct PeopleReader {
  const access::Actor& actor;
  Day today;
};

/// A grant with the names that a page shows; names are empty for the network, the operator and nobody.
struct GrantRow {
  access::Grant grant;
  std::string scope_name;
  std::string giver_name;
  std::string decider_name;
};

struct PersonRow {
  access::PersonId id;
  std::string name;
  std::string email;
  PersonState state = PersonState::active;
  Instant created_at;
  std::int64_t version = 1;
  std::vector<GrantRow> grants;    ///< not ended, by role; of those the reader may see
  std::vector<std::int64_t> hubs;  ///< the person belongs to, by a role or by the organisation
};

enum class PeopleOrder { name, email, newest };
inline constexpr std::array<std::string_view, 3> kPeopleOrderKeys{"name", "email", "newest"};

struct PeopleQuery {
  std::string words;  ///< part of a name or address, in any letter case
  std::optional<access::Role> role;
  std::optional<access::ScopedHub> hub;  ///< a role on that hub, or of an organisation in it
  PeopleOrder order = PeopleOrder::name;
  std::int64_t first = 0;
  std::int64_t most = 50;
};
struct PeopleList {
  std::vector<PersonRow> rows;
  std::int64_t total = 0;
};
PeopleList load_people(storage::Connection& connection, const PeopleReader& reader, const PeopleQuery& query);

/// nullopt for a person whom the reader may not see and for one who does not exist alike.
std::optional<PersonRow> load_person(storage::Connection& connection, const PeopleReader& reader,
                                     access::PersonId person);

/// All grants of a person that the reader may see, ended ones too, newest first.
std::vector<GrantRow> load_grants_of(storage::Connection& connection, const PeopleReader& reader,
                                     access::PersonId person);
/// Proposed grants that wait for a second administrator, oldest first, with the person's name as `scope_name`'s
/// neighbour.
struct ProposedGrant {
  GrantRow row;
  std::string person_name;
};
std::vector<ProposedGrant> load_proposed_grants(storage::Connection& connection, const PeopleReader& reader);

}  // namespace kringwerk::accounts
