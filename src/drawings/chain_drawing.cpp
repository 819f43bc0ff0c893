#include "drawings/chain_drawing.h"

#include <algorithm>
#include <cstddef>

#include "drawings/chain_scale.h"
#include "drawings/svg_writer.h"

namespace kringwerk::drawings {
namespace {

constexpr double kTotalWidth = 1200;
constexpr double kFullBand = 92;
constexpr double kTop = 50;  // the level upper edge of the band
constexpr double kBandStart = 4;
constexpr double kBandEnd = 1140;    // where the round cap of the use begins
constexpr double kPlaceOffset = 30;  // a workplace stands this far into its column
constexpr double kFirstExit = 58;    // so that nothing leaves under the ring
constexpr double kExitGap = 18;
constexpr double kBend = 9;       // inner radius of the quarter circle of what leaves
constexpr double kThinBand = 26;  // below this the number stands under the band
constexpr double kRowOfLabels = 20;
constexpr double kRoomyBall = 30;  // a larger ball would lie over the label of the residue beside it
constexpr double kLineOfLabel = 18;
constexpr double kLetter = 6.8;  // estimated width of a letter of a label, on the broad side

/// One flow leaving the band downwards: at `x` the lower edge goes from `bottom` up by `width`.
struct Exit {
  const SideFlow* flow = nullptr;
  bool is_residue = false;
  double x = 0;
  double bottom = 0;
  double width = 0;
  double end_y = 0;
  bool has_two_lines = false;  ///< of its label
};

/// A column of the drawing: the step at its start and the band behind it.
struct Column {
  const ChainStep* step = nullptr;
  double x = 0;
  double band_in = 0;
  double band_out = 0;
  std::vector<Exit> exits;
};

struct Layout {
  std::vector<Column> columns;
  double column_width = 0;
  double foot_y = 0;
};

double largest_ball(const ChainFigure& figure, const ChainScale& scale) {
  double largest = 0;
  for (const ChainStep& step : figure.steps) {
    for (const SideFlow& product : step.products) largest = std::max(largest, scale.width(product.kg) / 2);
  }
  return largest;
}

std::size_t most_products(const ChainFigure& figure) {
  std::size_t most = 1;
  for (const ChainStep& step : figure.steps) most = std::max(most, step.products.size());
  return most;
}

/// Residue leaves first; products after it, each ending higher than the one before, so that no stem crosses a label.
void place_exits(Column& column, const ChainScale& scale, double foot_y) {
  double x = column.x + kFirstExit;
  double bottom = kTop + column.band_in;
  double end_y = foot_y - 6;
  const auto leave = [&](const SideFlow& flow, bool is_residue) {
    if (flow.kg <= 0) return;
    const double width = scale.width(flow.kg);
    if (!is_residue) end_y = std::min(end_y - kRowOfLabels, foot_y + 4 - width / 2);
    column.exits.push_back({&flow, is_residue, x, bottom, width, is_residue ? foot_y : end_y});
    x += kBend + width + kExitGap;
    bottom -= width;
  };
  leave(column.step->residue, true);
  for (const SideFlow& product : column.step->products) leave(product, false);
}

/// Of the ball that a product ends in.
double ball_radius(const Exit& exit) {
  return std::max(5.0, exit.width / 2);
}

/// Where the label of a product begins, right of its ball.
double label_start(const Exit& exit) {
  return exit.x + kBend + exit.width / 2 + ball_radius(exit) + 6;
}

/// A label that would lie over what leaves the next column stands in two lines: that of the last product, which ends
/// highest, so that nothing is in the way above it.
void break_label(Column& column, const Column& next) {
  if (column.exits.empty() || next.exits.empty() || column.exits.back().is_residue) return;
  Exit& last = column.exits.back();
  const double letters = static_cast<double>(last.flow->amount.size() + 1 + last.flow->label.size());
  last.has_two_lines = label_start(last) + kLetter * letters > next.exits.front().x + kBend;
}

Layout lay_out(const ChainFigure& figure, const ChainScale& scale) {
  Layout layout;
  layout.column_width = kTotalWidth / static_cast<double>(figure.steps.size() + 1);
  layout.foot_y = 166 + kRowOfLabels * static_cast<double>(most_products(figure)) +
                  std::max(0.0, largest_ball(figure, scale) - kRoomyBall);
  for (std::size_t i = 0; i < figure.steps.size(); ++i) {
    Column column;
    column.step = &figure.steps[i];
    column.x = layout.column_width * static_cast<double>(i + 1);
    column.band_in = scale.width(column.step->kg_in);
    column.band_out = scale.width(kg_out(*column.step));
    place_exits(column, scale, layout.foot_y);
    layout.columns.push_back(std::move(column));
    if (i > 0) break_label(layout.columns[i - 1], layout.columns[i]);
  }
  return layout;
}

/// One closed outline: the level top edge, the round cap, then back along the stepped lower edge.
void add_band(SvgWriter& writer, const Layout& layout) {
  const double cap = layout.columns.back().band_out / 2;
  std::string data = "M" + svg_spot({kBandStart, kTop}) + "H" + svg_number(kBandEnd) + "A" + svg_number(cap) + " " +
                     svg_number(cap) + " 0 0 1 " + svg_spot({kBandEnd, kTop + 2 * cap});
  for (auto column = layout.columns.rbegin(); column != layout.columns.rend(); ++column) {
    for (auto exit = column->exits.rbegin(); exit != column->exits.rend(); ++exit) {
      data += "H" + svg_number(exit->x) + "V" + svg_number(exit->bottom);
    }
    // A later step may take less than the one before gave (only a part has room there): the edge steps at its start.
    const double before = column + 1 == layout.columns.rend() ? column->band_in : (column + 1)->band_out;
    if (before != column->band_in) data += "H" + svg_number(column->x + kPlaceOffset) + "V" + svg_number(kTop + before);
  }
  writer.open("path").set("class", "flow0").set("d", data + "H" + svg_number(kBandStart) + "Z").close();
}

void add_exit_end(SvgWriter& writer, const Exit& exit) {
  const double left = exit.x + kBend;
  if (exit.is_residue) {
    writer.open("path").set("class", "flow-foot");
    writer.set("d", "M" + svg_spot({left - 5, exit.end_y}) + "h" + svg_number(exit.width + 10)).close();
  } else {
    writer.open("circle").set("class", "flow0").set("cx", left + exit.width / 2).set("cy", exit.end_y);
    writer.set("r", ball_radius(exit)).close();
  }
}

/// Residue is named under its foot, a product beside its ball.
void add_exit_label(SvgWriter& writer, const Exit& exit) {
  const double x = exit.is_residue ? exit.x + kBend - 5 : label_start(exit);
  const double y = exit.is_residue ? exit.end_y + 22 : exit.end_y + 5;
  writer.open("text").set("class", "side").set("paint-order", "stroke").set("x", x);
  writer.set("y", exit.has_two_lines ? y - kLineOfLabel / 2 : y);
  writer.open("tspan").set("class", "b").text(exit.flow->amount).close();
  writer.text(" ").open("tspan").set("class", "t2");
  if (exit.has_two_lines) writer.set("x", x).set("dy", kLineOfLabel);
  writer.text(exit.flow->label).close().close();
}

/// A true quarter circle from the lower edge of the band into a stem.
void add_exit(SvgWriter& writer, const Exit& exit, const std::string& hatch) {
  const double left = exit.x + kBend;
  const double outer = kBend + exit.width;
  const std::string data = "M" + svg_spot({exit.x, exit.bottom}) + "A" + svg_number(kBend) + " " + svg_number(kBend) +
                           " 0 0 1 " + svg_spot({left, exit.bottom + kBend}) + "V" + svg_number(exit.end_y) + "h" +
                           svg_number(exit.width) + "V" + svg_number(exit.bottom + kBend) + "A" + svg_number(outer) +
                           " " + svg_number(outer) + " 0 0 0 " + svg_spot({exit.x, exit.bottom - exit.width}) + "Z";
  writer.open("g");
  if (!exit.is_residue) writer.set("class", family_class(exit.flow->family));
  writer.open("path").set("class", exit.is_residue ? "flow-rest" : "flow0");
  if (exit.is_residue) writer.set("fill", "url(#" + hatch + ")");
  writer.set("d", data).close();
  add_exit_end(writer, exit);
  writer.close();
}

/// The number on a piece of band from `left` to `right`, or under it when the band is too thin to carry it.
void add_weight(SvgWriter& writer, const std::string& text, Spot from_to, double band) {
  const bool thin = band < kThinBand;
  writer.open("text").set("class", thin ? "b kgl" : "onm b kgl").set("text-anchor", "middle");
  writer.set("x", (from_to.x + from_to.y) / 2).set("y", thin ? kTop + band + 18 : kTop + band / 2 + 6.5);
  writer.text(text).close();
}

void add_journey(SvgWriter& writer, const std::string& km, Spot from_to) {
  if (km.empty()) return;
  writer.open("path").set("class", "journey");
  writer.set("d", "M" + svg_spot({from_to.x, 34}) + "H" + svg_number(from_to.y) + "m-7 -5l7 5l-7 5").close();
  writer.open("text").set("class", "kml").set("text-anchor", "middle");
  writer.set("x", (from_to.x + from_to.y) / 2).set("y", 26.0).text(km).close();
}

void add_use_arc(SvgWriter& writer, const Column& last) {
  const double radius = last.band_out / 2 + 11;
  const double centre_y = kTop + last.band_out / 2;
  // The arc stands a little outside the cap and covers 80 degrees on either side.
  const Spot end{kBandEnd + 0.174 * radius, centre_y + 0.985 * radius};
  writer.open("path").set("class", "use-arc");
  writer.set("d", "M" + svg_spot({end.x, 2 * centre_y - end.y}) + "A" + svg_number(radius) + " " + svg_number(radius) +
                      " 0 0 1 " + svg_spot(end));
  writer.close();
}

}  // namespace

Svg draw_chain(const ChainFigure& figure) {
  const ChainScale scale(figure, kFullBand);
  const Layout layout = lay_out(figure, scale);
  const std::string hatch = figure.id + "-hatch";
  SvgWriter writer;
  writer.open("svg").set("class", "chain-h " + std::string(family_class(figure.family)));
  writer.set("viewBox", "0 0 1200 " + svg_number(layout.foot_y + 46)).set("role", "img");
  writer.set("aria-label", figure.aria_label);
  add_hatch(writer, hatch);
  add_band(writer, layout);
  add_use_arc(writer, layout.columns.back());
  for (const Column& column : layout.columns) {
    for (const Exit& exit : column.exits) add_exit(writer, exit, hatch);
  }
  // After all flows, so that a long label lies over the flow of the next column and not under it.
  for (const Column& column : layout.columns) {
    for (const Exit& exit : column.exits) add_exit_label(writer, exit);
  }
  double from = kBandStart + 4;
  for (const Column& column : layout.columns) {
    const double to = column.x - 8;
    add_journey(writer, column.step->km, {from, to});
    add_weight(writer, column.step->kg_in_text, {from, to}, column.band_in);
    add_workplace(writer, *column.step, {{column.x + kPlaceOffset, kTop + column.band_in / 2}, 34, 7});
    from = column.x + 92;
  }
  add_weight(writer, figure.kg_used_text, {from, kBandEnd - 14}, layout.columns.back().band_out);
  writer.close();
  return writer.finish();
}

}  // namespace kringwerk::drawings
