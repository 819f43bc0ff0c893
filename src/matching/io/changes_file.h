#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/violation.h"

namespace kringwerk::matching {

/// Applies CHANGES.toml to the texts of an instance, by file name:
///   [[add]] file = "offers" row = { id = "x", … }      [[remove]] file = "needs" id = "y"
///   [[set]] file = "activities" id = "z" column = "capacity_kg" value = 5000      [policy] tau_eur_per_tkm = 0.3
/// A file is named without .csv. outputs.csv has no id: "activity;material" stands for it. Changes apply in the order
/// add, remove, set; a changed policy number counts as an assumption. Findings (file is CHANGES.toml):
/// matching.toml_syntax, matching.change_invalid, matching.change_unknown_file, matching.change_unknown_record,
/// matching.change_unknown_column. What the changed texts say is for read_instance to check.
Violations apply_changes(std::string_view changes, std::map<std::string, std::string>& texts);

}  // namespace kringwerk::matching
