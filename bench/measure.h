#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "matching/synthetic_rows.h"

/// Clocks and lines that the benchmarks share. CPU time is what is compared: a busy machine shows in it much less.
namespace kringwerk::bench {

inline double seconds_of(clockid_t clock) {
  std::timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
inline double thread_seconds() {
  return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}
inline double process_seconds() {
  return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}
inline double wall_seconds() {
  return seconds_of(CLOCK_MONOTONIC);
}
inline double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Sorted.
struct Times {
  std::vector<double> seconds{};
  double at(double share) const {
    return seconds[std::min(seconds.size() - 1, static_cast<std::size_t>(static_cast<double>(seconds.size()) * share))];
  }
};

/// Stops early after some seconds; the number measured is printed.
inline Times measure(int count, const std::function<void(int)>& work, double (*clock)() = thread_seconds) {
  constexpr double kMostSeconds = 8;
  Times times;
  const double first = clock();
  for (int i = 0; i < count && clock() - first < kMostSeconds; ++i) {
    const double start = clock();
    work(i);
    times.seconds.push_back(clock() - start);
  }
  std::sort(times.seconds.begin(), times.seconds.end());
  return times;
}

inline void print(const std::string& what, const Times& times) {
  std::printf("%-34s p50 %10.1f us  p99 %10.1f us  max %10.1f us  (%zu)\n", what.c_str(), times.at(0.5) * 1e6,
              times.at(0.99) * 1e6, times.seconds.back() * 1e6, times.seconds.size());
  std::fflush(stdout);
}

/// Offers, and as many needs; workshops as many as such a region would have.
inline matching::SyntheticSize size_named(const std::string& name) {
  if (name == "1M") return {1'000'000, 5000};
  if (name == "100k") return {100'000, 2000};
  if (name == "10k") return {10'000, 500};
  return {1000, 200};
}

}  // namespace kringwerk::bench
