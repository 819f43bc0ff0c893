#include "drawings/week_bars.h"

#include <algorithm>

#include "drawings/svg_writer.h"

namespace kringwerk::drawings {

namespace {

constexpr double kStep = 26;
constexpr double kWide = 22;
constexpr double kTop = 20;
constexpr double kBottom = 108;
constexpr double kHeight = 130;

/// From `from` up to `to`, as shares of the full height.
void draw_part(SvgWriter& writer, const char* name, double x, const std::pair<double, double>& span) {
  const auto [from, to] = span;
  if (to <= from) return;
  const double full = kBottom - kTop;
  writer.open("rect").set("class", name).set("x", x).set("y", kBottom - to * full);
  writer.set("width", kWide).set("height", (to - from) * full).close();
}

void draw_week(SvgWriter& writer, const WeekBar& week, double x) {
  const double capacity = std::clamp(week.capacity, 0.0, 1.0);
  const double taken = std::clamp(week.taken, 0.0, capacity);
  const double optioned = std::clamp(taken + week.optioned, taken, capacity);
  draw_part(writer, "free", x, {0, capacity});
  draw_part(writer, "taken", x, {0, taken});
  draw_part(writer, "option", x, {taken, optioned});
  if (capacity <= 0) {
    writer.open("path").set("class", "closed");
    writer.set("d", "M" + svg_spot({x + 5, kBottom - 16}) + "l12 12m0 -12l-12 12").close();
  }
  writer.open("text").set("class", "week").set("x", x + kWide / 2).set("y", kBottom + 15).text(week.number).close();
  if (!week.month.empty()) {
    writer.open("text").set("class", "month").set("x", x).set("y", 12.0).text(week.month).close();
  }
}

}  // namespace

Svg draw_week_bars(const std::vector<WeekBar>& weeks, const std::string& accessible_name) {
  const double width = kStep * static_cast<double>(weeks.size());
  SvgWriter writer;
  writer.open("svg").set("class", "weekbars");
  writer.set("viewBox", "0 0 " + svg_number(width) + " " + svg_number(kHeight));
  writer.set("role", "img").set("aria-label", accessible_name);
  writer.open("path").set("class", "ground").set("d", "M0 " + svg_number(kBottom) + "H" + svg_number(width)).close();
  double x = (kStep - kWide) / 2;
  for (const WeekBar& week : weeks) {
    draw_week(writer, week, x);
    x += kStep;
  }
  writer.close();
  return writer.finish();
}

}  // namespace kringwerk::drawings
