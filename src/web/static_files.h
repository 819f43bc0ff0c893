#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/request.h"
#include "web/response.h"

namespace kringwerk::web {

/// The files of one folder, read at start, served as /static/NAME.HASH.EXT with a year of cache, in brotli, gzip or
/// plain (compressed once, at start). url(NAME.woff2) in a style sheet is rewritten to the hashed name. Thread rule:
/// immutable after load.
class StaticFiles {
 public:
  static StaticFiles load(const std::filesystem::path& folder);
  StaticFiles(StaticFiles&&) noexcept;
  ~StaticFiles();
  /// "/static/kringwerk.3f9a….css" for "kringwerk.css". Throws std::runtime_error for a file that does not exist.
  std::string address(std::string_view name) const;
  /// nullopt when the path is not one of the files.
  std::optional<Response> answer(const Request& request) const;

 private:
  struct Files;
  explicit StaticFiles(std::unique_ptr<Files> files);
  std::unique_ptr<Files> files_;
};

}  // namespace kringwerk::web
