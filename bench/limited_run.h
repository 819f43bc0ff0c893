#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "measure.h"

/// Runs a peer in a process of its own, so that its time can be limited and its memory told apart.
namespace kringwerk::bench {

struct LimitedRun {
  bool is_done = false;
  double value = 0;  ///< what the work gave
  double cpu_s = 0;
  double wall_s = 0;
  double peak_mb = 0;  ///< the instance included
};

/// `work` gives a value, or NaN when it failed. After so many CPU seconds it is stopped.
inline LimitedRun run_limited(int most_cpu_s, const std::function<double()>& work) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  std::fflush(stdout);
  const double start = wall_seconds();
  const pid_t child = fork();
  if (child == 0) {
    const rlimit limit{static_cast<rlim_t>(most_cpu_s), static_cast<rlim_t>(most_cpu_s)};
    setrlimit(RLIMIT_CPU, &limit);
    const double value = work();
    const bool is_written = write(ends[1], &value, sizeof value) == sizeof value;
    _exit(is_written && value == value ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  close(ends[1]);
  LimitedRun run;
  rusage usage{};
  int status = 0;
  run.is_done = read(ends[0], &run.value, sizeof run.value) == sizeof run.value;
  close(ends[0]);
  wait4(child, &status, 0, &usage);
  run.is_done = run.is_done && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  run.cpu_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  run.wall_s = wall_seconds() - start;
  run.peak_mb = static_cast<double>(usage.ru_maxrss) / 1024;
  return run;
}

inline void print(const std::string& what, const LimitedRun& run, double ours_cpu_s) {
  if (run.is_done) {
    std::printf("%-34s cpu %8.2f s  wall %8.2f s  peak %6.0f MB  value %.2f €  ours / it: %.3f\n", what.c_str(),
                run.cpu_s, run.wall_s, run.peak_mb, run.value, ours_cpu_s / run.cpu_s);
  } else {
    std::printf("%-34s not done after %.0f s CPU (peak %.0f MB)  ours / it: below %.3f\n", what.c_str(), run.cpu_s,
                run.peak_mb, ours_cpu_s / run.cpu_s);
  }
  std::fflush(stdout);
}

}  // namespace kringwerk::bench
