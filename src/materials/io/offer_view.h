#pragma once

#include <vector>

#include "materials/io/offer_form.h"
#include "materials/taxonomy.h"
#include "network/place.h"
#include "site/page.h"

namespace kringwerk::materials {

/// Everything the page of the two-minute form shows.
struct OfferFormView {
  OfferTyped typed;
  Violations violations;
  std::vector<const MaterialClass*> guesses;        ///< best first; of a taxonomy that outlives the view
  std::vector<network::Municipality> place_choice;  ///< when the place means several
  std::string form_key;
  StreamKind kind = StreamKind::offer;
  std::string kinds_link;  ///< address of the empty form up to the kind; empty when the kind is settled
  FreeDates dates = FreeDates::here;
};

/// The fields of templates/materials/offer_fields.html, without findings. `hints`: beginning of the ids of what_label,
/// note_hint and email_hint.
void fill_offer_fields(const site::Services& services, Language language, const OfferFormView& view,
                       std::string_view hints, web::Model& model);

/// What the store knows about the words typed so far: guesses and meant places. `taxonomy` outlives the view.
void add_guesses(const Taxonomy& taxonomy, OfferFormView& view);

/// The page, 200 without and 422 with findings.
web::Response offer_form_page(const site::Services& services, const web::Call& call, const OfferFormView& view);

}  // namespace kringwerk::materials
