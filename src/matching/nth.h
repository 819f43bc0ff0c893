#pragma once

#include <cstddef>
#include <vector>

namespace kringwerk::matching {

/// list[position] for the int positions that records are known by.
template <class Value>
Value& nth(std::vector<Value>& list, int position) {
  return list[static_cast<std::size_t>(position)];
}
template <class Value>
const Value& nth(const std::vector<Value>& list, int position) {
  return list[static_cast<std::size_t>(position)];
}

template <class Value>
int size_of(const std::vector<Value>& list) {
  return static_cast<int>(list.size());
}

}  // namespace kringwerk::matching
