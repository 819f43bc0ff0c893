#include <algorithm>
#include <cstddef>

#include "drawings/chain_drawing.h"
#include "drawings/chain_scale.h"
#include "drawings/svg_writer.h"

namespace kringwerk::drawings {
namespace {

constexpr double kPieceWidth = 104;
constexpr double kLeft = 4;  // the level left edge of the band
constexpr double kFullBand = 82.8;
constexpr double kPlaceY = 23;
constexpr double kFirstExit = 50;  // below the ring
constexpr double kExitGap = 11;
constexpr double kBend = 5;
constexpr double kTextStart = 116;  // where a ball must end, so that it never lies over the words beside it

double band_edge(double width) {
  return kLeft + width;
}

/// The band below `top`, down to the end of the list item, whatever its height: the inner picture cuts it off.
void add_rest_of_band(SvgWriter& writer, Spot top_right) {
  writer.open("svg").set("width", kPieceWidth).set("height", "100%");
  const double width = top_right.x - kLeft;
  writer.open("rect").set("class", "flow0").set("x", kLeft).set("y", top_right.y).set("width", width);
  writer.set("height", "100%").close();
  writer.close();
}

/// The last piece ends round: a rectangle with round corners as tall as the item, its upper corners squared again.
void add_end_of_band(SvgWriter& writer, Spot top_right) {
  const double width = top_right.x - kLeft;
  writer.open("rect").set("class", "flow0").set("x", kLeft).set("width", width).set("height", "100%");
  writer.set("rx", std::min(width / 2, 22.0)).close();
  writer.open("rect").set("class", "flow0").set("x", kLeft).set("width", width).set("height", top_right.y + 20).close();
}

struct Exit {
  double edge = 0;   // right edge of the band before it leaves
  double width = 0;  // of the flow
  double y = 0;      // where the bend begins
};

/// A quarter circle from the right edge of the band to the right, then straight on to `end`.
std::string exit_path(const Exit& exit, double end) {
  const double outer = kBend + exit.width;
  const double x = exit.edge + kBend;
  return "M" + svg_spot({exit.edge, exit.y}) + "A" + svg_number(kBend) + " " + svg_number(kBend) + " 0 0 0 " +
         svg_spot({x, exit.y + kBend}) + "H" + svg_number(std::max(x, end)) + "v" + svg_number(exit.width) + "H" +
         svg_number(x) + "A" + svg_number(outer) + " " + svg_number(outer) + " 0 0 1 " +
         svg_spot({exit.edge - exit.width, exit.y}) + "Z";
}

void add_residue(SvgWriter& writer, const Exit& exit, const std::string& hatch) {
  add_hatch(writer, hatch);
  writer.open("path").set("class", "flow-rest").set("fill", "url(#" + hatch + ")");
  writer.set("d", exit_path(exit, kPieceWidth - 4)).close();
  writer.open("path").set("class", "flow-foot");
  writer.set("d", "M" + svg_spot({kPieceWidth - 4, exit.y + kBend - 4}) + "v" + svg_number(exit.width + 8)).close();
}

void add_product(SvgWriter& writer, const Exit& exit, const SideFlow& product) {
  const double radius = std::max(4.0, exit.width / 2);
  const double centre = std::min(kPieceWidth - 5, kTextStart - radius);
  writer.open("g").set("class", family_class(product.family));
  writer.open("path").set("class", "flow0").set("d", exit_path(exit, centre + 1)).close();
  writer.open("circle").set("class", "flow0").set("cx", centre).set("cy", exit.y + kBend + exit.width / 2);
  writer.set("r", radius).close().close();
}

/// Draws the stepped head of a piece and what leaves there; returns where the plain band goes on.
Spot add_head(SvgWriter& writer, const ChainStep& step, const ChainScale& scale, const std::string& hatch) {
  double edge = band_edge(scale.width(step.kg_in));
  double y = kFirstExit;
  std::string outline = "M" + svg_spot({kLeft, 0}) + "H" + svg_number(edge) + "V" + svg_number(y);
  const auto leave = [&](const SideFlow& flow) {
    const Exit exit{edge, scale.width(flow.kg), y};
    edge -= exit.width;
    y += kBend + exit.width + kExitGap;
    outline += "H" + svg_number(edge) + "V" + svg_number(y);
    return exit;
  };
  if (step.residue.kg > 0) add_residue(writer, leave(step.residue), hatch);
  for (const SideFlow& product : step.products) {
    if (product.kg > 0) add_product(writer, leave(product), product);
  }
  writer.open("path").set("class", "flow0").set("d", outline + "H" + svg_number(kLeft) + "Z").close();
  return {edge, y - 1};
}

SvgWriter start_piece(const ChainFigure& figure) {
  SvgWriter writer;
  writer.open("svg").set("class", "chain-piece " + std::string(family_class(figure.family)));
  writer.set("aria-hidden", "true");
  return writer;
}

}  // namespace

std::vector<Svg> draw_chain_pieces(const ChainFigure& figure) {
  const ChainScale scale(figure, kFullBand);
  std::vector<Svg> pieces;
  SvgWriter source = start_piece(figure);
  add_rest_of_band(source, {band_edge(scale.width(figure.steps.front().kg_in)), 0});
  pieces.push_back(source.close().finish());
  for (std::size_t i = 0; i < figure.steps.size(); ++i) {
    const ChainStep& step = figure.steps[i];
    const bool is_last = i + 1 == figure.steps.size();
    SvgWriter writer = start_piece(figure);
    const Spot below = add_head(writer, step, scale, figure.id + "-hatch-" + std::to_string(i + 1));
    if (is_last) {
      add_end_of_band(writer, below);
    } else {
      add_rest_of_band(writer, below);
    }
    const double centre_x = std::max(27.0, kLeft + scale.width(step.kg_in) / 2);
    add_workplace(writer, step, {{centre_x, kPlaceY}, 20, 6});
    pieces.push_back(writer.close().finish());
  }
  return pieces;
}

}  // namespace kringwerk::drawings
