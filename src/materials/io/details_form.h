#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "materials/own_stream.h"
#include "site/services.h"
#include "web/form.h"
#include "web/template.h"

/// The part of the full form that only goods and food have: weight of a piece, quality, packing, size, transport.
namespace kringwerk::materials {

/// As typed.
struct DetailsTyped {
  std::string unit_weight;  ///< kilograms of a piece, m, m² or m³
  std::string grade;
  std::string contamination;  ///< per cent
  std::string packaging;
  std::string transport;
  std::string length;  ///< centimetres
  std::string width;
  std::string height;
  std::string minimum;  ///< kilograms, of a need
};
DetailsTyped details_in_form(const web::Pairs& fields);
DetailsTyped details_of(const Stream& stream, Language language);
std::vector<std::pair<std::string_view, const std::string*>> fields_of(const DetailsTyped& typed);

/// Rules of the form reader, materials.unit_weight_impossible {largest}, materials.percent_impossible,
/// materials.size_impossible {largest}, materials.minimum_impossible. Sizes are rounded to the millimetre.
StreamDetails read_details(web::FormReader& reader);

/// The sections of templates/materials/own_details.html. `opens`: something stands in it, or against it.
void show_details(const site::Services& services, Language language, const DetailsTyped& typed, StreamKind kind,
                  web::Model& model);
bool is_anything_in(const DetailsTyped& typed);

/// Packaging as a key; "unknown" for what nobody said.
std::string_view packaging_key(const Stream& stream);

}  // namespace kringwerk::materials
