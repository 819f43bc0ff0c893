#include "matching/halpern_iteration.h"

#include <algorithm>
#include <cmath>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

constexpr int kMeasureEvery = 10;
constexpr double kSmallest = 1e-6;
// When to restart, as in the literature on restarted PDHG: enough gained, some gained but getting worse, or too long.
constexpr double kGainedEnough = 0.2, kGainedSome = 0.8, kLongShare = 0.36;
constexpr int kLongLeast = 40;

bool is_unlimited(double hours) {
  return std::isinf(hours);
}

}  // namespace

HalpernIteration::HalpernIteration(const PlanNetwork& network, ArcSet& arcs, Workers& workers, const NodePrices& prices,
                                   const std::vector<double>& throughput, double weight)
    : network_(network),
      arcs_(arcs),
      workers_(workers),
      source_(prices.source),
      taker_(prices.taker),
      labour_(prices.labour),
      throughput_(throughput),
      weight_(weight) {
  const std::size_t workshops = network.labour_hours.size();
  most_hours_.assign(workshops, kSmallest);
  for (int i = 0; i < network.activity_count(); ++i) {
    const PlanActivity& activity = nth(network.activities, i);
    nth(most_hours_, activity.workshop) = std::max(nth(most_hours_, activity.workshop), activity.hours_per_t);
  }
  for (std::size_t i = 0; i < workshops; ++i) labour_[i] *= most_hours_[i];
  for (const PlanSource& source : network.sources) source_tonnes_.push_back(static_cast<float>(source.tonnes));
  source_left_.assign(network.sources.size(), 0);
  source_price_.assign(network.sources.size(), 0);
  for (const PlanTaker& taker : network.takers) taker_state_.push_back({0, static_cast<float>(taker.tonnes)});
  reflected_throughput_.assign(throughput_.size(), 0);
  arrived_.assign(kBlocks, std::vector<float>(network.takers.size()));
  arc_movement_.assign(kBlocks, 0);
  for (int block = 1; block <= kBlocks; ++block) {
    const auto wanted = static_cast<int>(arcs.size() * static_cast<std::size_t>(block) / kBlocks);
    const auto end = std::lower_bound(arcs.first.begin(), arcs.first.end() - 1, wanted);
    block_end_.push_back(block == kBlocks ? size_of(network.sources) : static_cast<int>(end - arcs.first.begin()));
  }
  set_steps();
  set_anchors();
}

/// Diagonal steps: a row's step is one over the tonnes its columns can move.
void HalpernIteration::set_steps() {
  source_step_.assign(network_.sources.size(), 0);
  taker_step_.assign(network_.takers.size(), 0);
  for (int source = 0; source < size_of(network_.sources); ++source) {
    for (int i = nth(arcs_.first, source); i < nth(arcs_.first, source + 1); ++i) {
      const int taker = nth(arcs_.taker, i);
      const auto tonnes = static_cast<double>(std::min(nth(source_tonnes_, source), nth(taker_state_, taker).tonnes));
      nth(source_step_, source) += tonnes;
      nth(taker_step_, taker) += tonnes;
    }
    if (source >= network_.offers()) nth(source_step_, source) += nth(network_.sources, source).tonnes;
  }
  labour_step_.assign(network_.labour_hours.size(), 0);
  for (int i = 0; i < network_.activity_count(); ++i) {
    const PlanActivity& activity = nth(network_.activities, i);
    nth(taker_step_, network_.needs() + i) += activity.capacity_tonnes;
    nth(labour_step_, activity.workshop) +=
        activity.capacity_tonnes * activity.hours_per_t / nth(most_hours_, activity.workshop);
  }
  for (auto* steps : {&source_step_, &taker_step_, &labour_step_}) {
    for (double& step : *steps) step = 1 / std::max(step, kSmallest);
  }
}

void HalpernIteration::set_anchors() {
  anchor_tonnes_ = arcs_.tonnes;
  source_anchor_ = source_;
  taker_anchor_ = taker_;
  labour_anchor_ = labour_;
  throughput_anchor_ = throughput_;
}

