#include "matching/material_cycle.h"

#include <algorithm>
#include <cstddef>

namespace kringwerk::matching {

namespace {

enum class Mark : char { fresh, open, done };

struct Visit {
  int material = 0;
  std::size_t position = 0;
};

std::vector<int> cycle_on(const std::vector<Visit>& path, int closing) {
  std::vector<int> cycle;
  auto start = std::find_if(path.begin(), path.end(), [&](const Visit& visit) { return visit.material == closing; });
  for (; start != path.end(); ++start) cycle.push_back(start->material);
  std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
  return cycle;
}

}  // namespace

std::vector<int> find_material_cycle(const std::vector<std::vector<int>>& next) {
  std::vector<Mark> marks(next.size(), Mark::fresh);
  for (std::size_t start = 0; start < next.size(); ++start) {
    if (marks[start] != Mark::fresh) continue;
    std::vector<Visit> path{{static_cast<int>(start), 0}};
    marks[start] = Mark::open;
    while (!path.empty()) {
      const auto here = static_cast<std::size_t>(path.back().material);
      if (path.back().position == next[here].size()) {
        marks[here] = Mark::done;
        path.pop_back();
        continue;
      }
      const int to = next[here][path.back().position++];
      Mark& mark = marks[static_cast<std::size_t>(to)];
      if (mark == Mark::open) return cycle_on(path, to);
      if (mark == Mark::fresh) {
        mark = Mark::open;
        path.push_back({to, 0});
      }
    }
  }
  return {};
}

}  // namespace kringwerk::matching
