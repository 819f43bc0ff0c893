#include "drawings/overview_map.h"

#include <doctest/doctest.h>

#include "drawings/label_placer.h"
#include "drawings/svg_scan.h"

namespace kringwerk::drawings {
namespace {

constexpr Point kLeuven{4.7005, 50.8798};
constexpr Point kGenk{5.5012, 50.9661};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

OverviewMap flanders() {
  OverviewMap map;
  map.aria_label = "Kaart";
  const MapLine outline{{2.5, 50.7}, {5.9, 50.7}, {5.9, 51.5}, {2.5, 51.5}};
  map.lands.emplace_back().polygons = {{outline}};
  return map;
}

MapStream stream(Point at, std::optional<std::int64_t> kg) {
  MapStream made;
  made.at = at;
  made.kg = kg;
  made.accessible_name = "Hout <x>";
  made.family = MaterialFamily::wood;
  return made;
}

std::vector<ScannedElement> circles_of(const OverviewMap& map) {
  std::vector<ScannedElement> circles;
  const auto elements = SvgScan::read(draw_overview_map(map).text());
  REQUIRE(elements.has_value());
  for (const ScannedElement& element : *elements) {
    if (element.name == "circle") circles.push_back(element);
  }
  return circles;
}

double number(const ScannedElement& element, const std::string& name) {
  return std::stod(element.attributes.at(name));
}

}  // namespace

TEST_CASE("the projection is the one the look prescribes") {
  CHECK(project({2.49, 51.53}) == Spot{0, 0});
  CHECK(svg_number(project(kLeuven).x) == "465");
  CHECK(svg_number(project(kLeuven).y) == "217.8");
}

TEST_CASE("a map without links is an image, with links a group of named links") {
  OverviewMap map = flanders();
  map.hubs = {{kLeuven, "8", "Leuven", "C3000 \"Leuven\"", "", {}, HubPlace::town}};
  CHECK(is_sound(draw_overview_map(map).text()));
  CHECK(contains(draw_overview_map(map).text(), "role=\"img\""));
  map.hubs[0].href = "/nl/hubs/8?a=1&b=2";
  const std::string svg = draw_overview_map(map).text();
  CHECK(is_sound(svg));
  CHECK(contains(svg, "role=\"group\""));
  CHECK(contains(svg, "href=\"/nl/hubs/8?a=1&amp;b=2\" aria-label=\"C3000 &quot;Leuven&quot;\""));
}

TEST_CASE("area is in proportion to kilograms, and offers differ from needs") {
  OverviewMap map = flanders();
  map.streams = {stream(kLeuven, 1000), stream(kGenk, 4000)};
  map.streams[0].kind = StreamKind::need;
  const auto circles = circles_of(map);
  REQUIRE(circles.size() == 2);
  CHECK(number(circles[0], "r") == doctest::Approx(25));
  CHECK(number(circles[1], "r") == doctest::Approx(12.5));
  CHECK(circles[0].attributes.at("class") == "offer");
  CHECK(circles[1].attributes.at("class") == "need");
}

TEST_CASE("a stream of unknown weight has a dotted circle of its own") {
  OverviewMap map = flanders();
  map.streams = {stream(kLeuven, std::nullopt)};
  CHECK(circles_of(map)[0].attributes.at("class") == "offer unsized");
  CHECK(is_sound(draw_overview_map(map).text()));
}

TEST_CASE("streams of one municipality stand side by side") {
  OverviewMap map = flanders();
  map.streams = {stream(kLeuven, 900), stream(kLeuven, 900), stream(kLeuven, 100)};
  const auto circles = circles_of(map);
  REQUIRE(circles.size() == 3);
  for (std::size_t a = 0; a < circles.size(); ++a) {
    for (std::size_t b = a + 1; b < circles.size(); ++b) {
      const double dx = number(circles[a], "cx") - number(circles[b], "cx");
      const double dy = number(circles[a], "cy") - number(circles[b], "cy");
      const double apart = number(circles[a], "r") + number(circles[b], "r") - 0.2;
      CHECK(dx * dx + dy * dy >= apart * apart);
    }
  }
}

TEST_CASE("streams of one place share one label") {
  OverviewMap map = flanders();
  map.streams = {stream(kLeuven, 900), stream(kLeuven, 100), stream(kGenk, 100)};
  for (MapStream& each : map.streams) each.label = each.at == kGenk ? "Genk" : "Leuven";
  const std::string svg = draw_overview_map(map).text();
  CHECK(svg.find(">Leuven<") == svg.rfind(">Leuven<"));
  CHECK(contains(svg, ">Leuven<"));
  CHECK(contains(svg, ">Genk<"));
}

TEST_CASE("a label takes the first free side and is dropped when none is free") {
  LabelPlacer placer({0, 0, 200, 100});
  placer.reserve({100, 50}, 10);
  CHECK(placer.place("Gent", {100, 50}, 10)->anchor == "start");
  CHECK(placer.place("Gent", {100, 50}, 10)->anchor == "end");
  CHECK(placer.place("Gent", {100, 50}, 10)->at.y < 50);
  CHECK(placer.place("Gent", {100, 50}, 10)->at.y > 50);
  CHECK_FALSE(placer.place("Gent", {100, 50}, 10));
}

TEST_CASE("a label stays within the map and off other markers") {
  LabelPlacer placer({0, 0, 200, 100});
  CHECK(placer.place("Oudenaarde", {180, 50}, 10)->anchor == "end");
  placer.reserve({40, 50}, 10);
  CHECK(placer.place("Ans", {15, 50}, 10)->anchor == "middle");
}

TEST_CASE("two neighbours keep both labels apart") {
  OverviewMap map = flanders();
  map.hubs = {{{5.33, 50.93}, "5", "Hasselt", "Hasselt", "", {}, HubPlace::town},
              {{5.50, 50.96}, "3", "Genk", "Genk", "", {}, HubPlace::region}};
  const std::string svg = draw_overview_map(map).text();
  CHECK(contains(svg, ">Hasselt</text>"));
  CHECK(contains(svg, ">Genk</text>"));
  CHECK(contains(svg, "class=\"hubm region\""));
}

TEST_CASE("neighbours are drawn but do not widen the frame") {
  OverviewMap map = flanders();
  const std::string before = SvgScan::read(draw_overview_map(map).text())->front().attributes.at("viewBox");
  MapLand& far = map.lands.emplace_back();
  far.is_neighbour = true;
  far.polygons = {{{{0, 48}, {3, 48}, {3, 49}}}};
  const auto elements = SvgScan::read(draw_overview_map(map).text());
  CHECK(elements->front().attributes.at("viewBox") == before);
  CHECK(contains(draw_overview_map(map).text(), "class=\"far\""));
}

TEST_CASE("families are found by their key in the taxonomy") {
  CHECK(family_from_key("papier") == MaterialFamily::paper);
  CHECK(family_from_key("glas") == MaterialFamily::glass);
  CHECK(family_from_key("andere") == MaterialFamily::other);
  CHECK(family_from_key("zeewier") == MaterialFamily::other);
  CHECK(family_class(MaterialFamily::other) == "m-andere");
}

TEST_CASE("an empty map is still a sound picture") {
  CHECK(is_sound(draw_overview_map({}).text()));
}

}  // namespace kringwerk::drawings
