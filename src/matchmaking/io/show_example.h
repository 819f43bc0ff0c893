#pragma once

#include <memory>

#include "materials/stream.h"
#include "site/services.h"
#include "web/template.h"

namespace kringwerk::matchmaking {

class LiveEconomy;

/// Shows the best chain of one public offer as a drawing with its steps in words: fills the names of
/// templates/matchmaking/figure.html and HEADING. False, and nothing filled, when the offer has no chain now.
bool show_example(const site::Services& services, LiveEconomy& live, Language language, materials::StreamId offer,
                  web::Model& model);

}  // namespace kringwerk::matchmaking
