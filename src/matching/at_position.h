#pragma once

#include <cstddef>
#include <vector>

namespace kringwerk::matching {

/// values[position] for the int positions that records are known by.
template <class Value>
Value& at(std::vector<Value>& values, int position) {
  return values[static_cast<std::size_t>(position)];
}
template <class Value>
const Value& at(const std::vector<Value>& values, int position) {
  return values[static_cast<std::size_t>(position)];
}

template <class Value>
int count(const std::vector<Value>& values) {
  return static_cast<int>(values.size());
}

}  // namespace kringwerk::matching
