#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace kringwerk::web {

/// Counters, gauges and latency histograms in the Prometheus text format. Label values are route patterns, never paths.
/// Thread rule: any thread.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  void request(std::string_view pattern, int status, std::chrono::microseconds took);
  void count(std::string_view name, std::string_view help, double by = 1);
  /// Read when asked.
  void gauge(std::string_view name, std::string_view help, std::function<double()> read);
  std::string text() const;

 private:
  struct Registry;
  std::unique_ptr<Registry> registry_;
};

}  // namespace kringwerk::web
