#pragma once

#include <string>

#include "matchmaking/economy.h"
#include "rooms/io/submit_card.h"
#include "web/template.h"

namespace kringwerk::rooms {

/// Fills {{#MATERIAL_OPTION}} {MATERIAL_ID, MATERIAL_NAME, SELECTED} with all classes by name; `picked` is selected.
void fill_material_options(Language language, const materials::Taxonomy& taxonomy, const std::string& picked,
                           web::Model& model);

/// Fills what is shown of one card, and what templates/rooms/card_form.html wants beside its choices.
void fill_card(const site::Services& services, Language language, const matchmaking::Economy& economy, const Card& card,
               web::Model& model);
/// The choices of that form.
void fill_card_choices(Language language, const matchmaking::Economy& economy, const Card& card, web::Model& model);

}  // namespace kringwerk::rooms
