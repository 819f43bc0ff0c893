#pragma once

#include "materials/io/list_query.h"
#include "site/services.h"
#include "web/template.h"

namespace kringwerk::materials {

/// {{#FROM_OPTION}} and {{#TO_OPTION}} {VALUE, WORD, CHOSEN}: the months from half a year ago to a year and a half
/// ahead in Brussels, and what the query has that is not one of them.
void show_months(const site::Services& services, Language language, const ListQuery& query, web::Model& model);

}  // namespace kringwerk::materials
