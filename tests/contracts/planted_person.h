#pragma once

#include <set>
#include <string>
#include <vector>

#include "access/io/record_registry.h"
#include "accounts/io/named_sql.h"
#include "accounts/retention_rule.h"
#include "storage/database.h"

namespace kringwerk::contracts {

inline const Instant kPlantedAt = instant_from_ms(1'795'255'445'000);

const access::RecordRegistry& all_registered();
std::vector<accounts::RetentionRule> shipped_rules();

/// Somebody in every table that can hold something about a person. The words "<mark><something>" are canaries; ids
/// begin at `first`, which is the person's. `mark` is lower case.
void plant(storage::Database& database, std::int64_t first, const std::string& mark);
accounts::DataSubject planted(std::int64_t id, const std::string& mark);

/// Every column of the store in which `mark` stands, as "table.column".
std::set<std::string> places_of(storage::Database& database, const std::string& mark);

/// Holds a whole class until a day (YYYY-MM-DD).
void hold(storage::Database& database, const std::string& record_class, const std::string& until);

}  // namespace kringwerk::contracts
