#pragma once

#include "access/io/load_actor.h"
#include "access/io/record_deed.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::site {

/// Who sends the request of `call`, as the store knew when it came in.
const access::Visit& visit_of(const web::Call& call);

/// Who sends a request that is refused, perhaps before a route was found: a visitor when the store does not answer.
access::Visit visit_of_refused(const Services& services, const web::Request& request);

/// Who sends the request of `call`, read anew in the transaction of a decision that writes: a role taken away a second
/// ago is gone.
access::Actor actor_now(const Services& services, storage::Connection& transaction, const web::Call& call);

/// In whose name the request of `call` acts.
access::DeedAuthor author_of(const Services& services, const web::Call& call);
/// The same on a route of a secret link: who has no account holds that link.
access::DeedAuthor link_holder_of(const Services& services, const web::Call& call);

/// Tells the audit trail what the sender of `call` does, in the transaction of the deed.
void record(const Services& services, storage::Connection& transaction, const web::Call& call,
            const access::Deed& deed);

/// How long a password or code shown again lets somebody do dangerous things: roles, exports, deletions, their own
/// keys.
inline constexpr std::chrono::minutes kProofLasts{10};
/// nullopt when the sender proved within kProofLasts who they are; else the way to the page that asks for it, which
/// leads back here, or to the page `form_path` ("/people") when a form was sent. Ask it before such a deed, and when
/// showing its form where much is typed into it.
std::optional<web::Response> ask_proof(const Services& services, const web::Call& call,
                                       std::string_view form_path = {});

/// The guard of all routes: finds out who calls (web::Call::visit) and whether they may come to this address at all
/// (access/route_policy.h). nullopt lets the handler answer.
/// A visitor is led to the sign-in page where an account is needed, somebody whose roles wait for a second factor to
/// the page that asks for it; everybody else gets the page for an address that does not exist.
std::optional<web::Response> guard(const Services& services, const web::Route& route, web::Call& call);

}  // namespace kringwerk::site
