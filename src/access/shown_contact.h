#pragma once

#include <string>
#include <string_view>

#include "access/policy.h"

namespace kringwerk::access {

/// What an actor sees of the e-mail address of a record: all of it where the policy lets the actor read its field group
/// "contact"; masked ("j…@b….be") for staff of other hubs and for oversight, who must be able to tell addresses apart;
/// else nothing.
std::string shown_email(const Actor& actor, const RecordFacts& record, std::string_view email);

}  // namespace kringwerk::access
