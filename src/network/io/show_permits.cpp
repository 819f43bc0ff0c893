#include "network/io/show_permits.h"

#include <algorithm>

#include "text/format.h"

namespace kringwerk::network {

namespace {

std::string key_of(const text::Texts& texts, const std::string& typed) {
  if (is_known_permit(typed)) return typed;
  const std::string folded = text::folded(typed);
  for (const std::string_view key : kPermitKeys) {
    for (const Language language : kLanguages) {
      if (text::folded(permit_name(texts, language, std::string(key))) == folded) return std::string(key);
    }
  }
  return typed;
}

}  // namespace

std::string permit_name(const text::Texts& texts, Language language, const std::string& permit) {
  return is_known_permit(permit) ? texts.get(language, "network.permit." + permit) : permit;
}

std::vector<std::string> permits_meant(const text::Texts& texts, const std::vector<std::string>& typed) {
  std::vector<std::string> permits;
  for (const std::string& one : typed) {
    std::string permit = key_of(texts, one);
    if (std::find(permits.begin(), permits.end(), permit) == permits.end()) permits.push_back(std::move(permit));
  }
  return permits;
}

}  // namespace kringwerk::network
