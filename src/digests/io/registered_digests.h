#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::digests {

/// Who gets mails about matches, and what waits for them.
void register_digests(access::RecordRegistry& registry);

}  // namespace kringwerk::digests
