#pragma once

#include <string>

#include "materials/io/list_view.h"

/// What a list or map shows, to take along: the same rows in the same order, all of them. A row stands at its site when
/// the reader may know it, else at the centre of its municipality, and says which.
namespace kringwerk::materials {

/// For a spreadsheet: UTF-8 with a byte order mark, heads and words in the reader's language, numbers with a point.
std::string list_csv(const ListParts& parts, Language language, const FoundList& found);

/// RFC 7946, one point per row; names and keys do not depend on the language. Amounts that are unknown are null.
std::string list_geojson(const ListParts& parts, Language language, const FoundList& found);

}  // namespace kringwerk::materials
