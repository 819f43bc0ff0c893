#pragma once

#include <filesystem>
#include <string>

namespace kringwerk::app {

/// Where the program's own files are: migrations, templates, shipped data, and what the build made of texts and styles.
struct HomeFolder {
  std::filesystem::path root;
  std::filesystem::path migrations() const { return root / "migrations"; }
  std::filesystem::path templates() const { return root / "templates"; }
  std::filesystem::path data() const { return root / "data"; }
  std::filesystem::path locale() const { return root / "build/share/locale"; }
  std::filesystem::path common_passwords() const { return root / "build/share/passwords/common.bin"; }
  std::filesystem::path static_files() const { return root / "build/share/static"; }
};

/// `given` (option --home), else the environment's KRINGWERK_HOME, else the folder the program was built from.
/// Throws std::runtime_error when it does not hold the program's files.
HomeFolder find_home(const std::string& given);

/// A secret key of 32 random bytes, kept in `folder`/`name` readable by its owner only; made when it does not exist.
std::string load_or_make_key(const std::filesystem::path& folder, const std::string& name);

}  // namespace kringwerk::app
