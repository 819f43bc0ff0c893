#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "materials/io/load_materials.h"

/// Materials of a workshop as people write them: the name of a class, with its state in brackets where it has one:
/// "Polypropyleen (gewassen)".
namespace kringwerk::capacity {

class MaterialWords {
 public:
  /// Both must outlive it.
  MaterialWords(const materials::Taxonomy& taxonomy, const materials::Terms& terms, Language language)
      : taxonomy_(taxonomy), terms_(terms), language_(language) {}

  /// "material" or "material~state" in words.
  std::string name(const std::string& material) const;
  /// The material that somebody means, by name, synonym, misspelling or part of a compound; empty when nothing fits or
  /// the class has no such state.
  std::string find(std::string_view typed) const;
  /// Parts of a list, with names that hold a comma whole again.
  std::vector<std::string> whole_names(const std::vector<std::string>& parts) const;

 private:
  std::string find_class(std::string_view typed) const;

  const materials::Taxonomy& taxonomy_;
  const materials::Terms& terms_;
  Language language_;
};

}  // namespace kringwerk::capacity
