#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "access/io/audit_chain.h"

/// Where the chain stood, told outside the database, so that an end that is cut off is missed and a chain that was made
/// anew, even with its key, does not fit.
namespace kringwerk::access {

struct Anchor {
  Instant at;
  ChainHead head;
};

/// DATA/anchors/audit.jsonl, one JSON object per line: {"at_ms":…,"line":…,"hash":"…","mac":"…"}. The MAC is keyed like
/// the chain and covers the MAC of the anchor before, so that anchors cannot be changed, made up or taken from between.
/// Thread rule: one thread at a time; one process per file.
class AnchorFile {
 public:
  explicit AnchorFile(const std::filesystem::path& data_folder) : path_(data_folder / "anchors" / "audit.jsonl") {}
  const std::filesystem::path& path() const { return path_; }

  /// Adds an anchor and makes it last (fsync). The file and its folder are made when absent, for their owner only. What
  /// a broken-off write left behind the last whole line is cut off first. Throws std::runtime_error with the reason.
  void append(std::string_view key, const Anchor& anchor) const;

  /// All anchors, oldest first. `bad_line` is the number of the first line that this key did not write there, 0 for
  /// none; reading stops before it. A last line without its end was never promised and is left out. No file: no
  /// anchors. Throws std::runtime_error when the file is there and cannot be read.
  struct Content {
    std::vector<Anchor> anchors;
    std::int64_t bad_line = 0;
    std::string last_mac;
  };
  Content read(std::string_view key) const;

 private:
  std::filesystem::path path_;
};

}  // namespace kringwerk::access
