#include "drawings/waterfall.h"

#include <algorithm>
#include <string_view>

#include "drawings/svg_writer.h"

namespace kringwerk::drawings {
namespace {

constexpr double kWidth = 196;
constexpr double kMargin = 2;

/// The balances between which all bars lie; zero is always among them.
struct Scale {
  Money low;
  Money high;

  double place(Money balance) const {
    const auto span = static_cast<double>((high - low).in_cents());
    if (span == 0) return kMargin;
    return kMargin + kWidth * static_cast<double>((balance - low).in_cents()) / span;
  }
};

struct Step {
  Money before;
  Money after;
};

Scale scale_of(const std::vector<Money>& terms) {
  Scale scale;
  Money balance;
  for (const Money term : terms) {
    balance = balance + term;
    scale.low = std::min(scale.low, balance);
    scale.high = std::max(scale.high, balance);
  }
  return scale;
}

Svg draw_bar(const Scale& scale, Step step, std::string_view kind) {
  const double left = scale.place(std::min(step.before, step.after));
  const double right = scale.place(std::max(step.before, step.after));
  SvgWriter writer;
  writer.open("svg").set("class", "fall").set("viewBox", "0 0 200 20").set("preserveAspectRatio", "none");
  writer.set("aria-hidden", "true");
  writer.open("path")
      .set("class", "zero")
      .set("vector-effect", "non-scaling-stroke")
      .set("d", "M" + svg_number(scale.place(Money{})) + " 0V20")
      .close();
  writer.open("rect").set("class", kind).set("x", left).set("y", 4.0).set("width", right - left).set("height", 12.0);
  writer.close().close();
  return writer.finish();
}

}  // namespace

std::vector<Svg> draw_waterfall(const std::vector<Money>& terms) {
  const Scale scale = scale_of(terms);
  std::vector<Svg> bars;
  Money balance;
  for (const Money term : terms) {
    bars.push_back(draw_bar(scale, {balance, balance + term}, term < Money{} ? "neg" : "pos"));
    balance = balance + term;
  }
  bars.push_back(draw_bar(scale, {Money{}, balance}, "tot"));
  return bars;
}

}  // namespace kringwerk::drawings
