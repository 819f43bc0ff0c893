#include "drawings/week_bars.h"

#include <doctest/doctest.h>

using namespace kringwerk::drawings;

TEST_CASE("week bars: parts stack from the ground and stay within the capacity") {
  const std::string svg = draw_week_bars({{"48", "nov", 1, 0.5, 0.25}}, "Ruimte").text();
  CHECK(svg.find("class=\"taken\" x=\"2\" y=\"64\" width=\"22\" height=\"44\"") != std::string::npos);
  CHECK(svg.find("class=\"option\" x=\"2\" y=\"42\" width=\"22\" height=\"22\"") != std::string::npos);
  CHECK(svg.find(">nov<") != std::string::npos);
  const std::string over = draw_week_bars({{"1", "", 0.5, 2, 1}}, "x").text();
  CHECK(over.find("class=\"taken\" x=\"2\" y=\"64\"") != std::string::npos);
  CHECK(over.find("class=\"option\"") == std::string::npos);
}

TEST_CASE("week bars: a closed week has a cross and no bar") {
  const std::string svg = draw_week_bars({{"52", "", 0, 0, 0}}, "x").text();
  CHECK(svg.find("class=\"closed\"") != std::string::npos);
  CHECK(svg.find("<rect") == std::string::npos);
}