void HalpernIteration::run(int iterations) {
  for (int i = 0; i < iterations; ++i) {
    const bool measured = since_restart_ % kMeasureEvery == 0;
    step(measured);
    ++since_restart_;
    ++total_;
    if (measured) measure();
  }
}

void HalpernIteration::step(bool measured) {
  const double forward = static_cast<double>(since_restart_ + 1) / static_cast<double>(since_restart_ + 2);
  for (int i = 0; i < size_of(taker_); ++i) {
    const auto price = static_cast<float>(nth(taker_, i));
    nth(taker_state_, i).price = network_.is_need(i) ? price : -price;
  }
  for (std::size_t i = 0; i < source_.size(); ++i) source_price_[i] = static_cast<float>(source_[i]);
  workers_.run(kBlocks, [&](int block) { move_arcs(block, static_cast<float>(forward), measured); });
  movement_ = 0;
  for (const double part : arc_movement_) movement_ += 2 * weight_ * part;
  move_throughput(forward);
  move_sources(forward);
  move_takers(forward);
  move_labour(forward);
}

void HalpernIteration::move_arcs(int block, float forward, bool measured) {
  std::vector<float>& arrived = nth(arrived_, block);
  std::fill(arrived.begin(), arrived.end(), 0.0F);
  const float half_step = 0.5F / static_cast<float>(weight_);
  double movement = 0;
  const int first = block == 0 ? 0 : nth(block_end_, block - 1);
  for (int source = first; source < nth(block_end_, block); ++source) {
    const float price = nth(source_price_, source);
    const float tonnes = nth(source_tonnes_, source);
    float leaves = 0;
    for (int i = nth(arcs_.first, source); i < nth(arcs_.first, source + 1); ++i) {
      const int to = nth(arcs_.taker, i);
      const TakerState taker = nth(taker_state_, to);
      const float scale = std::min(tonnes, taker.tonnes);
      const float now = nth(arcs_.tonnes, i);
      const float next = std::max(0.0F, now + scale * half_step * (nth(arcs_.value, i) - price - taker.price));
      const float reflected = 2 * next - now;
      leaves += reflected;
      nth(arrived, to) += reflected;
      if (measured) movement += static_cast<double>((next - now) * (next - now) / (scale + 1e-9F));
      nth(arcs_.tonnes, i) = forward * reflected + (1 - forward) * nth(anchor_tonnes_, i);
    }
    nth(source_left_, source) = leaves;
  }
  nth(arc_movement_, block) = movement;
}

void HalpernIteration::move_throughput(double forward) {
  for (int i = 0; i < network_.activity_count(); ++i) {
    const PlanActivity& activity = nth(network_.activities, i);
    const double hours = activity.hours_per_t / nth(most_hours_, activity.workshop);
    double gain =
        activity.profit_eur_per_t - nth(taker_, network_.needs() + i) - nth(labour_, activity.workshop) * hours;
    double entries = 1 + hours;
    for (int output = activity.first_output; output < nth(network_.activities, i + 1).first_output; ++output) {
      const int source = network_.offers() + output;
      gain += nth(network_.sources, source).yield * nth(source_, source);
      entries += nth(network_.sources, source).yield;
    }
    const double now = nth(throughput_, i);
    const double step = activity.capacity_tonnes / (entries * weight_);
    const double next = std::clamp(now + step * gain, 0.0, activity.capacity_tonnes);
    movement_ += (next - now) * (next - now) / step;
    nth(reflected_throughput_, i) = 2 * next - now;
    nth(throughput_, i) = forward * (2 * next - now) + (1 - forward) * nth(throughput_anchor_, i);
  }
}

/// One price against the violation of its row; what it moved, in the measure of the method.
double HalpernIteration::moved(double& price, double anchor, double violation, double step, double forward) {
  const double next = std::max(0.0, price + weight_ * step * violation);
  const double by = next - price;
  price = forward * (price + 2 * by) + (1 - forward) * anchor;
  return by * by / (weight_ * step);
}

void HalpernIteration::move_sources(double forward) {
  for (int i = 0; i < size_of(source_); ++i) {
    const PlanSource& source = nth(network_.sources, i);
    const double supply =
        source.activity < 0 ? source.tonnes : source.yield * nth(reflected_throughput_, source.activity);
    const double violation = static_cast<double>(nth(source_left_, i)) - supply;
    movement_ += moved(nth(source_, i), nth(source_anchor_, i), violation, nth(source_step_, i), forward);
  }
}

