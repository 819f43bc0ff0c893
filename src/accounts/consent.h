#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "access/role.h"
#include "base/language.h"
#include "base/time.h"

namespace kringwerk::accounts {

/// What somebody may agree to, with the number of the text they read: "privacy.consent.<name>.<version>" in the
/// catalogues. A changed text is a new version and must be agreed to again. Rows of data/consents.csv.
struct ConsentPurpose {
  std::string name;
  std::int64_t text_version = 1;
};

enum class ConsentStep { given, withdrawn };
inline constexpr std::array<std::string_view, 2> kConsentStepKeys{"given", "withdrawn"};

struct ConsentTag;
using ConsentId = Id<ConsentTag>;

/// One row of the ledger: rows are only added.
struct Consent {
  ConsentId id;
  access::PersonId person;
  std::string purpose;
  std::int64_t text_version = 1;
  Language language = Language::nl;
  ConsentStep step = ConsentStep::given;
  Instant at;
  access::PersonId by;
};

/// Whether the newest row on the purpose gives consent to its present text. `ledger`: oldest first.
bool is_given(const std::vector<Consent>& ledger, const ConsentPurpose& purpose);

/// The row to add so that it is as wished; nullopt when it is so already.
struct ConsentWish {
  ConsentId new_id;
  access::PersonId person;
  Language language = Language::nl;
  ConsentStep step = ConsentStep::given;
};
std::optional<Consent> change_consent(const std::vector<Consent>& ledger, const ConsentPurpose& purpose,
                                      const ConsentWish& wish, Instant now);

}  // namespace kringwerk::accounts
