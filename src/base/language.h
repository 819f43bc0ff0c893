#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kringwerk {

/// The languages every page exists in. Dutch comes first everywhere.
enum class Language { nl, en, fr };
inline constexpr std::array<Language, 3> kLanguages{Language::nl, Language::en, Language::fr};

constexpr std::string_view language_code(Language language) {
  constexpr std::array<std::string_view, 3> codes{"nl", "en", "fr"};
  return codes[static_cast<std::size_t>(language)];
}
constexpr std::optional<Language> parse_language(std::string_view code) {
  for (const Language language : kLanguages) {
    if (language_code(language) == code) return language;
  }
  return std::nullopt;
}

/// A text that exists in some of the languages, such as the name of a material or municipality.
class LocalText {
 public:
  LocalText() = default;
  LocalText(std::string nl, std::string en, std::string fr) : texts_{std::move(nl), std::move(en), std::move(fr)} {}

  const std::string& exact(Language language) const { return texts_[static_cast<std::size_t>(language)]; }
  /// The text in `language`, else Dutch, else whichever exists.
  const std::string& best(Language language) const { return exact(best_language(language)); }
  /// The language that best() answers in, for the lang attribute of a part of a page.
  Language best_language(Language language) const {
    if (!exact(language).empty()) return language;
    for (const Language other : kLanguages) {
      if (!exact(other).empty()) return other;
    }
    return language;
  }
  void set(Language language, std::string text) { texts_[static_cast<std::size_t>(language)] = std::move(text); }

  friend bool operator==(const LocalText&, const LocalText&) = default;

 private:
  std::array<std::string, 3> texts_;
};

}  // namespace kringwerk
