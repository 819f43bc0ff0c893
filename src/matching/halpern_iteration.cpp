#include "matching/halpern_iteration.h"

#include <algorithm>
#include <cmath>

#include "matching/lanes.h"
#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

constexpr std::size_t kArcsOfBlock = 100'000, kMostBlocks = 4;
constexpr int kMeasureEvery = 10;
constexpr double kSmallest = 1e-6;
constexpr float kNoRoom = 1e-9F;
// When to restart, as in the literature on restarted PDHG: enough gained, some gained but getting worse, or too long.
constexpr double kGainedEnough = 0.2, kGainedSome = 0.8, kLongShare = 0.36;
constexpr int kLongLeast = 40;

bool is_unlimited(double hours) {
  return std::isinf(hours);
}

}  // namespace

HalpernIteration::HalpernIteration(const PlanNetwork& network, const ArcSet& arcs, Workers& workers,
                                   const NodePrices& prices, const std::vector<double>& throughput, double weight)
    : network_(network), workers_(workers), throughput_(throughput), weight_(weight) {
  source_.price = prices.source;
  taker_.price = prices.taker;
  labour_.price = prices.labour;
  const std::size_t workshops = network.labour_hours.size();
  most_hours_.assign(workshops, kSmallest);
  for (int i = 0; i < network.activity_count(); ++i) {
    const PlanActivity& activity = nth(network.activities, i);
    nth(most_hours_, activity.workshop) = std::max(nth(most_hours_, activity.workshop), activity.hours_per_t);
  }
  for (std::size_t i = 0; i < workshops; ++i) labour_.price[i] *= most_hours_[i];
  source_left_.assign(network.sources.size() + 1, 0);
  source_price_.assign(network.sources.size() + 1, 0);
  pays_.assign(network.takers.size() + 1, 0);
  reflected_throughput_.assign(throughput_.size(), 0);
  const std::size_t blocks = std::clamp<std::size_t>(arcs.size() / kArcsOfBlock, 1, kMostBlocks);
  int begin = 0;
  for (std::size_t block = 1; block <= blocks; ++block) {
    const auto wanted = static_cast<int>(arcs.size() * block / blocks);
    const auto end = std::lower_bound(arcs.first.begin(), arcs.first.end() - 1, wanted);
    const int last = block == blocks ? size_of(network.sources) : static_cast<int>(end - arcs.first.begin());
    blocks_.push_back({ArcLanes(network, arcs, begin, last), std::vector<float>(network.takers.size() + 1)});
    begin = last;
  }
  set_steps(arcs);
  set_anchors();
}

void HalpernIteration::set_steps(const ArcSet& arcs) {
  source_.step.assign(network_.sources.size(), 0);
  taker_.step.assign(network_.takers.size(), 0);
  for (int source = 0; source < size_of(network_.sources); ++source) {
    const double of_source = nth(network_.sources, source).tonnes;
    for (int i = nth(arcs.first, source); i < nth(arcs.first, source + 1); ++i) {
      const int taker = nth(arcs.taker, i);
      const double tonnes = std::min(of_source, nth(network_.takers, taker).tonnes);
      nth(source_.step, source) += tonnes;
      nth(taker_.step, taker) += tonnes;
    }
    if (source >= network_.offers()) nth(source_.step, source) += of_source;
  }
  labour_.step.assign(network_.labour_hours.size(), 0);
  for (int i = 0; i < network_.activity_count(); ++i) {
    const PlanActivity& activity = nth(network_.activities, i);
    nth(taker_.step, network_.needs() + i) += activity.capacity_tonnes;
    nth(labour_.step, activity.workshop) +=
        activity.capacity_tonnes * activity.hours_per_t / nth(most_hours_, activity.workshop);
  }
  for (Rows* rows : {&source_, &taker_, &labour_}) {
    for (double& step : rows->step) step = 1 / std::max(step, kSmallest);
  }
}

