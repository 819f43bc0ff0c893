#pragma once

#include <optional>

#include "access/role.h"
#include "accounts/suspend_person.h"
#include "storage/connection.h"

/// Rows of grants and accounts, for decisions and their outcome. Who may see or change them is asked of the decisions.
namespace kringwerk::accounts {

std::optional<access::Grant> load_grant(storage::Connection& connection, access::GrantId id);
/// All that are not ended, of one person.
std::vector<access::Grant> load_open_grants(storage::Connection& connection, access::PersonId person);
void insert_grant(storage::Connection& transaction, const access::Grant& grant);
/// State, end and who decided; false when somebody else changed the grant since `before` was loaded.
bool update_grant(storage::Connection& transaction, const access::Grant& before, const access::Grant& after);

std::optional<PersonAccount> load_account_state(storage::Connection& connection, access::PersonId person);
/// Suspended accounts lose their sessions at once. False when somebody else was first.
bool save_account_state(storage::Connection& transaction, const PersonAccount& before, const PersonAccount& after,
                        Instant now);

}  // namespace kringwerk::accounts
