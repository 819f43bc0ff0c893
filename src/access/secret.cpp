#include "access/secret.h"

#include <algorithm>

namespace kringwerk::access {

bool looks_like_secret(std::string_view text) {
  constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  return text.size() == 26 &&
         std::all_of(text.begin(), text.end(), [&](char c) { return kAlphabet.find(c) != std::string_view::npos; });
}

}  // namespace kringwerk::access
