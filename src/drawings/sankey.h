#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawings/label_placer.h"
#include "drawings/material_family.h"
#include "drawings/svg.h"

/// Material on its way through work, from left to right: how thick a band is says how many kilograms.
namespace kringwerk::drawings {

enum class SankeyLook {
  material,  ///< in the colour of its family
  work,      ///< a step of work
  lost,      ///< residue, or what nobody takes
};

struct SankeyNode {
  std::string label;
  std::string amount;  ///< second part of the label, as readers write it
  int column = 0;      ///< from 0
  SankeyLook look = SankeyLook::material;
  MaterialFamily family = MaterialFamily::other;
};

/// From a node to one of a later column; positions in the list of nodes.
struct SankeyLink {
  int from = 0;
  int to = 0;
  std::int64_t kg = 0;
  SankeyLook look = SankeyLook::material;
  MaterialFamily family = MaterialFamily::other;
  std::string name;  ///< what a pointer on it says
};

struct SankeyFigure {
  std::string accessible_name;
  std::vector<SankeyNode> nodes;
  std::vector<SankeyLink> links;
};

/// A band where it leaves its source and where it reaches its target; equally thick at both.
struct SankeyBand {
  double from_top = 0;
  double to_top = 0;
  double thickness = 0;
};

/// Where everything stands, in units of the viewBox. All bands have one scale. A node is as high as the larger of what
/// reaches it and what leaves it; its bands stand in it one under the other, without overlap. No two nodes overlap, no
/// two labels overlap.
struct SankeyLayout {
  double width = 960;
  double height = 0;
  std::vector<Box> nodes;                       ///< by position
  std::vector<Box> labels;                      ///< by position of the node
  std::vector<std::vector<std::string>> lines;  ///< of each label; the last one is the amount
  std::vector<SankeyBand> bands;                ///< by position of the link
};
SankeyLayout lay_out(const SankeyFigure& figure);

/// One picture, `<svg class="sankey" role="img">`, 960 units wide; on a narrow screen it stands in a `.scroll`. The
/// table below it says the same in words. No picture without links.
Svg draw_sankey(const SankeyFigure& figure);

}  // namespace kringwerk::drawings
