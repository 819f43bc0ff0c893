#pragma once

#include <map>

#include "capacity/io/material_words.h"
#include "network/capability.h"
#include "text/texts.h"
#include "web/form.h"

/// The form of a capability: what was typed becomes values, and values become what the form shows.
namespace kringwerk::capacity {

/// Fields in the order of the page; those of outputs have a row's number behind them.
inline constexpr std::array<std::string_view, 20> kCapabilityFields{
    "organisation", "kind",         "name_nl",      "name_en",   "name_fr",   "accepts",   "outputs",
    "min_grade",    "capacity",     "regular",      "min_batch", "max_batch", "lead_days", "cost",
    "price_basis",  "social_hours", "certificates", "permits",   "place",     "state"};

/// Values of the fields, as they stand in the form. A permit that chains know has a box of its own (permit_field), set
/// or absent; "permits" holds the others.
using TypedCapability = std::map<std::string, std::string, std::less<>>;
TypedCapability typed_in(const web::Form& form);
/// The name of the box of one of network::kPermitKeys.
std::string permit_field(std::string_view permit);
bool is_ticked(const TypedCapability& typed, std::string_view permit);
/// The boxes that are ticked and the other permits, in words.
std::string typed_permits(const text::Texts& texts, Language language, const TypedCapability& typed);
/// `place`: the name of the municipality where the work is done, when it is of its own.
TypedCapability typed_of(const network::Capability& capability, const MaterialWords& words, const std::string& place,
                         Language language);
/// The name of output field `field` ("material", "grade", "yield") in row `row` from 0.
std::string output_field(std::string_view field, std::size_t row);

struct ReadCapability {
  network::Capability content;
  std::string place;      ///< as typed; empty for the organisation's own
  Violations violations;  ///< of the fields alone; rules of check_capability come after
};
/// Rules of FormReader, and capacity.material_unknown {typed} (accepts, outputs), capacity.amount_too_fine (cost).
ReadCapability read_capability_form(const web::ReadForm& read, Language language, const MaterialWords& words,
                                    const materials::Terms& terms, const text::Texts& texts);

}  // namespace kringwerk::capacity
