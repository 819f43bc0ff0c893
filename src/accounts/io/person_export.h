#pragma once

#include <string>
#include <vector>

#include "accounts/io/named_sql.h"

namespace kringwerk::accounts {

/// All that the store holds about somebody, as JSON (docs/export-of-a-person.md): only rows that a registered condition
/// ties to the account or to its mailbox, only the columns registered as told. Numbers are text, moments ISO 8601 UTC.
std::string export_person(storage::Connection& connection, const access::RecordRegistry& registry,
                          const DataSubject& subject, Instant now);

/// The person of an account, nullopt for one that was erased or never was.
std::optional<DataSubject> load_subject(storage::Connection& connection, access::PersonId person);

/// Columns of the store, "table.column", whose name sounds like a person's and that nobody registered. Empty: the
/// registry is complete.
std::vector<std::string> unregistered_columns(storage::Connection& connection, const access::RecordRegistry& registry);

}  // namespace kringwerk::accounts
