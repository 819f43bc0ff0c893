#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/language.h"
#include "base/time.h"

namespace kringwerk::network {

/// NIS (REFNIS) code of a municipality: text of five digits, because leading zeros count. Codes have a period of
/// validity: Hasselt was 71022 until 2024 and is 71072 since, under the same name.
struct Nis {
  std::string code;
  friend auto operator<=>(const Nis&, const Nis&) = default;
};

struct Municipality {
  Nis nis;
  LocalText name;        ///< nl and fr; there are no separate English names
  std::string province;  ///< Dutch name; empty in Brussels
  Period valid;
  Point centre;  ///< of the town, not of the territory
  std::vector<Nis> predecessors;
};

/// A place name that a postcode stands for. Postcodes and municipalities are many-to-many.
struct Postcode {
  std::string code;
  std::string place;
  Nis nis;
};

/// What somebody typed as a place, taken apart: "3000", "3000 Leuven", "Leuven", "louvain".
struct TypedPlace {
  std::optional<std::string> postcode;
  std::string name;  ///< what is left, trimmed; may be empty
};
TypedPlace take_apart(std::string_view typed);

/// Whether one of two folded names is a slip of the other: at most two letters inserted, left out, changed or swapped
/// (one in names of up to five letters).
bool is_close(std::string_view a, std::string_view b);

}  // namespace kringwerk::network
