#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "network/hub.h"
#include "network/place.h"
#include "storage/connection.h"

namespace kringwerk::network {

/// A municipality that a typed place may mean, and how it was found.
struct FoundPlace {
  Municipality municipality;
  std::string matched;  ///< the postcode or the name that fitted, for "3018 (Wijgmaal) is Leuven"
};

/// The municipalities that today answer to what somebody typed: a postcode, a municipality in Dutch or French, a former
/// municipality (Zwijndrecht, merged in 2025) or a place within one (Wijgmaal). By name; empty when nothing fits.
/// With postcode and name, the name decides among the postcode's places; a name that is none of them is ignored.
std::vector<FoundPlace> find_places(storage::Connection& connection, std::string_view typed);

std::optional<Municipality> load_municipality(storage::Connection& connection, const Nis& nis);
/// All municipalities of today, by Dutch name.
std::vector<Municipality> load_municipalities(storage::Connection& connection);

/// The hubs whose service area holds the municipality, real hubs first.
std::vector<Hub> load_hubs_serving(storage::Connection& connection, const Nis& nis);

}  // namespace kringwerk::network
