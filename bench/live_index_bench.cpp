// Measures the live index of a store: making it, following one change, asking about streams that take part and that do
// not. usage: live_index_bench DATA_FOLDER [CHANGES]
// Run it in the source folder. The store is made with scripts/make-many-streams.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "matchmaking/io/load_economy.h"
#include "matchmaking/io/load_live_economy.h"
#include "matchmaking/io/offer_page.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "storage/data_folder.h"

using namespace kringwerk;
using Clock = std::chrono::steady_clock;

namespace {

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void print(const char* what, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
  };
  std::printf("%-44s n %5zu  p50 %9.3f  p99 %9.3f  max %9.3f ms\n", what, times.size(), at(0.5), at(0.99),
              times.back());
}

std::string memory() {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with("VmRSS")) return line;
  }
  return {};
}

std::vector<materials::StreamId> ids(storage::Database& database, int most) {
  return database.read([&](storage::Connection& connection) {
    std::vector<materials::StreamId> found;
    auto rows = connection.query(
        "SELECT stream_id FROM stream WHERE visibility = 'public' AND state = 'open' AND material_id IS NOT NULL "
        "ORDER BY (stream_id * 7919) % 104729 LIMIT ?1",
        std::int64_t{most});
    while (rows.next()) found.push_back(rows.get<materials::StreamId>(0));
    return found;
  });
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) return EXIT_FAILURE;
  const std::string folder = words[1];
  const int changes = count > 2 ? std::atoi(words[2]) : 200;
  auto database = storage::Database::open({"sqlite:" + folder + "/kringwerk.db"});
  const auto policy = matchmaking::load_policy(storage::DataFolder("data"));
  const Instant now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());

  auto start = Clock::now();
  auto loaded = database.read(
      [&](storage::Connection& connection) { return matchmaking::load_whole_economy(connection, policy, now); });
  std::printf("read %zu streams that can be matched: %.0f ms\n", loaded.streams.size(), ms_since(start));
  start = Clock::now();
  matchmaking::LiveSide side(std::move(loaded), {{}, {materials::Audience::Reach::network, {}}});
  std::printf("index of %zu offers and %zu needs: %.0f ms, %.1f MB\n", side.index().instance().offers.size(),
              side.index().instance().needs.size(), ms_since(start), static_cast<double>(side.index().bytes()) / 1e6);
  start = Clock::now();
  std::make_unique<matchmaking::LiveSide>(side).reset();
  std::printf("copy made and dropped: %.0f ms; %s\n", ms_since(start), memory().c_str());

  matchmaking::LiveEconomy live(database, policy);
  start = Clock::now();
  live.at(now);
  std::printf("first answer of the live economy: %.0f ms\n", ms_since(start));

  std::vector<double> follow, first_ask, near_ask, draft_ask;
  for (const materials::StreamId id : ids(database, changes)) {
    auto stream =
        database.read([&](storage::Connection& connection) { return materials::load_public_stream(connection, id); });
    if (!stream) continue;
    stream->amount.thousandths = stream->amount.thousandths.value_or(1000) + 1;
    stream->version += 1;
    database.write(
        [&](storage::Connection& transaction) { return materials::update_stream(transaction, *stream, ""); });
    start = Clock::now();
    auto snapshot = live.at(now);
    follow.push_back(ms_since(start));
    start = Clock::now();
    const matchmaking::StreamChains own(snapshot, *stream, {.near_misses = matching::NearMisses::off});
    first_ask.push_back(ms_since(start));
    start = Clock::now();
    const matchmaking::StreamChains misses(snapshot, *stream, {});
    near_ask.push_back(ms_since(start));
    stream->id = materials::StreamId{1};
    start = Clock::now();
    const matchmaking::StreamChains draft(snapshot, *stream, {});
    draft_ask.push_back(ms_since(start));
  }
  print("snapshot after one change", follow);
  print("chains of a stream", first_ask);
  print("chains and near-misses of a stream", near_ask);
  print("the same of a draft", draft_ask);
  const auto counts = live.counts();
  std::printf("made %lld, followed %lld, copied %lld; %s\n", static_cast<long long>(counts.made),
              static_cast<long long>(counts.followed), static_cast<long long>(counts.copied), memory().c_str());
  return EXIT_SUCCESS;
}
