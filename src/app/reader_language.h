#pragma once

#include "base/language.h"
#include "web/request.h"

namespace kringwerk::app {

/// The language to answer in where no route has said it: that of the address, also of one that is refused; else the
/// first of Accept-Language that the site speaks; else Dutch.
Language reader_language(const web::Request& request);

}  // namespace kringwerk::app
