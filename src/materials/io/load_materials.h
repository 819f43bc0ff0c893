#pragma once

#include <map>
#include <string>
#include <vector>

#include "materials/taxonomy.h"
#include "storage/connection.h"

namespace kringwerk::materials {

Taxonomy load_taxonomy(storage::Connection& connection);

/// Names of states ("washed"), kinds of work ("sort") and steps of the R-ladder ("R3").
struct Terms {
  std::map<std::string, LocalText> states;
  std::map<std::string, LocalText> activity_kinds;
  std::map<std::string, LocalText> retention_names;
  std::map<std::string, double> retention;  ///< share of the value that a use keeps, 0 to 1
};
Terms load_terms(storage::Connection& connection);

}  // namespace kringwerk::materials
