#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

#include "measure.h"

namespace kringwerk::bench {

/// Bytes per second that so many threads read and write together, a = b + s·c over arrays far larger than the caches;
/// the best of some rounds. The usual count: two arrays read, one written. By CPU time, so that neighbours count less.
inline double memory_bytes_per_second(int threads) {
  constexpr std::size_t kNumbers = std::size_t{1} << 24U;
  constexpr int kRounds = 5;
  std::vector<float> a(kNumbers), b(kNumbers, 1), c(kNumbers, 2);
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    const double start = process_seconds();
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i) {
      all.emplace_back([&, i] {
        const auto share = kNumbers / static_cast<std::size_t>(threads);
        const std::size_t begin = share * static_cast<std::size_t>(i);
        for (std::size_t at = begin; at < begin + share; ++at) a[at] = b[at] + 3 * c[at];
      });
    }
    for (std::thread& thread : all) thread.join();
    best = std::max(best, 3 * sizeof(float) * kNumbers / ((process_seconds() - start) / threads));
  }
  return best;
}

}  // namespace kringwerk::bench
