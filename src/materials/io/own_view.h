#pragma once

#include <optional>
#include <string>
#include <vector>

#include "materials/io/load_materials.h"
#include "materials/io/offer_view.h"
#include "materials/io/terms_form.h"

namespace kringwerk::materials {

/// An organisation that the form may be for.
struct OwnerChoice {
  network::OrganisationId id;
  std::string name;
};

/// What stands in all fields of an owner's form, by name.
struct OwnTyped {
  OfferTyped offer;
  TermsTyped terms;
};
OwnTyped own_typed_in_form(const web::Pairs& fields);
std::vector<std::pair<std::string_view, const std::string*>> fields_of(const OwnTyped& typed);

/// A stream as a form shows it. `place` and `contact`: its municipality's name, the address that answers go to.
struct StreamBeside {
  std::string place;
  std::string contact;
};
OwnTyped typed_of(const Stream& stream, const StreamBeside& beside, Language language);

/// A field that somebody else changed while this form was open.
struct OthersChange {
  std::string_view field;
  std::string before;
  std::string now;
};
/// What differs between the stream that a form showed (its hidden fields "was_…") and what a form would show now.
std::vector<OthersChange> changes_of_others(const web::Pairs& fields, const OwnTyped& now);

/// What was typed, with the others' values in the fields that nobody touched in this form: saving again must not undo
/// what the others did.
OwnTyped typed_over(const web::Pairs& fields, const OwnTyped& now);

/// Everything a form shows about an own stream.
struct OwnView {
  OfferFormView form;  ///< with the findings of all fields
  TermsTyped terms;
  StreamKind kind = StreamKind::offer;
  Terms words;                                      ///< names of the steps of the R-ladder
  std::vector<OwnerChoice> owners;                  ///< of a new stream
  std::string owner;                                ///< picked
  std::vector<network::Hub> hubs;                   ///< that may be chosen alone
  std::optional<Stream> stream;                     ///< the one that is changed, as it is now
  OwnTyped now;                                     ///< what a form shows of it now
  std::optional<std::vector<OthersChange>> others;  ///< when it was changed meanwhile
  bool is_saved = false;
};
/// 200; 422 with findings; 412 with others' changes.
web::Response own_form_page(const site::Services& services, const web::Call& call, const OwnView& view);

}  // namespace kringwerk::materials
