#pragma once

#include <string>
#include <vector>

#include "network/organisation.h"
#include "storage/database.h"

/// Three organisations that share much, to be merged and taken apart.
namespace kringwerk::contracts {

inline constexpr std::int64_t kFirst = 2601;
inline constexpr std::int64_t kSecond = 2602;
inline constexpr std::int64_t kThird = 2603;

/// Over the small world; each has a row in every table that names organisations. The stream of the second is private.
void lay_makers(storage::Database& database);

std::vector<std::string> tables_of(storage::Connection& connection);
/// Every row of every table, but for what tells of merges themselves and numbers that only go up.
std::string every_row(storage::Database& database);
std::int64_t number_of(storage::Database& database, const std::string& sql);

inline network::OrganisationId organisation(std::int64_t id) {
  return network::OrganisationId{id};
}

}  // namespace kringwerk::contracts
