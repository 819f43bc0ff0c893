#pragma once

#include <optional>
#include <string>
#include <vector>

#include "network/io/edit_form.h"
#include "network/io/image_words.h"
#include "network/io/submit_revision.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::network {

/// A hub for which somebody may make a record.
struct ForHub {
  std::string id;  ///< text; empty: for none
  std::string name;
};

/// The page of a form, whatever came before it.
struct EditView {
  const RevisedKind& kind;
  std::optional<EditedNow> edited;  ///< unset: a record that is not there yet
  TypedForm form;
  TypedOrigin origin;
  std::string more;                                    ///< the field that asked for more rows
  std::optional<std::vector<FieldDifference>> others;  ///< what others changed since the page was opened
  std::string form_key;                                ///< of a creation
  std::vector<ForHub> hubs;
  std::string hub;
  std::string saved;  ///< what just happened: "approved", "proposed"; empty: nothing
};
web::Response edit_form_page(const site::Services& services, const web::Call& call, const EditView& view);

}  // namespace kringwerk::network
