#pragma once

#include <string>

#include "matchmaking/economy.h"
#include "rooms/io/submit_card.h"
#include "web/template.h"

namespace kringwerk::rooms {

/// Fills {{#MATERIAL_OPTION}} {MATERIAL_ID, MATERIAL_NAME, SELECTED} with all classes by name; `picked` is selected.
void fill_material_options(Language language, const materials::Taxonomy& taxonomy, const std::string& picked,
                           web::Model& model);

/// Fills the form that sets one card right (templates/rooms/card_form.html).
void fill_card_form(const site::Services& services, Language language, const matchmaking::Economy& economy,
                    const Card& card, web::Model& model);

}  // namespace kringwerk::rooms
