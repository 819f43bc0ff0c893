#include "accounts/device_name.h"

#include <array>
#include <utility>

namespace kringwerk::accounts {

namespace {

using Sign = std::pair<std::string_view, std::string_view>;

// The first sign found wins: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
constexpr std::array<Sign, 6> kBrowsers{{{"Edg/", "Edge"},
                                         {"OPR/", "Opera"},
                                         {"Firefox/", "Firefox"},
                                         {"Chrome/", "Chrome"},
                                         {"CriOS/", "Chrome"},
                                         {"Safari/", "Safari"}}};
constexpr std::array<Sign, 6> kSystems{{{"Android", "Android"},
                                        {"iPhone", "iPhone"},
                                        {"iPad", "iPad"},
                                        {"Windows", "Windows"},
                                        {"Mac OS X", "Mac"},
                                        {"Linux", "Linux"}}};

template <std::size_t N>
std::string_view first_of(std::string_view text, const std::array<Sign, N>& signs) {
  for (const auto& [sign, name] : signs) {
    if (text.find(sign) != std::string_view::npos) return name;
  }
  return {};
}

}  // namespace

std::string device_name(std::string_view user_agent) {
  std::string name(first_of(user_agent, kBrowsers));
  const std::string_view system = first_of(user_agent, kSystems);
  if (!name.empty() && !system.empty()) name += ", ";
  return name.append(system);
}

}  // namespace kringwerk::accounts
