#pragma once

#include "media/io/attachment_pages.h"

namespace kringwerk::app {

/// The records that have attachments, as their modules let a reader know them.
media::Subjects attached_records();

}  // namespace kringwerk::app
