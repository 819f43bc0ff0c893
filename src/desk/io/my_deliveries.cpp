#include "desk/io/my_parts.h"
#include "handovers/io/load_handovers.h"
#include "handovers/io/show_handovers.h"
#include "site/page.h"

namespace kringwerk::desk {

std::int64_t show_my_deliveries(const MyReading& reading, web::Model& model) {
  const auto agreements =
      handovers::load_awaited_agreements(reading.connection, reading.actor, reading.today, kMostOfKind);
  const auto deliveries =
      handovers::load_awaited_handovers(reading.connection, reading.actor, reading.today, kMostOfKind);
  if (agreements.empty() && deliveries.empty()) return 0;
  const text::Texts& texts = reading.services.texts;
  web::Model& section = model.add("DELIVERIES");
  for (const handovers::Agreement& agreement : agreements) {
    section.add("DELIVERY")
        .set("TITLE", agreement.what)
        .set("ADDRESS", site::address(reading.language, "/agreements/" + agreement.id.text()))
        .set("WHY", texts.format(reading.language, "desk.my.agree",
                                 {{"other", agreement.side(agreement.proposed_side).name}}));
  }
  for (const handovers::AwaitedHandover& awaited : deliveries) {
    const auto delivered = handovers::delivered(awaited.handover.proposed.value());
    section.add("DELIVERY")
        .set("TITLE", awaited.agreement.what)
        .set("ADDRESS", site::address(reading.language, "/handovers/" + awaited.handover.id.text()))
        .set("WHY", texts.format(reading.language, "desk.my.confirm",
                                 {{"other", awaited.agreement.side(awaited.handover.proposed_side).name},
                                  {"amount", handovers::kilogram_words(reading.language, delivered)}}));
  }
  return static_cast<std::int64_t>(agreements.size() + deliveries.size());
}

}  // namespace kringwerk::desk
