#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kringwerk::matching {

/// Items by bound, the highest first, for a search in which most are never taken out. Only those whose bound is near
/// the highest stand in a heap; the others lie in heaps by size of bound that nobody sorts until their turn comes.
/// `Item` has a `bound` of 64 bits, and a `next` that is the queue's own.
template <class Item>
class BoundQueue {
 public:
  /// Keeps its memory.
  void clear() {
    near_.clear();
    for (std::size_t at = 0; at < count_; ++at) first_[static_cast<std::size_t>(size_of_bound(items_[at].bound))] = -1;
    count_ = 0;
    nearest_ = kSizes;
    highest_ = 0;
    waiting_ = 0;
  }
  /// Items that it has memory for.
  std::size_t room() const { return items_.size(); }
  bool is_empty() const { return near_.empty() && waiting_ == 0; }

  /// `is_below` orders all items, by bound first; the same one each time.
  template <class IsBelow>
  [[gnu::always_inline]] void push(const Item& item, IsBelow is_below) {
    if (count_ == items_.size()) grow();
    const auto at = static_cast<int>(count_);
    // Field by field into its place: an item that is made elsewhere and copied at once makes the processor wait.
    Item& place = items_[count_++];
    place = item;
    const int size = size_of_bound(item.bound);
    if (size >= nearest_) return push_near({item.bound, at}, is_below);
    int& first = first_[static_cast<std::size_t>(size)];
    place.next = first;
    first = at;
    highest_ = std::max(highest_, size);
    ++waiting_;
  }

  /// There is one.
  template <class IsBelow>
  Item pop(IsBelow is_below) {
    while (near_.empty()) come_near(is_below);
    std::pop_heap(near_.begin(), near_.end(), by_item(is_below));
    const int at = near_.back().at;
    near_.pop_back();
    return item(at);
  }

 private:
  /// 2048 sizes from a number to its double: an exponent and eleven digits. So fine that hardly two items of a size are
  /// near at once: what costs most in a heap are comparisons that nobody can foretell.
  static constexpr int kDigits = 11;
  /// Numbers below this power of two have one size.
  static constexpr int kLeast = 16;
  static constexpr int kSizes = (64 - kLeast) << kDigits;

  struct Near {
    std::int64_t bound = 0;
    int at = 0;  ///< in items_
  };

  static int size_of_bound(std::int64_t bound) {
    if (bound < std::int64_t{1} << kLeast) return 0;
    constexpr std::uint64_t kFirst = std::uint64_t{1023 + kLeast} << kDigits;
    return static_cast<int>((std::bit_cast<std::uint64_t>(static_cast<double>(bound)) >> (52 - kDigits)) - kFirst);
  }

  const Item& item(int at) const { return items_[static_cast<std::size_t>(at)]; }

  template <class IsBelow>
  auto by_item(IsBelow is_below) const {
    return [this, is_below](const Near& a, const Near& b) {
      if (a.bound != b.bound) [[likely]]
        return a.bound < b.bound;
      return is_below(item(a.at), item(b.at));
    };
  }

  [[gnu::noinline]] void grow() {
    items_.resize(std::max<std::size_t>(64, items_.size() * 2));
    if (first_.empty()) first_.resize(kSizes, -1);
  }

  template <class IsBelow>
  [[gnu::noinline]] void push_near(Near next, IsBelow is_below) {
    near_.push_back(next);
    std::push_heap(near_.begin(), near_.end(), by_item(is_below));
  }

  template <class IsBelow>
  void come_near(IsBelow is_below) {
    nearest_ = std::min(nearest_ - 1, highest_);
    int& first = first_[static_cast<std::size_t>(nearest_)];
    for (int at = first; at >= 0; at = item(at).next) {
      near_.push_back({item(at).bound, at});
      --waiting_;
    }
    first = -1;
    std::make_heap(near_.begin(), near_.end(), by_item(is_below));
  }

  std::vector<Item> items_;  ///< those that were pushed, and room for more
  std::size_t count_ = 0;    ///< of those that were pushed
  std::vector<Near> near_;
  std::vector<int> first_;  ///< of a size, in items_
  int nearest_ = kSizes;
  int highest_ = 0;  ///< no size above it lies aside
  std::size_t waiting_ = 0;
};

}  // namespace kringwerk::matching
