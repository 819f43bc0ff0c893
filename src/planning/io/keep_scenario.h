#pragma once

#include "matchmaking/io/load_live_economy.h"
#include "planning/io/load_scenario.h"
#include "site/make_once.h"
#include "site/services.h"
#include "web/form.h"
#include "web/router.h"

/// What people do with scenarios. Each is one line of the audit trail; a scenario that the sender may not change is
/// Missing, one that changed since is Stale.
namespace kringwerk::planning {

/// Keeps a new, empty scenario on the latest plan, once for the request; answers its address. Invalid: findings of the
/// fields "name" and "hub", whatif.no_plan.
Result<std::string> make_scenario(const site::Services& services, const web::Call& call,
                                  const site::NamedRequest& request, const web::Form& form);

/// Adds the change and works out what all changes bring. Invalid (whatif.plan_hides) on a plan with records that the
/// sender may not know now: trying out changes would tell of them.
Result<Done> add_change(const site::Services& services, const web::Call& call, matchmaking::LiveEconomy& live,
                        const web::Form& form);

/// What the form's button `step` says: "rename", "remove" (the change at the form's `position`), "renew" (on the latest
/// plan), "delete". On a plan with hidden records a change is removed without working out what the others bring.
/// Anything else is Missing. Answers whether the scenario is still there.
Result<bool> change_scenario(const site::Services& services, const web::Call& call, const web::Form& form);

bool may_keep(const access::Actor& actor, access::Action action, const Scenario& scenario);

}  // namespace kringwerk::planning
