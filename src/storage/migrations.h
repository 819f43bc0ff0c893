#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "storage/connection.h"

namespace kringwerk::storage {

/// migrations/NNNN_name.up.sql and .down.sql: one text for both stores. The runner replaces four words:
/// INT64, BYTES, FLOAT64 and STRICT; plain INTEGER is refused (32 bits on PostgreSQL).
struct Migration {
  int number = 0;
  std::string name;
  std::string up;
  std::string down;
};

/// All migrations in order. Throws std::runtime_error naming the file: a gap in the numbers, a missing way back, a
/// plain INTEGER, an unreadable file.
std::vector<Migration> read_migrations(const std::filesystem::path& folder);

/// The number of the last migration applied; 0 for an empty store.
int current_version(Connection& connection);

/// Applies the missing ones up to `target`, or undoes down to it. Runs inside the caller's transaction.
void migrate_to(Connection& connection, const std::vector<Migration>& migrations, int target);

/// The text of a migration for one store.
std::string for_backend(Backend backend, const std::string& sql);

}  // namespace kringwerk::storage
