#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::app {

/// What all modules registered, the mails of the outbox, and the columns that are about nobody.
access::RecordRegistry registered_records();

}  // namespace kringwerk::app
