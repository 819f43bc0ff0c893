#include "drawings/glyphs.h"

#include <doctest/doctest.h>

#include "base/ensure.h"
#include "drawings/partner_ring.h"
#include "drawings/svg_scan.h"
#include "drawings/waterfall.h"

namespace kringwerk::drawings {
namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

double bar_width(const std::string& svg) {
  return std::stod(SvgScan::read(svg)->at(2).attributes.at("width"));
}

}  // namespace

TEST_CASE("as many heavy arcs as the level of evidence") {
  CHECK(count(draw_evidence_ring(EvidenceLevel::estimated).text(), "ev-on") == 1);
  CHECK(count(draw_evidence_ring(EvidenceLevel::audited).text(), "ev-on") == 5);
  CHECK(count(draw_evidence_ring(EvidenceLevel::weighed).text(), "ev-off") == 2);
  CHECK(is_sound(draw_evidence_ring(EvidenceLevel::declared).text()));
  // The first arc runs from 9 to 63 degrees, clockwise from the top.
  CHECK(count(draw_evidence_ring(EvidenceLevel::declared).text(), "d=\"M13.3 4.1A8 8 0 0 1 19.1 8.4\"") == 1);
}

TEST_CASE("the freshness disc is full, part or empty") {
  CHECK(count(draw_freshness_disc(1).text(), "<circle") == 2);
  CHECK(count(draw_freshness_disc(0).text(), "fresh-left") == 0);
  CHECK(draw_freshness_disc(7).text() == draw_freshness_disc(1).text());
  // A quarter ends at three o'clock; three quarters take the long way round.
  CHECK(count(draw_freshness_disc(0.25).text(), "0 0 1 20.5 12Z") == 1);
  CHECK(count(draw_freshness_disc(0.75).text(), "0 1 1 3.5 12Z") == 1);
  CHECK(is_sound(draw_freshness_disc(0.3).text()));
}

TEST_CASE("the ladder falls and marks one rung") {
  const auto elements = SvgScan::read(draw_ladder(3).text());
  REQUIRE(elements->size() == 11);
  CHECK(elements->at(1).attributes.at("height") == "22");
  CHECK(elements->at(10).attributes.at("height") == "4");
  CHECK(elements->at(4).attributes.at("class") == "rung-on");
  CHECK(count(draw_ladder(3).text(), "rung-on") == 1);
  CHECK_THROWS_AS(draw_ladder(10).text(), BrokenInvariant);
}

TEST_CASE("the partner ring tells present, missing and unknown apart") {
  const PartnerRing ring{PartnerState::present, PartnerState::missing, PartnerState::unknown};
  const std::string svg = draw_partner_ring(ring, "a & b").text();
  CHECK(is_sound(svg));
  CHECK(count(svg, "role=\"img\" aria-label=\"a &amp; b\"") == 1);
  CHECK(count(svg, "arc seg1") == 1);
  const auto arcs = SvgScan::read(svg);
  CHECK(arcs->at(1).attributes.count("stroke-dasharray") == 0);
  CHECK(arcs->at(2).attributes.count("stroke-dasharray") == 1);
  CHECK(arcs->at(3).attributes.count("stroke-dasharray") == 0);
  CHECK(count(svg, "seg-unknown") == 1);
  CHECK(count(svg, "seg3") == 0);
  CHECK(count(draw_partner_ring(ring, "").text(), "aria-hidden=\"true\"") == 1);
}

TEST_CASE("ledger bars share one scale and end at the sum") {
  const auto bars = texts_of(draw_waterfall({Money::euros(-100), Money::euros(300)}));
  REQUIRE(bars.size() == 3);
  for (const std::string& bar : bars) CHECK(is_sound(bar));
  // The balance runs from -100 to 200: 300 euro is the full width of 196.
  CHECK(bar_width(bars[1]) == doctest::Approx(196));
  CHECK(bar_width(bars[0]) == doctest::Approx(65.3));
  CHECK(bar_width(bars[2]) == doctest::Approx(130.7));
  CHECK(count(bars[0], "\"neg\"") == 1);
  CHECK(count(bars[1], "\"pos\"") == 1);
  CHECK(count(bars[2], "\"tot\"") == 1);
}

TEST_CASE("an empty ledger has a sum of nothing") {
  const auto bars = texts_of(draw_waterfall({}));
  REQUIRE(bars.size() == 1);
  CHECK(is_sound(bars[0]));
  CHECK(bar_width(bars[0]) == 0);
}

}  // namespace kringwerk::drawings
