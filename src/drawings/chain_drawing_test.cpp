#include "drawings/chain_drawing.h"

#include <doctest/doctest.h>

#include <set>

#include "base/ensure.h"
#include "drawings/svg_scan.h"

namespace kringwerk::drawings {
namespace {

// 2,000 kg from the source; sorting loses 140 kg and sells 60 kg metal; washing loses 90 kg; 1,710 kg is used.
ChainFigure crates() {
  ChainFigure figure;
  figure.id = "chain-1";
  figure.aria_label = "Keten & \"kratten\"";
  figure.family = MaterialFamily::plastic;
  figure.kg_used_text = "1.710 kg";
  figure.steps = {{StepRing::social,
                   "/i.svg#i-arrows-split-2",
                   "5 km",
                   "2.000 kg",
                   2000,
                   {140, "140 kg", "rest <verbrand>", {}},
                   {{60, "60 kg", "metaal", MaterialFamily::metal}}},
                  {StepRing::regular, "/i.svg#i-grain", "23 km", "1.800 kg", 1800, {90, "90 kg", "slib", {}}, {}},
                  {StepRing::government, "/i.svg#i-package", "72 km", "1.710 kg", 1710, {}, {}}};
  return figure;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the wide chain is a sound picture with its words") {
  const std::string svg = draw_chain(crates()).text();
  CHECK(is_sound(svg));
  CHECK(contains(svg, "class=\"chain-h m-kunststof\""));
  CHECK(contains(svg, "aria-label=\"Keten &amp; &quot;kratten&quot;\""));
  CHECK(contains(svg, "rest &lt;verbrand&gt;"));
  CHECK(contains(svg, "<use href=\"/i.svg#i-grain\"/>"));
  CHECK(contains(svg, "place k-sociaal"));
  CHECK(contains(svg, "place k-bestuur"));
}

TEST_CASE("band height is kilograms: 2,000 kg is 92 units") {
  // 50 is the level top; 1,710 kg = 78.7 units, 1,800 = 82.8, 1,860 before the metal leaves = 85.6.
  const std::string svg = draw_chain(crates()).text();
  CHECK(contains(svg, "d=\"M4 50H1140A39.3 39.3 0 0 1 1140 128.7H658V132.8H391.4V135.6H358V142H4Z"));
}

TEST_CASE("half the kilograms make half the band") {
  ChainFigure figure = crates();
  figure.steps = {{StepRing::social, "/i.svg#i", "", "1.000 kg", 1000, {500, "500 kg", "rest", {}}, {}}};
  const std::string svg = draw_chain(figure).text();
  CHECK(is_sound(svg));
  CHECK(contains(svg, "A23 23 0 0 1 1140 96"));
  CHECK(contains(svg, "V96H658") == false);
  CHECK(contains(svg, "H658V142"));
}

TEST_CASE("a step may take only a part of what comes: the edge steps at its start") {
  ChainFigure figure = crates();
  figure.steps[1].kg_in = 900;
  figure.steps[2].kg_in = 810;
  CHECK(is_sound(draw_chain(figure).text()));
  // 900 kg in = 41.4 units, 1,800 kg behind the sorter = 82.8.
  CHECK(contains(draw_chain(figure).text(), "V91.4H630V132.8"));
}

TEST_CASE("a thin band carries its number underneath, in the colour of text") {
  ChainFigure figure = crates();
  figure.steps[2].kg_in = 100;
  figure.kg_used_text = "100 kg";
  const std::string svg = draw_chain(figure).text();
  CHECK(contains(svg, "<text class=\"b kgl\""));
  CHECK(contains(svg, "<text class=\"onm b kgl\""));
}

TEST_CASE("each narrow piece is sound, and their ids differ") {
  const auto pieces = texts_of(draw_chain_pieces(crates()));
  REQUIRE(pieces.size() == 4);
  std::set<std::string> ids;
  for (const std::string& piece : pieces) {
    CHECK(is_sound(piece));
    CHECK(contains(piece, "aria-hidden=\"true\""));
    const auto elements = SvgScan::read(piece);
    for (const ScannedElement& element : *elements) {
      const auto id = element.attributes.find("id");
      if (id != element.attributes.end()) CHECK(ids.insert(id->second).second);
    }
  }
  CHECK(ids == std::set<std::string>{"chain-1-hatch-1", "chain-1-hatch-2"});
  CHECK(contains(pieces[0], "width=\"82.8\""));
  CHECK(contains(pieces[3], "width=\"70.8\""));
}

TEST_CASE("a large side flow lies over no words: not beside a narrow piece, not under a foot") {
  ChainFigure figure = crates();
  figure.steps = {{StepRing::social,
                   "/i.svg#i",
                   "",
                   "2.000 kg",
                   2000,
                   {160, "160 kg", "rest", {}},
                   {{1720, "1.720 kg", "pp", MaterialFamily::plastic}}},
                  {StepRing::social, "/i.svg#i", "", "120 kg", 120, {}, {}}};
  // Narrow: a ball of radius 35.6 ends at 116, where the words begin at 120.
  const std::string piece = draw_chain_pieces(figure)[1].text();
  CHECK(contains(piece, "<circle class=\"flow0\" cx=\"80.4\""));
  CHECK(contains(piece, "r=\"35.6\""));
  // Wide: a ball of radius 39.6 around 160 ends at 199.6; the residue's label stands at 217.6.
  const std::string wide = draw_chain(figure).text();
  CHECK(contains(wide, "cy=\"160\" r=\"39.6\""));
  CHECK(contains(wide, "y=\"217.6\""));
}

TEST_CASE("a label that would lie over what leaves the next step stands in two lines") {
  ChainFigure figure = crates();
  // A column is 300 units wide: the label begins at 412.8, the residue of the next step stands at 667.
  figure.steps[0].products[0].label = std::string(36, 'm');  // with "60 kg " to 698
  CHECK(contains(draw_chain(figure).text(), "<tspan class=\"t2\" x=\"412.8\" dy=\"18\">"));
  figure.steps[0].products[0].label = std::string(30, 'm');
  CHECK_FALSE(contains(draw_chain(figure).text(), "dy="));
  figure.steps[1].residue = {};
  figure.steps[1].kg_in = 1800;
  figure.steps[0].products[0].label = std::string(36, 'm');
  CHECK_FALSE(contains(draw_chain(figure).text(), "dy="));  // nothing in the way
}

TEST_CASE("a figure that creates or takes nothing is our own fault") {
  ChainFigure figure = crates();
  figure.steps[0].residue.kg = 1990;
  CHECK_THROWS_AS(draw_chain(figure).text(), BrokenInvariant);
  figure.steps.clear();
  CHECK_THROWS_AS(draw_chain(figure).text(), BrokenInvariant);
}

}  // namespace kringwerk::drawings
