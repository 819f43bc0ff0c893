#pragma once

#include <string>
#include <vector>

#include "network/io/edit_form.h"

namespace kringwerk::network {

/// Words that somebody typed for a place or an organisation.
struct TypedReference {
  std::string words;
  std::string kept;    ///< the key that the form had for its own words; counts as long as they are its name
  std::string picked;  ///< out of the choices shown before
};
struct FoundReference {
  std::string key;                       ///< empty when it is none or several
  std::vector<ReferenceChoice> choices;  ///< at most 12
};
FoundReference find_reference(storage::Connection& connection, ColumnKind kind, const TypedReference& typed,
                              Language language);

/// Up to `most` organisations whose name holds the words, by name.
std::vector<ReferenceChoice> find_organisations(storage::Connection& connection, std::string_view words, int most);

}  // namespace kringwerk::network
