#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "materials/taxonomy.h"
#include "materials/waste_list.h"

namespace kringwerk::materials {

struct WasteHit {
  const WasteCode* code = nullptr;
  int score = 0;         ///< only for ordering
  std::string material;  ///< the class that led to it; empty when its own words did
};

/// Codes that hold on `day` and fit a folded text, best first: those of the recognised classes (Taxonomy::recognise),
/// then those whose labels have every typed word, but for words such as "afval" that every code could have; when there
/// are none, those whose group's label does.
std::vector<WasteHit> search_waste_codes(const WasteList& list, const Taxonomy& taxonomy, std::string_view folded,
                                         Day day);

/// Every code of every day that begins with these digits, in order.
std::vector<const WasteCode*> waste_codes_below(const WasteList& list, std::string_view digits);

/// The classes that somebody means by a waste code of six digits, or else by words: those that fit best. Empty when
/// none does. `folded` is text::folded(typed).
std::vector<std::string> materials_meant(const Taxonomy& taxonomy, std::string_view typed, std::string_view folded);

/// The codes of a class that hold on `day`, the most usual one first.
std::vector<const WasteCode*> waste_codes_of(const WasteList& list, const MaterialClass& material, Day day);

}  // namespace kringwerk::materials
