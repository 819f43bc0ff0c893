#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"
#include "matching/instance.h"

namespace kringwerk::matching {

/// An instance from its texts, by file name: policy.toml, materials.csv, offers.csv, needs.csv, workshops.csv,
/// activities.csv, outputs.csv. All findings of all files and rules at once, in the order of the files and their lines;
/// a missing file is matching.file_missing. A cell that cannot be read counts as 0 for the rules; what refers to a row
/// or a file that cannot be read is not held against it.
Result<Instance> read_instance(const std::map<std::string, std::string>& texts);

/// The texts of a folder, by file name; files that are not there are left out. Throws std::runtime_error when one that
/// is there cannot be read.
std::map<std::string, std::string> instance_texts(const std::filesystem::path& folder);

/// The same from a folder. Throws std::runtime_error when a file that is there cannot be read.
Result<Instance> read_instance_folder(const std::filesystem::path& folder);

}  // namespace kringwerk::matching
