#include "web/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <utility>
#include <vector>

namespace kringwerk::web {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                       0.1,   0.25,   0.5,   1,    2.5,   5};

}  // namespace

struct Metrics::Registry {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                          .Name("kringwerk_requests_total")
                                                          .Help("Answered requests by route pattern and status.")
                                                          .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
                                                           .Name("kringwerk_request_seconds")
                                                           .Help("Time a request took in its handler.")
                                                           .Register(registry);
  struct Gauge {
    prometheus::Gauge& gauge;
    std::function<double()> read;
  };
  mutable std::mutex mutex;
  std::vector<Gauge> gauges;
};

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {}
Metrics::~Metrics() = default;

void Metrics::request(std::string_view pattern, int status, std::chrono::microseconds took) {
  const std::string route{pattern};
  registry_->requests.Add({{"route", route}, {"status", std::to_string(status)}}).Increment();
  registry_->seconds.Add({{"route", route}}, kSeconds).Observe(std::chrono::duration<double>(took).count());
}

void Metrics::count(std::string_view name, std::string_view help, double by) {
  prometheus::BuildCounter()
      .Name(std::string(name))
      .Help(std::string(help))
      .Register(registry_->registry)
      .Add({})
      .Increment(by);
}

void Metrics::gauge(std::string_view name, std::string_view help, std::function<double()> read) {
  auto& gauge =
      prometheus::BuildGauge().Name(std::string(name)).Help(std::string(help)).Register(registry_->registry).Add({});
  const std::lock_guard lock{registry_->mutex};
  registry_->gauges.push_back({gauge, std::move(read)});
}

std::string Metrics::text() const {
  {
    const std::lock_guard lock{registry_->mutex};
    for (const auto& [gauge, read] : registry_->gauges) gauge.Set(read());
  }
  return prometheus::TextSerializer{}.Serialize(registry_->registry.Collect());
}

}  // namespace kringwerk::web
