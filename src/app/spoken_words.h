#pragma once

#include "base/language.h"
#include "matching/io/chains_table.h"
#include "matching/io/plan_table.h"

namespace kringwerk::app {

/// The words of the tables that `kringwerk match` prints, in the language of the terminal; in English where the
/// catalogues are not there. JSON keeps its English names.
matching::TableWords chain_words(Language language);
matching::PlanWords plan_words(Language language);

}  // namespace kringwerk::app
