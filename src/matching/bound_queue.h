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
  void reserve(std::size_t items) { aside_.reserve(items); }
  /// Keeps its memory.
  void clear() {
    near_.clear();
    aside_.clear();
    if (!first_.empty()) std::fill_n(first_.begin(), highest_ + 1, -1);
    nearest_ = kSizes;
    highest_ = 0;
    waiting_ = 0;
  }
  /// Items that it has memory for.
  std::size_t room() const { return near_.capacity() + aside_.capacity(); }
  bool is_empty() const { return near_.empty() && waiting_ == 0; }

  /// `is_below` orders all items, by bound first; the same one each time.
  template <class IsBelow>
  void push(const Item& item, IsBelow is_below) {
    const int size = size_of_bound(item.bound);
    if (size >= nearest_) {
      near_.push_back(item);
      std::push_heap(near_.begin(), near_.end(), is_below);
      return;
    }
    if (first_.empty()) first_.resize(kSizes, -1);
    int& first = first_[static_cast<std::size_t>(size)];
    aside_.push_back(item);
    aside_.back().next = first;
    first = static_cast<int>(aside_.size()) - 1;
    highest_ = std::max(highest_, size);
    ++waiting_;
  }

  /// There is one.
  template <class IsBelow>
  Item pop(IsBelow is_below) {
    while (near_.empty()) come_near(is_below);
    std::pop_heap(near_.begin(), near_.end(), is_below);
    const Item item = near_.back();
    near_.pop_back();
    return item;
  }

 private:
  /// 64 sizes from a number to its double: an exponent and six digits.
  static constexpr int kDigits = 6;
  static constexpr int kSizes = 64 << kDigits;

  static int size_of_bound(std::int64_t bound) {
    if (bound <= 0) return 0;
    constexpr std::uint64_t kOne = std::uint64_t{1023} << kDigits;
    return static_cast<int>((std::bit_cast<std::uint64_t>(static_cast<double>(bound)) >> (52 - kDigits)) - kOne);
  }

  template <class IsBelow>
  void come_near(IsBelow is_below) {
    nearest_ = std::min(nearest_ - 1, highest_);
    int& first = first_[static_cast<std::size_t>(nearest_)];
    for (int at = first; at >= 0; at = aside_[static_cast<std::size_t>(at)].next) {
      near_.push_back(aside_[static_cast<std::size_t>(at)]);
      --waiting_;
    }
    first = -1;
    std::make_heap(near_.begin(), near_.end(), is_below);
  }

  std::vector<Item> near_;
  std::vector<Item> aside_;
  std::vector<int> first_;  ///< of a size, in aside_
  int nearest_ = kSizes;
  int highest_ = 0;  ///< no size above it lies aside
  std::size_t waiting_ = 0;
};

}  // namespace kringwerk::matching
