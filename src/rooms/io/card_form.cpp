#include "rooms/io/card_form.h"

#include <algorithm>

#include "rooms/io/show_board.h"
#include "text/format.h"

namespace kringwerk::rooms {

void fill_material_options(Language language, const materials::Taxonomy& taxonomy, const std::string& picked,
                           web::Model& model) {
  std::vector<std::pair<std::string, const materials::MaterialClass*>> sorted;
  for (const materials::MaterialClass& one : taxonomy.classes()) {
    sorted.emplace_back(text::sort_key(language, one.name.best(language)), &one);
  }
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [key, material] : sorted) {
    model.add("MATERIAL_OPTION")
        .set("MATERIAL_ID", material->id)
        .set("MATERIAL_NAME", material->name.best(language))
        .show_if(material->id == picked, "SELECTED");
  }
}

void fill_card(const site::Services& services, Language language, const matchmaking::Economy& economy, const Card& card,
               web::Model& model) {
  const CardWords words = words_of(services, language, economy, card);
  const bool is_have = card.kind == materials::StreamKind::offer;
  model.set("CARD_ID", card.id.text()).set("VERSION", card.version).set("TYPED", card.typed);
  model.show(is_have ? "IS_HAVE" : "IS_WANT");
  if (!card.who.empty()) model.add("BY").set("WHO", card.who);
  model.add(words.material.empty() ? "UNREAD" : "READ");
  model.set("MATERIAL", words.material.empty() ? services.texts.get(language, "rooms.card.unread") : words.material);
  model.set("AMOUNT", words.amount.empty() ? services.texts.get(language, "rooms.card.no_amount") : words.amount);
  model.set("PLACE", card.place_basis == PlaceBasis::said
                         ? words.place
                         : services.texts.format(language, "rooms.card.place_of_room", {{"place", words.place}}));
}

void fill_card_choices(Language language, const matchmaking::Economy& economy, const Card& card, web::Model& model) {
  fill_material_options(language, economy.taxonomy, card.material_basis == MaterialBasis::picked ? card.material : "",
                        model);
}

}  // namespace kringwerk::rooms
