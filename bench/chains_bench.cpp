#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "chain_peers.h"
#include "matching/affected.h"
#include "matching/chain_search.h"
#include "matching/instance_builder.h"
#include "matching/match_index.h"
#include "measure.h"
#include "postgis_peer.h"

/// Best chains from offers, needs and activities on a generated instance, beside what others need for part of it.
/// `chains_bench --size 1k|10k|100k|1M [--seed N] [--queries N]`. CPU time of one thread, so that a busy machine shows
/// less; peers run in the same process. Sizes count offers, and needs: 100k is 100,000 of each.

using namespace kringwerk;
using namespace kringwerk::matching;
using namespace kringwerk::bench;

namespace {

struct Options {
  std::string size = "1k";
  std::uint64_t seed = 42;
  int queries = 1000;
};

Options options_of(int count, char** words) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::strcmp(words[i], "--size") == 0) options.size = words[i + 1];
    if (std::strcmp(words[i], "--seed") == 0) options.seed = std::strtoull(words[i + 1], nullptr, 10);
    if (std::strcmp(words[i], "--queries") == 0) options.queries = std::atoi(words[i + 1]);
  }
  return options;
}

/// Positions of so many records, the same in every run.
std::vector<int> asked_of(std::size_t records, int count) {
  Chance chance(7);
  std::vector<int> asked;
  for (int i = 0; i < count; ++i) asked.push_back(chance.below(static_cast<int>(records)));
  return asked;
}

Times ask(const MatchIndex& index, QueryKind kind, int count, Diversity diversity = Diversity::on) {
  const std::size_t records = kind == QueryKind::offer  ? index.instance().offers.size()
                              : kind == QueryKind::need ? index.instance().needs.size()
                                                        : index.instance().activities.size();
  const std::vector<int> asked = asked_of(records, count);
  return measure(count, [&](int i) {
    best_chains(
        index, {.kind = kind, .record = asked[std::size_t(i)], .diversity = diversity, .near_misses = NearMisses::off});
  });
}

/// One record goes and comes back, as a change does; then who is affected.
void change_records(MatchIndex& index, int count) {
  Chance chance(11);
  const auto any = [&](const auto& records) { return chance.below(static_cast<int>(records.size())); };
  print("change an offer", measure(count, [&](int) {
          index.put(Offer(index.instance().offers[std::size_t(any(index.instance().offers))]));
        }));
  print("change a need", measure(count, [&](int) {
          index.put(Need(index.instance().needs[std::size_t(any(index.instance().needs))]));
        }));
  print("change an activity", measure(count, [&](int) {
          index.put(Activity(index.instance().activities[std::size_t(any(index.instance().activities))]));
        }));
  double worst = 0;
  const auto note = [&](const Affected& affected, double seconds) {
    const auto named = static_cast<double>(affected.offers.size() + affected.needs.size());
    worst = std::max(worst, (seconds - 1e-3) / named);
  };
  const auto timed = [&](const auto& ask) {
    const double start = thread_seconds();
    const Affected affected = ask();
    note(affected, thread_seconds() - start);
  };
  print("affected by an offer", measure(count / 4, [&](int) {
          timed([&] { return affected_by_offer(index, any(index.instance().offers)); });
        }));
  print("affected by a need",
        measure(count / 4, [&](int) { timed([&] { return affected_by_need(index, any(index.instance().needs)); }); }));
  print("affected by an activity", measure(count / 4, [&](int) {
          timed([&] { return affected_by_activity(index, any(index.instance().activities)); });
        }));
  std::printf("  at most 1 ms + %.2f us for each affected record\n", std::max(0.0, worst) * 1e6);
}

/// The best direct chain is also the search's, or the two do not do the same.
void must_agree(const MatchIndex& index, int offer, const DirectMatches::Best& theirs) {
  const auto ours = best_chains(
      index, {.kind = QueryKind::offer, .record = offer, .k = 1, .max_steps = 0, .near_misses = NearMisses::off});
  const double best = ours.chains.empty() ? 0 : ours.chains.front().score_eur_per_t;
  if (std::abs(best - std::max(0.0, theirs.score)) <= 1e-6 * std::max(1.0, best)) return;
  std::printf("offer %d: the best direct chain gives %.9f, SQLite's %.9f\n", offer, best, theirs.score);
  std::exit(EXIT_FAILURE);
}

/// As the pages ask, and without diversity: the ten highest scores, which is what SQL is asked for.
struct OfferTimes {
  Times varied, plain;
};

