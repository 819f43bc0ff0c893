#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "network/permits.h"
#include "text/texts.h"

/// Permits by name: chains know a permit by its key, people know it by a name.
namespace kringwerk::network {

/// In that language; as it was written when it is not one of kPermitKeys.
std::string permit_name(const text::Texts& texts, Language language, const std::string& permit);

/// The way from people's words to permits. Folds every name once, so that the rows of a table share it.
class PermitWords {
 public:
  explicit PermitWords(const text::Texts& texts);
  /// The permits that are meant by what was typed, each once, in its order: a key or a name in any language, letter
  /// case and accents aside, becomes the key; other words stay as they are.
  std::vector<std::string> meant(const std::vector<std::string>& typed) const;

 private:
  std::string permit(const std::string& typed) const;

  std::map<std::string, std::string> keys_;  ///< by name, in the form of text::folded
};

}  // namespace kringwerk::network
