#include "exchange/record_likeness.h"

#include <algorithm>

#include "network/duplicate_guard.h"

namespace kringwerk::exchange {

namespace {

bool is_worded_alike(const std::string& a, const std::string& b) {
  return network::name_distance_percent(a, b) <= network::kNamePercent;
}

bool is_same_list(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

}  // namespace

std::optional<std::string_view> likeness(const CapabilityTraits& a, const CapabilityTraits& b) {
  if (a.kind != b.kind) return std::nullopt;
  if (is_worded_alike(a.folded_name, b.folded_name)) return "same_work_named_alike";
  if (!a.accepts.empty() && is_same_list(a.accepts, b.accepts)) return "same_work_and_materials";
  return std::nullopt;
}

std::optional<std::string_view> likeness(const StreamTraits& a, const StreamTraits& b) {
  const bool comes_again = !a.first_day.empty() && !b.first_day.empty() && a.first_day != b.first_day;
  if (a.kind != b.kind || comes_again) return std::nullopt;
  if (is_worded_alike(a.folded_words, b.folded_words)) return "same_words";
  if (!a.material.empty() && a.material == b.material) return "same_material";
  return std::nullopt;
}

}  // namespace kringwerk::exchange
