#include "accounts/consent.h"

#include <algorithm>

namespace kringwerk::accounts {

bool is_given(const std::vector<Consent>& ledger, const ConsentPurpose& purpose) {
  const auto newest = std::find_if(ledger.rbegin(), ledger.rend(),
                                   [&](const Consent& consent) { return consent.purpose == purpose.name; });
  return newest != ledger.rend() && newest->step == ConsentStep::given && newest->text_version == purpose.text_version;
}

std::optional<Consent> change_consent(const std::vector<Consent>& ledger, const ConsentPurpose& purpose,
                                      const ConsentWish& wish, Instant now) {
  if (is_given(ledger, purpose) == (wish.step == ConsentStep::given)) return std::nullopt;
  return Consent{wish.new_id,   wish.person, purpose.name, purpose.text_version,
                 wish.language, wish.step,   now,          wish.person};
}

}  // namespace kringwerk::accounts
