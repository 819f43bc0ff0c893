#pragma once

#include "materials/saved_view.h"
#include "site/make_once.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"

/// What people do with views of the map. Each is one line of the audit trail.
namespace kringwerk::materials {

/// Keeps a view, once for the request; answers the address of the map with it. `filters`: what the sender sees, as
/// list_filters writes it. Invalid: findings of the fields "name" and "hub".
Result<std::string> make_view(const site::Services& services, const web::Call& call, const site::NamedRequest& request,
                              const web::Form& form, const std::string& filters);

/// What the form's button `step` says: "save" (its name and whom it is for) or "delete"; anything else is Missing, as
/// is a view that the sender may not change. Stale when it changed since. Answers whether it is still there.
Result<bool> change_view(const site::Services& services, const web::Call& call, const web::Form& form);

}  // namespace kringwerk::materials
