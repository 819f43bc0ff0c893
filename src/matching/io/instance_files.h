#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"
#include "matching/instance.h"

namespace kringwerk::matching {

/// An instance from its texts, by file name: policy.toml, materials.csv, offers.csv, needs.csv, workshops.csv,
/// activities.csv, outputs.csv. All findings of all files at once; a missing file is matching.file_missing. The rules
/// that compare records are checked once every cell can be read.
Result<Instance> read_instance(const std::map<std::string, std::string>& texts);

/// The texts of a folder, by file name; files that are not there are left out. Throws std::runtime_error when one that
/// is there cannot be read.
std::map<std::string, std::string> instance_texts(const std::filesystem::path& folder);

/// The same from a folder. Throws std::runtime_error when a file that is there cannot be read.
Result<Instance> read_instance_folder(const std::filesystem::path& folder);

}  // namespace kringwerk::matching
