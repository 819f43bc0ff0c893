#pragma once

#include "handovers/make_agreement.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"

namespace kringwerk::handovers {

inline constexpr std::array<std::string_view, 13> kAgreementFields{
    "by", "role", "stream", "partner", "email", "what", "mass", "repeat", "from", "to", "basis", "price", "payer"};

/// Everything that can be chosen, and what an introduction fixes.
struct AgreementChoices {
  struct Option {
    std::string key;
    std::string label;
  };
  std::vector<Option> own;         ///< organisations the reader works for
  std::vector<Option> streams;     ///< own offers and needs
  std::vector<std::string> names;  ///< of organisations, to choose a partner from; empty when they are too many
  std::optional<AgreementDraft> introduced;  ///< both sides, streams and hubs as introduced
};
/// nullopt for who works for no organisation, or asks for an introduction that is not agreed or not theirs.
std::optional<AgreementChoices> load_agreement_choices(
    storage::Connection& connection, const site::Services& services, const access::Actor& actor,
    const std::optional<introductions::IntroductionId>& introduction);

/// What a form says. Besides the rules of fields: handovers.partner_email (email) when nobody could answer.
struct ReadAgreement {
  AgreementDraft draft;
  Violations violations;
};
ReadAgreement read_agreement_form(storage::Connection& connection, const site::Services& services,
                                  const web::ReadForm& read, Language language, const AgreementChoices& choices);

/// What the form begins with.
web::Pairs first_values(const AgreementChoices& choices, Language language, Day today);

}  // namespace kringwerk::handovers
