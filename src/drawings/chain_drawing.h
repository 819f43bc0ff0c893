#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawings/material_family.h"
#include "drawings/svg.h"

namespace kringwerk::drawings {

/// Which partner does a step; gives the ring around its icon its colour.
enum class StepRing { government, regular, social };

/// Something that leaves the main band at a step. `label` says how much and what ("60 kg", "metaal, verkocht").
struct SideFlow {
  std::int64_t kg = 0;
  std::string amount;
  std::string label;
  MaterialFamily family = MaterialFamily::other;
};

/// One workplace on the band, the last one being the use. All texts are ready to read in the reader's language.
struct ChainStep {
  StepRing ring = StepRing::regular;
  std::string icon;        ///< address of the symbol, such as "/static/icons.svg#i-grain"
  std::string km;          ///< "23 km", on the arrow that leads here
  std::string kg_in_text;  ///< "1.800 kg", on the band that leads here
  std::int64_t kg_in = 0;
  SideFlow residue;                ///< hatched, ends on a flat foot; none when kg is 0
  std::vector<SideFlow> products;  ///< solid in their own colour, end in a ball; those of 0 kg are left out
};

/// A chain from source to use. The first piece of band is the source; each step takes kg_in, and what neither residue
/// nor product took flows on. Kilograms are whole and of one period.
struct ChainFigure {
  std::string id;          ///< unique on the page, letters, digits and hyphens; prefix of ids inside the drawing
  std::string aria_label;  ///< the whole chain in one sentence
  MaterialFamily family = MaterialFamily::other;
  std::string kg_used_text;  ///< on the last piece of band
  std::vector<ChainStep> steps;
};

/// Wide drawing of 1200 units with steps.size() + 1 equal columns, for screens from 60rem: `<svg class="chain-h …">`.
/// Width is kilograms: band height = kg × 92 / largest kg_in, the same scale for what leaves.
/// Needs at least one step; every kg_in > 0 and at least the sum of what leaves there.
Svg draw_chain(const ChainFigure& figure);

/// The same band cut in pieces of 104 units, top to bottom, one for the source and one per step, for narrow screens:
/// `<svg class="chain-piece …">`, hidden from assistive technology; each goes at the start of its list item, which
/// gives it its height. Returns steps.size() + 1 pieces. Scale: kg × 82.8 / largest kg_in.
std::vector<Svg> draw_chain_pieces(const ChainFigure& figure);

}  // namespace kringwerk::drawings
