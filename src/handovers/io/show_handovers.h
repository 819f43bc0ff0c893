#pragma once

#include <span>

#include "handovers/balance.h"
#include "site/services.h"
#include "web/template.h"

/// Words of agreements and hand-overs in a reader's language.
namespace kringwerk::handovers {

/// "1.234,5 kg", to the gram: what two sides sign is not rounded.
std::string kilogram_words(Language language, Mass mass);
/// "500 kg per maand", "2.000 kg, één keer".
struct RepeatedMass {
  Mass mass;
  Repeat repeat = Repeat::once;
};
std::string repeated_words(const site::Services& services, Language language, const RepeatedMass& amount);
std::string amount_words(const site::Services& services, Language language, const Agreement& agreement);
/// "van 1 december 2026 tot 30 juni 2027".
std::string period_words(const site::Services& services, Language language, const Agreement& agreement);
/// "€ 40,00 per ton, de afnemer betaalt".
std::string price_words(const site::Services& services, Language language, const Price& price);
/// "Aanvaard: 800 kg. Geweigerd: 200 kg." in the words of the outcome.
std::string outcome_words(const site::Services& services, Language language, const Figures& figures);
/// "te nat", with the words written beside it; empty when nothing was refused.
std::string refusal_words(const site::Services& services, Language language, const Figures& figures);
std::string evidence_words(const site::Services& services, Language language, Evidence evidence);

/// {{#STATE_OK}}, {{#STATE_STOP}} or {{#STATE_INFO}} with {{STATE}}.
void show_state(const site::Services& services, Language language, AgreementState state, web::Model& model);
void show_state(const site::Services& services, Language language, HandoverState state, web::Model& model);

/// Options of a choice: one {{#section}} {{KEY}} {{LABEL}} {{#SELECTED}} each; labels are texts "labels" + key.
struct HandoverChoice {
  std::string_view section;
  std::string_view labels;
  std::string_view chosen;
};
void show_options(const site::Services& services, Language language, std::span<const std::string_view> keys,
                  const HandoverChoice& choice, web::Model& model);

/// The rules' findings with masses written as the reader writes them.
Violations in_words(Violations violations, Language language);

}  // namespace kringwerk::handovers
