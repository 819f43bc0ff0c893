#include <algorithm>
#include <numeric>
#include <utility>

#include "drawings/sankey.h"

namespace kringwerk::drawings {
namespace {

constexpr double kTallest = 380;  // of all bands of the fullest column together
constexpr double kNodeWidth = 14;
constexpr double kEdge = 4;
constexpr double kLabelGap = 6;
constexpr double kLastLabel = 150;
constexpr double kLine = 16;
constexpr double kCharacter = 7.4;  // of 13 units, semi-bold, on the safe side
constexpr double kBetween = 10;

std::size_t at(int position) {
  return static_cast<std::size_t>(position);
}

/// Characters as readers count them: bytes that do not go on with the one before.
std::size_t length_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The label cut at its spaces so that lines fit; a longer word stands alone.
std::vector<std::string> wrapped(const std::string& text, double room) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(' ', start), text.size());
    const std::string word = text.substr(start, end - start);
    const bool fits = static_cast<double>(length_of(line) + 1 + length_of(word)) * kCharacter <= room;
    if (!line.empty() && !fits) lines.push_back(std::exchange(line, ""));
    line += (line.empty() ? "" : " ") + word;
    start = end + 1;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

class Layout {
 public:
  explicit Layout(const SankeyFigure& figure) : figure_(figure), in_(figure.nodes.size()), out_(figure.nodes.size()) {}

  SankeyLayout run() {
    gather();
    place_columns();
    place_bands();
    return std::move(layout_);
  }

 private:
  std::int64_t kg_of(int node) const { return std::max(in_[at(node)], out_[at(node)]); }
  double height_of(int node) const { return static_cast<double>(kg_of(node)) * scale_; }

  void gather() {
    int last = 0;
    for (const SankeyNode& node : figure_.nodes) last = std::max(last, node.column);
    columns_.resize(at(last) + 1);
    for (std::size_t i = 0; i < figure_.nodes.size(); ++i) {
      columns_[at(figure_.nodes[i].column)].push_back(static_cast<int>(i));
    }
    for (const SankeyLink& link : figure_.links) {
      out_[at(link.from)] += link.kg;
      in_[at(link.to)] += link.kg;
    }
    std::int64_t fullest = 1;
    for (const auto& column : columns_) {
      fullest = std::max(fullest, std::accumulate(column.begin(), column.end(), std::int64_t{0},
                                                  [&](std::int64_t sum, int node) { return sum + kg_of(node); }));
    }
    scale_ = kTallest / static_cast<double>(fullest);
    step_ = last == 0 ? 0 : (layout_.width - kEdge - kNodeWidth - kLastLabel) / last;
    write_labels(last);
  }

  void write_labels(int last) {
    for (const SankeyNode& node : figure_.nodes) {
      const double room = (node.column == last ? kLastLabel : step_ - kNodeWidth) - 2 * kLabelGap;
      auto lines = wrapped(node.label, room);
      lines.push_back(node.amount);
      layout_.lines.push_back(std::move(lines));
    }
  }

  double label_height(int node) const { return static_cast<double>(layout_.lines[at(node)].size()) * kLine; }
  double slot_of(int node) const { return std::max(height_of(node), label_height(node)) + kBetween; }

  /// Where the material of a node comes from, on average; what is lost stands last.
  double wish_of(int node) const {
    if (figure_.nodes[at(node)].look == SankeyLook::lost) return 1e9;
    double sum = 0;
    for (const SankeyLink& link : figure_.links) {
      if (link.to != node) continue;
      const Box& from = layout_.nodes[at(link.from)];
      sum += static_cast<double>(link.kg) * (from.top + from.bottom) / 2;
    }
    return in_[at(node)] == 0 ? -static_cast<double>(out_[at(node)]) : sum / static_cast<double>(in_[at(node)]);
  }

  void place_columns() {
    layout_.nodes.resize(figure_.nodes.size());
    layout_.labels.resize(figure_.nodes.size());
    for (const auto& column : columns_) {
      double height = 0;
      for (const int node : column) height += slot_of(node);
      layout_.height = std::max(layout_.height, height + kBetween);
    }
    for (auto& column : columns_) {
      std::vector<std::pair<double, int>> wishes;
      for (const int node : column) wishes.emplace_back(wish_of(node), node);
      std::sort(wishes.begin(), wishes.end());
      double top = 0;
      for (const auto& [wish, node] : wishes) top += slot_of(node);
      top = (layout_.height - top) / 2;
      for (const auto& [wish, node] : wishes) {
        place_node(node, top);
        top += slot_of(node);
      }
    }
  }

  void place_node(int node, double top) {
    const double middle = top + slot_of(node) / 2;
    const double left = kEdge + step_ * figure_.nodes[at(node)].column;
    const double half = height_of(node) / 2;
    layout_.nodes[at(node)] = {left, middle - half, left + kNodeWidth, middle + half};
    std::size_t longest = 0;
    for (const std::string& line : layout_.lines[at(node)]) longest = std::max(longest, length_of(line));
    const double label = left + kNodeWidth + kLabelGap;
    layout_.labels[at(node)] = {label, middle - label_height(node) / 2,
                                label + static_cast<double>(longest) * kCharacter, middle + label_height(node) / 2};
  }

  /// Bands stand in the order of the nodes at their other end, so that few of them cross.
  void place_bands() {
    layout_.bands.resize(figure_.links.size());
    std::vector<int> order(figure_.links.size());
    std::iota(order.begin(), order.end(), 0);
    const auto sort_by = [&](int SankeyLink::*end) {
      std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return layout_.nodes[at(figure_.links[at(a)].*end)].top < layout_.nodes[at(figure_.links[at(b)].*end)].top;
      });
    };
    std::vector<double> used(figure_.nodes.size());
    sort_by(&SankeyLink::to);
    for (const int link : order) {
      SankeyBand& band = layout_.bands[at(link)];
      const int from = figure_.links[at(link)].from;
      band.thickness = static_cast<double>(figure_.links[at(link)].kg) * scale_;
      band.from_top = layout_.nodes[at(from)].top + used[at(from)];
      used[at(from)] += band.thickness;
    }
    used.assign(used.size(), 0);
    sort_by(&SankeyLink::from);
    for (const int link : order) {
      SankeyBand& band = layout_.bands[at(link)];
      const int to = figure_.links[at(link)].to;
      band.to_top = layout_.nodes[at(to)].top + used[at(to)];
      used[at(to)] += band.thickness;
    }
  }

  const SankeyFigure& figure_;
  SankeyLayout layout_;
  std::vector<std::vector<int>> columns_;
  std::vector<std::int64_t> in_, out_;
  double scale_ = 0;
  double step_ = 0;
};

}  // namespace

SankeyLayout lay_out(const SankeyFigure& figure) {
  return Layout(figure).run();
}

}  // namespace kringwerk::drawings
