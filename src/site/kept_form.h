#pragma once

#include <optional>
#include <string_view>

#include "access/actor.h"
#include "site/services.h"
#include "web/router.h"

/// A form that was sent after the session of who typed it ended.
namespace kringwerk::site {

/// Its hidden field: who typed what it holds.
inline constexpr std::string_view kTypedBy = "typed_by";

/// 403 for a form that a page of this site sent: what was typed, once more, to be sent after signing in. nullopt when
/// there are no words to keep, or a file or secret among them.
std::optional<web::Response> ended_session_page(const Services& services, const web::Call& call,
                                                access::PersonId typed_by);

/// 403 when somebody else than `sender` typed the form that was sent; nullopt when not.
std::optional<web::Response> refuse_typed_by_another(const Services& services, const web::Call& call,
                                                     access::PersonId sender);

}  // namespace kringwerk::site
