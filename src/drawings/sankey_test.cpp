#include "drawings/sankey.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "drawings/gap_bar.h"
#include "drawings/svg_scan.h"

using namespace kringwerk::drawings;

namespace {

constexpr double kTiny = 1e-6;

/// A random drawing in which what reaches a step of work leaves it again.
SankeyFigure random_figure(unsigned seed) {
  std::mt19937 dice(seed);
  const auto roll = [&](int below) { return static_cast<int>(dice() % static_cast<unsigned>(below)); };
  SankeyFigure figure;
  figure.accessible_name = "flows";
  const int columns = 3 + roll(4);
  const std::vector<std::string> names{"hout", "sorteren en wassen", "een heel lange naam van een bewerking, stap 3",
                                       "é"};
  std::vector<std::vector<int>> by_column(static_cast<std::size_t>(columns));
  for (int column = 0; column < columns; ++column) {
    for (int i = 0; i < 1 + roll(6); ++i) {
      by_column[static_cast<std::size_t>(column)].push_back(static_cast<int>(figure.nodes.size()));
      const bool is_work = column > 0 && column + 1 < columns;
      figure.nodes.push_back({names[static_cast<std::size_t>(roll(4))], "12.345 kg", column,
                              is_work ? SankeyLook::work : SankeyLook::material, MaterialFamily::wood});
    }
  }
  std::map<int, std::int64_t> here;
  for (const int node : by_column.front()) here[node] = 1 + roll(100'000);
  for (int column = 0; column + 1 < columns; ++column) {
    for (const int node : by_column[static_cast<std::size_t>(column)]) {
      std::int64_t left = here[node];
      while (left > 0) {
        const int later = column + 1 + roll(columns - column - 1);
        const auto& takers = by_column[static_cast<std::size_t>(later)];
        const int to = takers[static_cast<std::size_t>(roll(static_cast<int>(takers.size())))];
        const std::int64_t kg = left < 10 ? left : 1 + left * roll(100) / 100;
        figure.links.push_back({node, to, kg, SankeyLook::material, MaterialFamily::wood, "band"});
        here[to] += kg;
        left -= kg;
      }
    }
  }
  return figure;
}

void check_no_overlap(const std::vector<Box>& boxes) {
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(boxes[i].overlaps(boxes[j]));
  }
}

/// Bands at one end of each node: within it, one under the other, filling what flows there.
void check_ends(const SankeyFigure& figure, const SankeyLayout& layout, int SankeyLink::*end, double SankeyBand::*top) {
  std::map<int, std::vector<std::pair<double, double>>> spans;
  for (std::size_t i = 0; i < figure.links.size(); ++i) {
    spans[figure.links[i].*end].emplace_back(layout.bands[i].*top, layout.bands[i].*top + layout.bands[i].thickness);
  }
  for (auto& [node, list] : spans) {
    const Box& box = layout.nodes[static_cast<std::size_t>(node)];
    std::sort(list.begin(), list.end());
    CHECK(list.front().first >= box.top - kTiny);
    CHECK(list.back().second <= box.bottom + kTiny);
    for (std::size_t i = 1; i < list.size(); ++i) CHECK(list[i].first >= list[i - 1].second - kTiny);
  }
}

}  // namespace

TEST_CASE("bands keep their thickness, nodes hold what flows through them, nothing overlaps") {
  for (unsigned seed = 1; seed <= 80; ++seed) {
    CAPTURE(seed);
    const SankeyFigure figure = random_figure(seed);
    const SankeyLayout layout = lay_out(figure);
    REQUIRE(layout.bands.size() == figure.links.size());
    std::map<int, double> in, out;
    const double scale = layout.bands[0].thickness / static_cast<double>(figure.links[0].kg);
    for (std::size_t i = 0; i < figure.links.size(); ++i) {
      CHECK(std::abs(layout.bands[i].thickness - scale * static_cast<double>(figure.links[i].kg)) < kTiny);
      out[figure.links[i].from] += layout.bands[i].thickness;
      in[figure.links[i].to] += layout.bands[i].thickness;
    }
    for (std::size_t i = 0; i < figure.nodes.size(); ++i) {
      const int node = static_cast<int>(i);
      const Box& box = layout.nodes[i];
      CHECK(std::abs((box.bottom - box.top) - std::max(in[node], out[node])) < kTiny);
      const bool is_inner = in.count(node) > 0 && out.count(node) > 0 && in[node] > 0 && out[node] > 0;
      if (is_inner) CHECK(std::abs(in[node] - out[node]) < kTiny);
      for (const Box& inside : {box, layout.labels[i]}) {
        CHECK(inside.top >= 0);
        CHECK(inside.bottom <= layout.height);
      }
    }
    check_ends(figure, layout, &SankeyLink::from, &SankeyBand::from_top);
    check_ends(figure, layout, &SankeyLink::to, &SankeyBand::to_top);
    check_no_overlap(layout.nodes);
    check_no_overlap(layout.labels);
  }
}

TEST_CASE("the drawing is sound, names its bands, and colours them by their family") {
  const std::string svg = draw_sankey(random_figure(3)).text();
  CHECK(is_sound(svg));
  CHECK(svg.find("band m-hout") != std::string::npos);
  CHECK(svg.find("node work") != std::string::npos);
  CHECK(svg.find("<title>band</title>") != std::string::npos);
  CHECK(draw_sankey({}).text().empty());
}

TEST_CASE("the bar of a gap is as long as the share that is reached") {
  const auto reached = [](double value, double bound) {
    const std::string svg = draw_gap_bar({"bar", value, bound}).text();
    CHECK(is_sound(svg));
    const auto at = svg.find("class=\"reached\"");
    REQUIRE(at != std::string::npos);
    const auto width = svg.find("width=\"", at);
    return std::stod(svg.substr(width + 7));
  };
  CHECK(reached(50, 100) == doctest::Approx(249.5));
  CHECK(reached(100, 100) == doctest::Approx(499));
  CHECK(reached(-5, 100) == 0);
  CHECK(reached(0, 0) == 0);
}
