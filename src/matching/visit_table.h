#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kringwerk::matching {

/// A value for each key that was asked for, in memory that one question after another uses: filling small tables is
/// most of what they would cost. References hold until the next new key.
template <class Value>
class VisitTable {
 public:
  /// A new one for a new key.
  Value& operator[](std::uint64_t key) {
    if ((values_.size() + 1) * 2 > places_.size()) grow();
    Place& place = place_of_key(key);
    if (place.number == 0) {
      values_.emplace_back();
      place = {key, values_.size()};
    }
    return values_[place.number - 1];
  }
  /// Null when there is none.
  const Value* find(std::uint64_t key) const {
    if (values_.empty()) return nullptr;
    const std::size_t number = places_[at_of(key)].number;
    return number == 0 ? nullptr : &values_[number - 1];
  }
  /// Keeps its memory.
  void clear() {
    values_.clear();
    places_.assign(places_.size(), {});
  }
  /// Keys that it has memory for.
  std::size_t room() const { return places_.size(); }

 private:
  struct Place {
    std::uint64_t key = 0;
    std::size_t number = 0;  ///< of the value, from 1; 0 where nothing stands
  };

  /// Where the key stands or would stand.
  std::size_t at_of(std::uint64_t key) const {
    const std::size_t last = places_.size() - 1;
    std::size_t at = (key * 0x9E3779B97F4A7C15ULL) >> 40U & last;
    while (places_[at].number != 0 && places_[at].key != key) at = (at + 1) & last;
    return at;
  }
  Place& place_of_key(std::uint64_t key) { return places_[at_of(key)]; }
  void grow() {
    std::vector<Place> before(places_.empty() ? 64 : places_.size() * 2);
    before.swap(places_);
    for (const Place& place : before) {
      if (place.number != 0) place_of_key(place.key) = place;
    }
  }

  std::vector<Place> places_;  ///< a power of two of them, at most half of them taken
  std::vector<Value> values_;
};

}  // namespace kringwerk::matching
