#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "materials/draft_offer.h"
#include "site/services.h"
#include "web/form.h"
#include "web/template.h"

/// The part of the forms that differs by kind: what it is, and what such a kind says of itself.
namespace kringwerk::materials {

/// As typed.
struct ResourceTyped {
  std::string resource;
  std::string variety;
  std::string cold_chain;
  std::string use_by;
  std::string temperature;
  std::string hours_from;  ///< "07:30"
  std::string hours_to;
  std::string free_from;  ///< of room, in the forms that ask nothing else about time
  std::string free_to;
};
ResourceTyped resource_in_form(const web::Pairs& fields);
ResourceTyped resource_of(const Stream& stream, Language language);
std::vector<std::pair<std::string_view, const std::string*>> fields_of(const ResourceTyped& typed);

/// What the typed word stands for; goods when it is none.
Resource resource_named(std::string_view key);

/// Fills resource, facts and available of a draft. Rules of the form reader, materials.temperature_not_whole,
/// materials.hours_not_understood and materials.hours_incomplete; all of them at the field "facts" or "free", where the
/// form shows them.
Violations read_resource_form(const web::Form& form, Language language, OfferDraft& draft);
/// The same fields for findings of the decision.
std::string_view shown_field(std::string_view field);

/// What the sections of templates/materials/resource_fields.html need. `link`: address of the empty form up to the kind
/// ("/nl/offers/new?resource="); empty when the kind is settled. Dates: whether the form asks them elsewhere.
enum class FreeDates { here, elsewhere };
struct ResourceFormView {
  const ResourceTyped& typed;
  StreamKind kind = StreamKind::offer;
  std::string link;
  FreeDates dates = FreeDates::here;
};
void show_resource_fields(const site::Services& services, Language language, const ResourceFormView& view,
                          web::Model& model);

/// "07:30".
std::string clock_text(int minutes);

}  // namespace kringwerk::materials
