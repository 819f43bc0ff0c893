#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/quantity.h"

namespace kringwerk::materials {

/// One class of the taxonomy.
struct MaterialClass {
  std::string id;      ///< "pp-rigid"
  std::string parent;  ///< empty at the top
  std::string family;  ///< kunststof, textiel, hout, metaal, elektro, voeding, bouw, papier, glas, andere
  LocalText name;
  std::vector<std::string> states;
  std::string default_unit;
  std::optional<Mass> mass_per_m3;
  std::optional<Money> price_per_tonne;
  std::string price_source;
  std::vector<std::string> waste_codes;
  bool is_hazardous = false;
  /// Names and synonyms in the form of text::folded, so that rules need no Unicode tables.
  std::vector<std::string> folded_terms;
};

/// A guess at what somebody means.
struct Recognised {
  std::string material;
  int score = 0;  ///< higher is surer; only for ordering
  std::string term;
};

/// All classes, and the way from people's words to them.
/// Thread rule: immutable after construction.
class Taxonomy {
 public:
  explicit Taxonomy(std::vector<MaterialClass> classes);
  const MaterialClass* find(std::string_view id) const;
  const std::vector<MaterialClass>& classes() const { return classes_; }
  /// The class itself and all below it.
  std::vector<std::string> with_descendants(std::string_view id) const;

  /// The classes that fit a folded text best, at most `most`, best first. A word counts exactly, as plural or singular,
  /// as a part of a compound (houtafval and afvalhout are hout) or with a typing error (one in five letters or more,
  /// two in nine or more), in that order of strength; longer terms beat shorter ones.
  /// docs/materials-recognition.md.
  std::vector<Recognised> recognise(std::string_view folded, std::size_t most) const;

 private:
  std::vector<MaterialClass> classes_;
};

}  // namespace kringwerk::materials
