#include "network/io/show_permits.h"

#include <algorithm>

#include "text/format.h"

namespace kringwerk::network {

std::string permit_name(const text::Texts& texts, Language language, const std::string& permit) {
  return is_known_permit(permit) ? texts.get(language, "network.permit." + permit) : permit;
}

PermitWords::PermitWords(const text::Texts& texts) {
  for (const std::string_view key : kPermitKeys) {
    for (const Language language : kLanguages) {
      keys_.emplace(text::folded(permit_name(texts, language, std::string(key))), key);
    }
  }
}

std::string PermitWords::permit(const std::string& typed) const {
  if (is_known_permit(typed)) return typed;
  const auto known = keys_.find(text::folded(typed));
  return known == keys_.end() ? typed : known->second;
}

std::vector<std::string> PermitWords::meant(const std::vector<std::string>& typed) const {
  std::vector<std::string> permits;
  for (const std::string& one : typed) {
    std::string permit_meant = permit(one);
    if (std::find(permits.begin(), permits.end(), permit_meant) == permits.end())
      permits.push_back(std::move(permit_meant));
  }
  return permits;
}

}  // namespace kringwerk::network
