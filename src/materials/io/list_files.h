#pragma once

#include <string>

#include "materials/io/list_view.h"

/// What a list or map shows, to take along: the same rows in the same order, all of them. A row stands at its site when
/// the reader may know it, else at the centre of its municipality, and says which.
namespace kringwerk::materials {

/// The lines of a file for a spreadsheet (web/csv_file.h), heads and words in the reader's language; an import of
/// streams reads them back.
std::string list_csv(const ListParts& parts, Language language, const FoundList& found);

/// RFC 7946, one point per row; names and keys do not depend on the language. Amounts that are unknown are null.
std::string list_geojson(const ListParts& parts, Language language, const FoundList& found);

}  // namespace kringwerk::materials