void HalpernIteration::move_takers(double forward) {
  for (int i = 0; i < size_of(taker_); ++i) {
    double arriving = 0;
    for (const std::vector<float>& block : arrived_) arriving += static_cast<double>(nth(block, i));
    const double violation = network_.is_need(i) ? arriving - nth(network_.takers, i).tonnes
                                                 : nth(reflected_throughput_, i - network_.needs()) - arriving;
    movement_ += moved(nth(taker_, i), nth(taker_anchor_, i), violation, nth(taker_step_, i), forward);
  }
}

void HalpernIteration::move_labour(double forward) {
  std::vector<double> hours(labour_.size(), 0);
  for (int i = 0; i < network_.activity_count(); ++i) {
    const PlanActivity& activity = nth(network_.activities, i);
    nth(hours, activity.workshop) +=
        nth(reflected_throughput_, i) * activity.hours_per_t / nth(most_hours_, activity.workshop);
  }
  for (int i = 0; i < size_of(labour_); ++i) {
    if (is_unlimited(nth(network_.labour_hours, i))) continue;
    const double violation = nth(hours, i) - nth(network_.labour_hours, i) / nth(most_hours_, i);
    movement_ += moved(nth(labour_, i), nth(labour_anchor_, i), violation, nth(labour_step_, i), forward);
  }
}

void HalpernIteration::measure() {
  const double residual = std::sqrt(movement_);
  if (first_residual_ < 0 || since_restart_ == 1) {
    first_residual_ = residual;
    last_residual_ = residual;
    return;
  }
  const bool enough = residual <= kGainedEnough * first_residual_;
  const bool worse = residual <= kGainedSome * first_residual_ && residual > last_residual_;
  const bool is_long = since_restart_ >= static_cast<int>(kLongShare * total_) + kLongLeast;
  last_residual_ = residual;
  if (enough || worse || is_long) restart();
}

void HalpernIteration::restart() {
  balance();
  for (float& tonnes : arcs_.tonnes) tonnes = std::max(tonnes, 0.0F);
  for (auto* prices : {&source_, &taker_, &labour_, &throughput_}) {
    for (double& price : *prices) price = std::max(price, 0.0);
  }
  set_anchors();
  since_restart_ = 0;
  first_residual_ = -1;
}

/// Moves the weight halfway, in powers, to where prices and tonnes went equally far since the last restart.
void HalpernIteration::balance() {
  double tonnes = 0, prices = 0;
  for (int source = 0; source < size_of(source_); ++source) {
    for (int i = nth(arcs_.first, source); i < nth(arcs_.first, source + 1); ++i) {
      const float scale = std::min(nth(source_tonnes_, source), nth(taker_state_, nth(arcs_.taker, i)).tonnes);
      const float by = nth(arcs_.tonnes, i) - nth(anchor_tonnes_, i);
      tonnes += static_cast<double>(2 * by * by / (scale + 1e-9F));
    }
    const double by = nth(source_, source) - nth(source_anchor_, source);
    prices += by * by / nth(source_step_, source);
  }
  for (int i = 0; i < size_of(taker_); ++i) {
    const double by = nth(taker_, i) - nth(taker_anchor_, i);
    prices += by * by / nth(taker_step_, i);
  }
  constexpr double kLeast = 1e-3, kMost = 1e6;
  if (tonnes > 0 && prices > 0) weight_ = std::clamp(std::sqrt(weight_ * std::sqrt(prices / tonnes)), kLeast, kMost);
}

void HalpernIteration::read_prices(NodePrices& prices) const {
  const auto clipped = [](const std::vector<double>& from, std::vector<double>& to) {
    to.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) to[i] = std::max(0.0, from[i]);
  };
  clipped(source_, prices.source);
  clipped(taker_, prices.taker);
  clipped(labour_, prices.labour);
  for (std::size_t i = 0; i < prices.labour.size(); ++i) prices.labour[i] /= most_hours_[i];
}

}  // namespace kringwerk::matching
