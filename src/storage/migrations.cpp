#include "storage/migrations.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string_view>

#include "storage/parameter_numbers.h"

namespace kringwerk::storage {

namespace {

struct Word {
  std::string_view written;
  std::string_view sqlite;
  std::string_view postgres;
};
constexpr std::array<Word, 4> kReplaced{{{"INT64", "INTEGER", "BIGINT"},
                                         {"BYTES", "BLOB", "BYTEA"},
                                         {"FLOAT64", "REAL", "DOUBLE PRECISION"},
                                         {"STRICT", "STRICT", ""}}};
// 32 bits on PostgreSQL, 64 on SQLite.
constexpr std::array<std::string_view, 3> kRefused{"INTEGER", "INT", "REAL"};

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

std::string_view word_for(Backend backend, std::string_view word) {
  const auto* replaced =
      std::find_if(kReplaced.begin(), kReplaced.end(), [&](const Word& known) { return known.written == word; });
  if (replaced != kReplaced.end()) return backend == Backend::sqlite ? replaced->sqlite : replaced->postgres;
  if (std::find(kRefused.begin(), kRefused.end(), upper(word)) != kRefused.end()) {
    throw std::runtime_error("write INT64 or FLOAT64 instead of " + std::string(word));
  }
  return word;
}

std::string code_for(Backend backend, std::string_view code) {
  std::string result;
  for (std::size_t place = 0; place < code.size();) {
    const auto begin = code.begin() + static_cast<std::ptrdiff_t>(place);
    const auto end = std::find_if(begin, code.end(), [](char c) { return !in_word(c); });
    if (end == begin) {
      result += code[place++];
      continue;
    }
    const std::string_view word = code.substr(place, static_cast<std::size_t>(end - begin));
    result += word_for(backend, word);
    place += word.size();
  }
  return result;
}

std::string file_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream || text.str().empty()) throw std::runtime_error("cannot read migration " + file.string());
  return text.str();
}

struct FileName {
  int number = 0;
  std::string name;
  bool goes_up = false;
};

/// NNNN_name.up.sql or NNNN_name.down.sql; nullopt for anything else.
std::optional<FileName> parse_file_name(std::string_view file) {
  FileName result;
  result.goes_up = file.ends_with(".up.sql");
  const std::string_view ending = result.goes_up ? ".up.sql" : ".down.sql";
  if (!file.ends_with(ending) || file.size() < 6 + ending.size() || file[4] != '_') return std::nullopt;
  const auto [end, failure] = std::from_chars(file.data(), file.data() + 4, result.number);
  if (failure != std::errc{} || end != file.data() + 4 || result.number < 1) return std::nullopt;
  result.name = file.substr(5, file.size() - 5 - ending.size());
  if (!std::all_of(result.name.begin(), result.name.end(), in_word)) return std::nullopt;
  return result;
}

/// A script that both stores will take; the fault names the file.
std::string checked_text(const std::filesystem::path& file) {
  std::string text = file_text(file);
  try {
    for_backend(Backend::sqlite, text);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(file.string() + ": " + error.what());
  }
  return text;
}

bool has_version_table(Connection& connection) {
  Rows rows = connection.query(connection.backend() == Backend::sqlite
                                   ? "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'schema_version'"
                                   : "SELECT COUNT(to_regclass('schema_version'))");
  return rows.next() && rows.int64(0) != 0;
}

void prepare_versions(Connection& connection) {
  if (connection.backend() == Backend::postgres) {
    // Another process may be at it, and that may take longer than a lock usually may.
    connection.execute("SET LOCAL lock_timeout = '15min'");
    connection.execute("SELECT pg_advisory_xact_lock(7089336938131513954)");
  }
  connection.run_script(for_backend(connection.backend(),
                                    "CREATE TABLE IF NOT EXISTS schema_version (number INT64 PRIMARY KEY, "
                                    "name TEXT NOT NULL, applied_at_ms INT64 NOT NULL) STRICT"));
}

void note_applied(Connection& connection, const Migration& migration) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  connection.execute("INSERT INTO schema_version (number, name, applied_at_ms) VALUES (?1, ?2, ?3)", migration.number,
                     migration.name, now);
}

}  // namespace

std::string for_backend(Backend backend, const std::string& sql) {
  std::string result;
  for (const SqlPiece& piece : sql_pieces(sql)) {
    result += piece.kind == SqlPiece::Kind::code ? code_for(backend, piece.text) : std::string(piece.text);
  }
  return result;
}

std::vector<Migration> read_migrations(const std::filesystem::path& folder) {
  std::map<int, Migration> found;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
    const auto file = parse_file_name(entry.path().filename().string());
    if (!file) throw std::runtime_error("not a migration: " + entry.path().string());
    Migration& migration = found[file->number];
    if (!migration.name.empty() && migration.name != file->name) {
      throw std::runtime_error("two migrations with one number: " + entry.path().string());
    }
    migration.number = file->number;
    migration.name = file->name;
    (file->goes_up ? migration.up : migration.down) = checked_text(entry.path());
  }
  if (failure) throw std::runtime_error("cannot read folder " + folder.string() + ": " + failure.message());
  std::vector<Migration> result;
  for (auto& [number, migration] : found) {
    const std::string name = (folder / migration.name).string();
    if (number != static_cast<int>(result.size()) + 1) throw std::runtime_error("a gap before migration " + name);
    if (migration.up.empty()) throw std::runtime_error("no way forth for migration " + name);
    if (migration.down.empty()) throw std::runtime_error("no way back for migration " + name);
    result.push_back(std::move(migration));
  }
  return result;
}

int current_version(Connection& connection) {
  if (!has_version_table(connection)) return 0;
  Rows rows = connection.query("SELECT COALESCE(MAX(number), 0) FROM schema_version");
  rows.next();
  return rows.get<int>(0);
}

void migrate_to(Connection& connection, const std::vector<Migration>& migrations, int target) {
  if (target < 0 || target > static_cast<int>(migrations.size())) throw std::runtime_error("no such schema version");
  prepare_versions(connection);
  const int current = current_version(connection);
  if (current > static_cast<int>(migrations.size())) {
    throw std::runtime_error("the store is newer than this program: version " + std::to_string(current));
  }
  for (int number = current + 1; number <= target; ++number) {
    const Migration& migration = migrations[static_cast<std::size_t>(number - 1)];
    // First, because on PostgreSQL our snapshot is older than the lock we waited for: when another process was there
    // before us, this line meets a conflict, and the whole is repeated.
    note_applied(connection, migration);
    connection.run_script(for_backend(connection.backend(), migration.up));
  }
  for (int number = current; number > target; --number) {
    const Migration& migration = migrations[static_cast<std::size_t>(number - 1)];
    connection.run_script(for_backend(connection.backend(), migration.down));
    connection.execute("DELETE FROM schema_version WHERE number = ?1", number);
  }
}

}  // namespace kringwerk::storage
