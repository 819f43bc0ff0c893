#pragma once

#include <string>
#include <string_view>

#include "base/language.h"
#include "base/violation.h"
#include "materials/draft_offer.h"
#include "materials/io/resource_form.h"
#include "network/choose_place.h"
#include "web/form.h"

namespace kringwerk::materials {

/// What stands in the fields of the two-minute form, as typed.
struct OfferTyped {
  std::string what;
  std::string material;  ///< picked from the guesses; "none" = something else
  std::string amount;
  std::string unit;
  std::string rhythm;
  std::string place;
  std::string nis;  ///< picked when the place means several municipalities
  std::string note;
  std::string email;
  std::string material_for;  ///< the `what` that `material` was picked for
  bool amount_unknown = false;
  std::string legal_status;
  std::string waste_code;
  ResourceTyped resource;
};

/// From the query of GET /offers/new. An amount and a rhythm said in `what` move to their own fields.
OfferTyped typed_in_query(const web::Pairs& query);
OfferTyped typed_in_form(const web::Pairs& fields);

/// The form as values, with every finding of its fields. An amount and a rhythm said in `what` count where their own
/// fields stayed empty.
struct OfferAnswers {
  OfferDraft draft;
  network::PlaceAnswer place;
  Violations violations;
};
OfferAnswers read_offer_form(const web::Form& form, Language language);

/// All that was typed in one text, by which the same submission is known again.
std::string canonical(const OfferTyped& typed);

/// The word for "none of the guesses" in the field `material`.
inline constexpr std::string_view kOtherMaterial = "none";

}  // namespace kringwerk::materials
