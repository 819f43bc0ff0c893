#include "app/anchor_keeper.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "access/io/record_deed.h"
#include "both_stores.h"

using namespace kringwerk;
using namespace std::chrono_literals;

namespace {

const std::string kKey(32, 'a');

void add_deed(storage::Database& database) {
  database.write([](storage::Connection& transaction) {
    access::record_deed(transaction, kKey, {access::ActorKind::program, {}, "r", instant_from_ms(1)},
                        {"offer.drafted", "stream", 1, {}});
  });
}

std::string text_in(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("kw_keeper_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  Folder(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

}  // namespace

TEST_CASE("the trail is anchored at start, while it moves, and at the end") {
  contracts::for_each_migrated_store([](storage::Database& database) {
    const Folder folder;
    const access::AnchorFile file(folder.path);
    const web::Log log((folder.path / "log").string());
    const auto count = [&] { return file.read(kKey).anchors.size(); };
    {
      const app::AnchorKeeper keeper(database, kKey, file, log, 20ms);
      CHECK(count() == 1);
      add_deed(database);
      for (int i = 0; i < 500 && count() < 2; ++i) std::this_thread::sleep_for(10ms);
      CHECK(count() == 2);
    }
    CHECK(count() == 2);
    {
      const app::AnchorKeeper keeper(database, kKey, file, log, 1h);
      add_deed(database);
    }
    REQUIRE(count() == 4);
    CHECK(file.read(kKey).anchors.back().head.number == 2);
    const std::string logged = text_in(folder.path / "log");
    CHECK(logged.find("\"audit_anchor\",\"line\":2") != std::string::npos);
    CHECK(logged.find("audit_key_differs") == std::string::npos);
  });
}

TEST_CASE("an anchor that cannot be written is told aloud and stops nobody; so is another key") {
  contracts::for_each_migrated_store([](storage::Database& database) {
    const Folder folder;
    std::ofstream(folder.path / "anchors") << "a file where the folder should be";
    const web::Log log((folder.path / "log").string());
    add_deed(database);
    {
      const app::AnchorKeeper keeper(database, std::string(32, 'x'), access::AnchorFile(folder.path), log, 1h);
      add_deed(database);
    }
    const std::string logged = text_in(folder.path / "log");
    CHECK(logged.find("\"level\":\"error\",\"event\":\"audit_anchor_failed\"") != std::string::npos);
    CHECK(logged.find("\"level\":\"error\",\"event\":\"audit_key_differs\"") != std::string::npos);
  });
}
