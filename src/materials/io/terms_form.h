#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.h"
#include "base/violation.h"
#include "materials/io/details_form.h"
#include "materials/own_stream.h"
#include "web/form.h"

namespace kringwerk::materials {

/// What stands in the fields of an owner's form beside those of the two-minute form, as typed.
struct TermsTyped {
  std::string price;  ///< euro per tonne, or per unit of another kind; below zero the owner pays
  std::string from;
  std::string to;
  std::string site;        ///< "50.8798, 4.7005": latitude, longitude, as maps write it
  std::string use;         ///< step of the R-ladder, of a need
  std::string visibility;  ///< one of kReachChoices
  std::string shared_hub;  ///< of "one_hub"
  std::string see_price;
  std::string see_site;
  std::string see_contact;
  std::string see_owner;
  DetailsTyped details;
};
TermsTyped terms_in_form(const web::Pairs& fields);
/// What a form shows of a stream as it is; a new one shows the default stream's.
TermsTyped terms_of(const Stream& stream, Language language);

/// Rules: materials.price_too_fine, materials.price_too_large {largest}, materials.site_not_understood,
/// materials.site_outside, and those of the form reader.
struct TermsAnswers {
  StreamTerms terms;
  Violations violations;
};
TermsAnswers read_terms_form(const web::Form& form, Language language);

/// Each field with what stands in it.
std::vector<std::pair<std::string_view, const std::string*>> fields_of(const TermsTyped& typed);

/// Who may see the contact: the others get it only when both sides agreed to talk.
inline constexpr std::array<std::string_view, 2> kContactChoices{"private", "hub"};

/// Who may see a stream: those of Visibility, and one chosen hub.
inline constexpr std::string_view kOneHub = "one_hub";
inline constexpr std::array<std::string_view, 5> kReachChoices{"private", "hub", kOneHub, "network", "public"};
/// One of kReachChoices.
std::string_view reach_of(const Stream& stream);

/// A decimal number as the language writes it, as short as possible, for a field.
std::string typed_number(Language language, std::int64_t thousandths);

}  // namespace kringwerk::materials
