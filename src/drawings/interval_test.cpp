#include <doctest/doctest.h>

#include "drawings/interval_bar.h"
#include "drawings/overview_map.h"

using namespace kringwerk;
using namespace kringwerk::drawings;

TEST_CASE("a bar stands between its two ends on the common line") {
  const std::string drawn = draw_interval_bar({96, 148, 200, MaterialFamily::textile}).text();
  CHECK(drawn.find("m-textiel") != std::string::npos);
  CHECK(drawn.find(R"(x="96" y="4" width="52")") != std::string::npos);
}

TEST_CASE("two ends that meet are still seen, also at the end of the line") {
  const std::string drawn = draw_interval_bar({200, 200, 200, MaterialFamily::wood}).text();
  CHECK(drawn.find(R"(x="197" y="4" width="3")") != std::string::npos);
  CHECK(draw_interval_bar({0, 0, 0, MaterialFamily::wood}).text().find(R"(x="0")") != std::string::npos);
}

TEST_CASE("on the map the disc is the low end, the ring the high one") {
  OverviewMap map;
  map.intervals = {{{4.7, 50.9}, 25, 100, MaterialFamily::plastic, "Leuven 25-100", "Leuven: 25 to 100", "/x"},
                   {{5.5, 50.9}, 0, 100, MaterialFamily::wood, "Genk", "Genk", ""}};
  const std::string drawn = draw_overview_map(map).text();
  CHECK(drawn.find(R"(class="high" cx=)") != std::string::npos);
  CHECK(drawn.find(R"(r="30")") != std::string::npos);
  CHECK(drawn.find(R"(r="15")") != std::string::npos);
  CHECK(drawn.find(R"(href="/x" aria-label="Leuven: 25 to 100")") != std::string::npos);
  CHECK(drawn.find("role=\"group\"") != std::string::npos);
  const auto low = drawn.find("class=\"low\"");
  CHECK(drawn.find("class=\"low\"", low + 1) == std::string::npos);
}
