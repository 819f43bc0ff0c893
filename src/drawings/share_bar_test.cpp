#include "drawings/share_bar.h"

#include <doctest/doctest.h>

using namespace kringwerk::drawings;

TEST_CASE("a bar is as wide as its share and never wider than its column") {
  const auto has = [](int permille, const char* part) {
    return draw_share_bar(permille).text().find(part) != std::string::npos;
  };
  CHECK(has(0, "width=\"0\""));
  CHECK(has(250, "width=\"50\""));
  CHECK(has(1000, "width=\"200\""));
  CHECK(has(2000, "width=\"200\""));
  CHECK(has(-5, "width=\"0\""));
}
