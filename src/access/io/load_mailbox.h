#pragma once

#include <string>

#include "access/role.h"
#include "storage/connection.h"

namespace kringwerk::access {

/// The person's own address, to fill in their own forms with; empty when there is no such person.
std::string load_mailbox(storage::Connection& connection, PersonId person);

}  // namespace kringwerk::access