void print_ratio(const char* what, const Times& ours, const Times& theirs) {
  std::printf("  %s: p50 %.3f  p99 %.3f\n", what, ours.at(0.5) / theirs.at(0.5), ours.at(0.99) / theirs.at(0.99));
}

void compare_with_sqlite(const MatchIndex& index, const OfferTimes& offers, int count) {
  const Instance& instance = index.instance();
  const std::vector<int> asked = asked_of(instance.offers.size(), count);
  for (const DirectRules rules : {DirectRules::few, DirectRules::all}) {
    DirectMatches peer(instance, rules);
    const Times times = measure(count, [&](int i) { peer.best(asked[std::size_t(i)]); });
    const char* name =
        rules == DirectRules::few ? "SQLite, direct, few rules, plane" : "SQLite, direct, the same rules";
    print(name, times);
    print_ratio("ours / SQLite", offers.varied, times);
    print_ratio("ours without diversity / SQLite", offers.plain, times);
    if (rules == DirectRules::few) continue;
    for (const int offer : asked) must_agree(index, offer, peer.best(offer));
  }
}

void compare_with_postgis(const Instance& instance, const Times& offers, int count) {
  auto peer = PostgisMatches::open(instance);
  if (!peer) return;
  Chance chance(7);
  const auto any = [&] { return chance.below(static_cast<int>(instance.offers.size())); };
  measure(
      count / 10, [&](int) { peer->best(any()); }, wall_seconds);
  const Times times = measure(
      count, [&](int) { peer->best(any()); }, wall_seconds);
  print("PostGIS, direct match only, wall", times);
  print_ratio("ours / PostGIS", offers, times);
}

void compare_with_brute_force(const Instance& instance, const Times& offers, int count) {
  Chance chance(7);
  const Times times = measure(
      count, [&](int) { try_all_chains(instance, chance.below(static_cast<int>(instance.offers.size())), 10); });
  print("trying all chains", times);
  print_ratio("ours / trying all", offers, times);
}

}  // namespace

int main(int count, char** words) {
  const Options options = options_of(count, words);
  auto instance = build_instance(SyntheticRows(size_named(options.size), options.seed).make());
  if (!instance) return EXIT_FAILURE;
  const double start = thread_seconds();
  MatchIndex index(*std::move(instance));
  std::printf("size %s seed %llu: %zu offers, %zu needs, %zu activities; index %.2f s, %.1f MB\n", options.size.c_str(),
              static_cast<unsigned long long>(options.seed), index.instance().offers.size(),
              index.instance().needs.size(), index.instance().activities.size(), thread_seconds() - start,
              static_cast<double>(index.bytes()) / 1e6);
  ask(index, QueryKind::offer, 100);
  const OfferTimes offers{ask(index, QueryKind::offer, options.queries),
                          ask(index, QueryKind::offer, options.queries, Diversity::off)};
  print("offer, k = 10", offers.varied);
  print("offer, k = 10, without diversity", offers.plain);
  print("need, k = 10", ask(index, QueryKind::need, options.queries));
  print("activity, k = 10", ask(index, QueryKind::activity, options.queries / 4));
  change_records(index, 400);
  if (options.size == "1k") compare_with_brute_force(index.instance(), offers.plain, 100);
  if (options.size != "1M") compare_with_sqlite(index, offers, 400);
  if (options.size != "1M") compare_with_postgis(index.instance(), offers.varied, 400);
  constexpr std::array<const char*, 7> kNames{"grade", "capacity", "permit", "date", "min_kg", "max_km", "value"};
  for (int i = 0; i < 7; ++i) {
    const auto waived = static_cast<Constraint>(i);
    if (waived == Constraint::value && index.instance().offers.size() > 10'000) {
      std::puts("offer, near-miss value: not measured above 10k; one question may take 15 s and gigabytes");
      continue;
    }
    Chance chance(7);
    print(std::string("offer, near-miss ") + kNames[std::size_t(i)], measure(options.queries / 10, [&](int) {
            const int offer = chance.below(static_cast<int>(index.instance().offers.size()));
            ChainWalk walk(index, {.kind = QueryKind::offer,
                                   .record = offer,
                                   .waived = waived,
                                   .basis_kg = index.instance().offers[std::size_t(offer)].kg,
                                   .only_first = true});
            walk.next();
          }));
  }
  std::printf("peak memory %.0f MB, instance and peers included\n", peak_mb());
  return EXIT_SUCCESS;
}