void HalpernIteration::set_anchors() {
  for (Block& block : blocks_) block.lanes.anchor = block.lanes.tonnes;
  for (Rows* rows : {&source_, &taker_, &labour_}) rows->set_anchor();
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
  for (int i = 0; i < network_.needs(); ++i) nth(pays_, i) = static_cast<float>(nth(taker_.price, i));
  for (int i = network_.needs(); i < size_of(network_.takers); ++i) {
    nth(pays_, i) = -static_cast<float>(nth(taker_.price, i));
  }
  for (std::size_t i = 0; i < source_.price.size(); ++i) source_price_[i] = static_cast<float>(source_.price[i]);
  workers_.run(size_of(blocks_), [&](int i) {
    Block& block = nth(blocks_, i);
    measured ? move_arcs<true>(block, static_cast<float>(forward))
             : move_arcs<false>(block, static_cast<float>(forward));
  });
  movement_ = 0;
  for (const Block& block : blocks_) movement_ += 2 * weight_ * block.movement;
  move_throughput(forward);
  move_sources(forward, measured);
  move_takers(forward, measured);
  move_labour(forward, measured);
}

template <bool measured>
void HalpernIteration::move_arcs(Block& block, float forward) {
  std::fill(block.arrived.begin(), block.arrived.end(), 0.0F);
  ArcLanes& lanes = block.lanes;
  const Lanes half_step = in_all(0.5F / static_cast<float>(weight_)), ahead = in_all(forward),
              back = in_all(1 - forward);
  double movement = 0;
  for (const ArcLanes::Row& row : lanes.rows) {
    Lanes price, leaves{};
    for (std::size_t lane = 0; lane < kLanes; ++lane) price[lane] = nth(source_price_, row.source[lane]);
    for (std::size_t at = row.begin; at < row.end; at += kLanes) {
      const int* const taker = &lanes.taker[at];
      Lanes pays;
      for (int lane = 0; lane < kLanes; ++lane) pays[lane] = nth(pays_, taker[lane]);
      const Lanes room = load_lanes(&lanes.room[at]), now = load_lanes(&lanes.tonnes[at]);
      const Lanes wish = now + room * (half_step * (load_lanes(&lanes.value[at]) - price - pays));
      const Lanes moved = larger(wish, Lanes{}) - now;
      const Lanes reflected = now + moved + moved;
      leaves += reflected;
      store_lanes(ahead * reflected + back * load_lanes(&lanes.anchor[at]), &lanes.tonnes[at]);
      for (int lane = 0; lane < kLanes; ++lane) nth(block.arrived, taker[lane]) += reflected[lane];
      if constexpr (measured) {
        const Lanes by = moved * moved / (room + kNoRoom);
        for (int lane = 0; lane < kLanes; ++lane) movement += static_cast<double>(by[lane]);
      }
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) nth(source_left_, row.source[lane]) = leaves[lane];
  }
  block.movement = movement;
}

