#include "handovers/io/show_handovers.h"

#include "handovers/kilograms.h"
#include "text/format.h"

namespace kringwerk::handovers {

namespace {

using materials::key_in;

std::string id_of(std::string_view list, std::string_view key) {
  return std::string(list) + std::string(key);
}

}  // namespace

std::string kilogram_words(Language language, Mass mass) {
  const std::string exact = kilograms_exactly(mass, language);
  const auto mark = exact.find_first_of(",.");
  std::string words = text::number(language, mass.in_grams() / 1000);
  if (mark != std::string::npos) words += exact.substr(mark);
  return words + "\u00A0kg";
}

std::string repeated_words(const site::Services& services, Language language, const RepeatedMass& amount) {
  return services.texts.format(language, id_of("handovers.amount.", key_in(kRepeatKeys, amount.repeat)),
                               {{"amount", kilogram_words(language, amount.mass)}});
}

std::string amount_words(const site::Services& services, Language language, const Agreement& agreement) {
  return repeated_words(services, language, {agreement.mass, agreement.repeat});
}

std::string period_words(const site::Services& services, Language language, const Agreement& agreement) {
  std::vector<Fact> facts{{"from", text::day(language, agreement.from)}};
  if (!agreement.to) return services.texts.format(language, "handovers.period.open", facts);
  facts.push_back({"to", text::day(language, *agreement.to)});
  return services.texts.format(language, "handovers.period.closed", facts);
}

std::string price_words(const site::Services& services, Language language, const Price& price) {
  const std::string id = id_of("handovers.price.", key_in(kPriceBasisKeys, price.basis));
  if (!price.amount) return services.texts.get(language, id);
  return services.texts.format(
      language, id,
      {{"amount", text::money(language, *price.amount)},
       {"payer", services.texts.get(language, id_of("handovers.pays.", key_in(kPartyKeys, price.payer)))}});
}

std::string outcome_words(const site::Services& services, Language language, const Figures& figures) {
  return services.texts.format(language, id_of("handovers.became.", key_in(kAcceptanceKeys, acceptance_of(figures))),
                               {{"accepted", kilogram_words(language, figures.accepted)},
                                {"refused", kilogram_words(language, figures.refused)}});
}

std::string refusal_words(const site::Services& services, Language language, const Figures& figures) {
  if (!figures.reason) return {};
  std::string words =
      services.texts.get(language, id_of("handovers.reason.", key_in(kRefusalReasonKeys, *figures.reason)));
  if (!figures.words.empty()) words += ": " + figures.words;
  return words;
}

std::string evidence_words(const site::Services& services, Language language, Evidence evidence) {
  return services.texts.get(language, id_of("handovers.evidence.", key_in(kEvidenceKeys, evidence)));
}

void show_state(const site::Services& services, Language language, AgreementState state, web::Model& model) {
  const std::string words =
      services.texts.get(language, id_of("handovers.agreement.state.", key_in(kAgreementStateKeys, state)));
  const bool has_failed = state == AgreementState::refused || state == AgreementState::withdrawn;
  model.add(state == AgreementState::active ? "STATE_OK"
            : has_failed                    ? "STATE_STOP"
                                            : "STATE_INFO")
      .set("STATE", words);
}

void show_state(const site::Services& services, Language language, HandoverState state, web::Model& model) {
  const std::string words = services.texts.get(language, id_of("handovers.state.", key_in(kHandoverStateKeys, state)));
  const bool has_failed = state == HandoverState::rejected || state == HandoverState::withdrawn;
  model.add(state == HandoverState::confirmed ? "STATE_OK"
            : has_failed                      ? "STATE_STOP"
                                              : "STATE_INFO")
      .set("STATE", words);
}

void show_options(const site::Services& services, Language language, std::span<const std::string_view> keys,
                  const HandoverChoice& choice, web::Model& model) {
  for (const std::string_view key : keys) {
    web::Model& option = model.add(choice.section);
    option.set("KEY", key).set("LABEL", services.texts.get(language, id_of(choice.labels, key)));
    option.show_if(key == choice.chosen, "SELECTED");
  }
}

Violations in_words(Violations violations, Language language) {
  for (Violation& violation : violations) {
    if (violation.rule != "handovers.balance") continue;
    for (Fact& fact : violation.facts) {
      if (const auto* grams = std::get_if<std::int64_t>(&fact.value)) {
        fact.value = kilogram_words(language, Mass::grams(*grams));
      }
    }
  }
  return violations;
}

}  // namespace kringwerk::handovers
