#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "access/io/anchors.h"
#include "site/regular_work.h"
#include "storage/database.h"
#include "web/log.h"

namespace kringwerk::app {

/// Writes where the audit trail stands to the anchor file and the log: at once, then every `pause` in which the trail
/// moved, and at the end. What fails is logged as an error and tried again; nobody's writing waits for it.
class AnchorKeeper {
 public:
  AnchorKeeper(storage::Database& database, std::string key, access::AnchorFile file, const web::Log& log,
               std::chrono::milliseconds pause = std::chrono::minutes{5});
  AnchorKeeper(const AnchorKeeper&) = delete;
  ~AnchorKeeper();

 private:
  void check_key() const;
  void anchor();

  storage::Database& database_;
  const std::string key_;
  const access::AnchorFile file_;
  const web::Log& log_;
  std::optional<access::ChainHead> anchored_;  ///< by this process; of the work, but before it starts and after
  std::optional<site::RegularWork> work_;
};

}  // namespace kringwerk::app
