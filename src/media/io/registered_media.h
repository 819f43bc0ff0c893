#pragma once

#include "access/io/record_registry.h"

namespace kringwerk::media {

void register_media(access::RecordRegistry& registry);

}  // namespace kringwerk::media
