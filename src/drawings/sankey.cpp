#include "drawings/sankey.h"

#include <algorithm>

#include "drawings/svg_writer.h"

namespace kringwerk::drawings {
namespace {

std::string look_class(SankeyLook look, MaterialFamily family, std::string_view word) {
  switch (look) {
    case SankeyLook::material:
      return std::string(word) + " " + std::string(family_class(family));
    case SankeyLook::work:
      return std::string(word) + " work";
    case SankeyLook::lost:
      break;
  }
  return std::string(word) + " lost";
}

void add_band(SvgWriter& writer, const SankeyFigure& figure, const SankeyLayout& layout, std::size_t i) {
  const SankeyLink& link = figure.links[i];
  const SankeyBand& band = layout.bands[i];
  const double left = layout.nodes[static_cast<std::size_t>(link.from)].right;
  const double right = layout.nodes[static_cast<std::size_t>(link.to)].left;
  const double middle = (left + right) / 2;
  const auto curve = [&](Spot from, Spot to) {
    return "C" + svg_spot({middle, from.y}) + " " + svg_spot({middle, to.y}) + " " + svg_spot(to);
  };
  const double below = band.thickness;
  writer.open("path").set("class", look_class(link.look, link.family, "band"));
  writer.set("d", "M" + svg_spot({left, band.from_top}) + curve({left, band.from_top}, {right, band.to_top}) + "L" +
                      svg_spot({right, band.to_top + below}) +
                      curve({right, band.to_top + below}, {left, band.from_top + below}) + "Z");
  writer.open("title").text(link.name).close();
  writer.close();
}

void add_node(SvgWriter& writer, const SankeyNode& node, const Box& box) {
  constexpr double kThinnest = 1;  // a thinner one could not be seen
  writer.open("rect").set("class", look_class(node.look, node.family, "node"));
  writer.set("x", box.left).set("y", box.top).set("width", box.right - box.left);
  writer.set("height", std::max(kThinnest, box.bottom - box.top)).close();
}

void add_label(SvgWriter& writer, const std::vector<std::string>& lines, const Box& box) {
  const double height = (box.bottom - box.top) / static_cast<double>(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double baseline = box.top + height * (static_cast<double>(i) + 0.75);
    writer.open("text").set("class", i + 1 == lines.size() ? "amount" : "name");
    writer.set("x", box.left).set("y", baseline).text(lines[i]).close();
  }
}

}  // namespace

Svg draw_sankey(const SankeyFigure& figure) {
  if (figure.links.empty()) return {};
  const SankeyLayout layout = lay_out(figure);
  SvgWriter writer;
  writer.open("svg").set("class", "sankey").set("viewBox", "0 0 " + svg_spot({layout.width, layout.height}));
  writer.set("role", "img").set("aria-label", figure.accessible_name);
  for (std::size_t i = 0; i < figure.links.size(); ++i) add_band(writer, figure, layout, i);
  for (std::size_t i = 0; i < figure.nodes.size(); ++i) add_node(writer, figure.nodes[i], layout.nodes[i]);
  for (std::size_t i = 0; i < figure.nodes.size(); ++i) add_label(writer, layout.lines[i], layout.labels[i]);
  writer.close();
  return writer.finish();
}

}  // namespace kringwerk::drawings
