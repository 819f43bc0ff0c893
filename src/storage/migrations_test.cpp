#include "storage/migrations.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

using namespace kringwerk::storage;
namespace fs = std::filesystem;

namespace {

/// A folder of migration files for one test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("kw_migrations_" + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  std::string fault() const {
    try {
      read_migrations(path_);
      return "";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("four words are replaced, as whole words and in code only") {
  const std::string sql =
      "CREATE TABLE a (n INT64, b BYTES, f FLOAT64, MY_INT64 TEXT DEFAULT 'INT64') STRICT; -- BYTES";
  CHECK(for_backend(Backend::sqlite, sql) ==
        "CREATE TABLE a (n INTEGER, b BLOB, f REAL, MY_INT64 TEXT DEFAULT 'INT64') STRICT; -- BYTES");
  CHECK(for_backend(Backend::postgres, sql) ==
        "CREATE TABLE a (n BIGINT, b BYTEA, f DOUBLE PRECISION, MY_INT64 TEXT DEFAULT 'INT64') ; -- BYTES");
}

TEST_CASE("types that are narrower on PostgreSQL are refused") {
  CHECK_THROWS_AS(for_backend(Backend::sqlite, "CREATE TABLE a (n INTEGER)"), std::runtime_error);
  CHECK_THROWS_AS(for_backend(Backend::postgres, "CREATE TABLE a (n integer)"), std::runtime_error);
  CHECK_THROWS_AS(for_backend(Backend::sqlite, "CREATE TABLE a (n int)"), std::runtime_error);
  CHECK_THROWS_AS(for_backend(Backend::sqlite, "CREATE TABLE a (n REAL)"), std::runtime_error);
  CHECK_NOTHROW(for_backend(Backend::sqlite, "CREATE TABLE a (integer_n INT64) -- no INTEGER"));
}

TEST_CASE("a folder is read in order") {
  const Folder folder;
  folder.write("0002_b.up.sql", "b up");
  folder.write("0002_b.down.sql", "b down");
  folder.write("0001_a.down.sql", "a down");
  folder.write("0001_a.up.sql", "a up");
  const auto migrations = read_migrations(folder.path());
  REQUIRE(migrations.size() == 2);
  CHECK(migrations[0].number == 1);
  CHECK(migrations[0].name == "a");
  CHECK(migrations[0].up == "a up");
  CHECK(migrations[0].down == "a down");
  CHECK(migrations[1].name == "b");
}

TEST_CASE("a fault in the folder names the file") {
  const Folder folder;
  folder.write("0001_a.up.sql", "a up");
  CHECK(contains(folder.fault(), "no way back"));
  folder.write("0001_a.down.sql", "a down");
  CHECK(folder.fault().empty());
  folder.write("0003_c.up.sql", "c");
  folder.write("0003_c.down.sql", "c");
  CHECK(contains(folder.fault(), "gap"));
  folder.write("0002_b.up.sql", "CREATE TABLE b (n INTEGER)");
  folder.write("0002_b.down.sql", "b");
  CHECK(contains(folder.fault(), "0002_b.up.sql"));
  folder.write("0002_b.up.sql", "");
  CHECK(contains(folder.fault(), "0002_b.up.sql"));
  folder.write("0002_b.up.sql", "b");
  CHECK(folder.fault().empty());
  folder.write("0002_other.up.sql", "b");
  CHECK(contains(folder.fault(), "0002_"));
  fs::remove(folder.path() / "0002_other.up.sql");
  folder.write("notes.txt", "x");
  CHECK(contains(folder.fault(), "notes.txt"));
  CHECK_THROWS_AS(read_migrations(folder.path() / "nowhere"), std::runtime_error);
}