void HalpernIteration::move_throughput(double forward) {
  for (int i = 0; i < network_.activity_count(); ++i) {
    const PlanActivity& activity = nth(network_.activities, i);
    const double hours = activity.hours_per_t / nth(most_hours_, activity.workshop);
    double gain = activity.profit_eur_per_t - nth(taker_.price, network_.needs() + i) -
                  nth(labour_.price, activity.workshop) * hours;
    double entries = 1 + hours;
    for (int output = activity.first_output; output < nth(network_.activities, i + 1).first_output; ++output) {
      const int source = network_.offers() + output;
      gain += nth(network_.sources, source).yield * nth(source_.price, source);
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

/// One price against the violation of its row.
inline void HalpernIteration::Rows::move(int row, double violation, double weight, double forward, bool measured) {
  const double now = nth(price, row), by_step = weight * nth(step, row);
  const double by = std::max(0.0, now + by_step * violation) - now;
  nth(price, row) = forward * (now + 2 * by) + (1 - forward) * nth(anchor, row);
  if (measured) movement += by * by / by_step;
}

void HalpernIteration::move_sources(double forward, bool measured) {
  source_.movement = 0;
  for (int i = 0; i < network_.offers(); ++i) {
    const double violation = static_cast<double>(nth(source_left_, i)) - nth(network_.sources, i).tonnes;
    source_.move(i, violation, weight_, forward, measured);
  }
  for (int i = network_.offers(); i < size_of(network_.sources); ++i) {
    const PlanSource& source = nth(network_.sources, i);
    const double made = source.yield * nth(reflected_throughput_, source.activity);
    source_.move(i, static_cast<double>(nth(source_left_, i)) - made, weight_, forward, measured);
  }
  movement_ += source_.movement;
}

void HalpernIteration::move_takers(double forward, bool measured) {
  taker_.movement = 0;
  for (int i = 0; i < size_of(network_.takers); ++i) {
    double arriving = 0;
    for (const Block& block : blocks_) arriving += static_cast<double>(nth(block.arrived, i));
    const double violation = network_.is_need(i) ? arriving - nth(network_.takers, i).tonnes
                                                 : nth(reflected_throughput_, i - network_.needs()) - arriving;
    taker_.move(i, violation, weight_, forward, measured);
  }
  movement_ += taker_.movement;
}

void HalpernIteration::move_labour(double forward, bool measured) {
  labour_.movement = 0;
  std::vector<double> hours(labour_.price.size(), 0);
  for (int i = 0; i < network_.activity_count(); ++i) {
    const PlanActivity& activity = nth(network_.activities, i);
    nth(hours, activity.workshop) +=
        nth(reflected_throughput_, i) * activity.hours_per_t / nth(most_hours_, activity.workshop);
  }
  for (int i = 0; i < size_of(hours); ++i) {
    if (is_unlimited(nth(network_.labour_hours, i))) continue;
    const double violation = nth(hours, i) - nth(network_.labour_hours, i) / nth(most_hours_, i);
    labour_.move(i, violation, weight_, forward, measured);
  }
  movement_ += labour_.movement;
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
  for (Block& block : blocks_) {
    for (float& tonnes : block.lanes.tonnes) tonnes = std::max(tonnes, 0.0F);
  }
  for (auto* numbers : {&source_.price, &taker_.price, &labour_.price, &throughput_}) {
    for (double& number : *numbers) number = std::max(number, 0.0);
  }
  set_anchors();
  since_restart_ = 0;
  first_residual_ = -1;
}

/// Moves the weight halfway, in powers, to where prices and tonnes went equally far since the last restart.
void HalpernIteration::balance() {
  double tonnes = 0, prices = 0;
  for (const Block& block : blocks_) {
    const ArcLanes& lanes = block.lanes;
    for (std::size_t i = 0; i < lanes.tonnes.size(); ++i) {
      const float by = lanes.tonnes[i] - lanes.anchor[i];
      tonnes += static_cast<double>(2 * by * by / (lanes.room[i] + kNoRoom));
    }
  }
  for (const Rows* rows : {&source_, &taker_}) {
    for (std::size_t i = 0; i < rows->price.size(); ++i) {
      const double by = rows->price[i] - rows->anchor[i];
      prices += by * by / rows->step[i];
    }
  }
  constexpr double kLeast = 1e-3, kMost = 1e6;
  if (tonnes > 0 && prices > 0) weight_ = std::clamp(std::sqrt(weight_ * std::sqrt(prices / tonnes)), kLeast, kMost);
}

void HalpernIteration::read_tonnes(ArcSet& arcs) const {
  for (const Block& block : blocks_) block.lanes.read_tonnes(arcs);
}

void HalpernIteration::read_prices(NodePrices& prices) const {
  const auto clipped = [](const std::vector<double>& from, std::vector<double>& to) {
    to.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) to[i] = std::max(0.0, from[i]);
  };
  clipped(source_.price, prices.source);
  clipped(taker_.price, prices.taker);
  clipped(labour_.price, prices.labour);
  for (std::size_t i = 0; i < prices.labour.size(); ++i) prices.labour[i] /= most_hours_[i];
}

}  // namespace kringwerk::matching
