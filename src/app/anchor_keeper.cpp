#include "app/anchor_keeper.h"

#include "access/io/check_chain.h"

namespace kringwerk::app {

AnchorKeeper::AnchorKeeper(storage::Database& database, std::string key, access::AnchorFile file, const web::Log& log,
                           std::chrono::milliseconds pause)
    : database_(database), key_(std::move(key)), file_(std::move(file)), log_(log) {
  anchor();
  check_key();
  // anchor() tells the log itself what fails, also where no thread is about it.
  work_.emplace(
      pause, [this] { anchor(); }, [](const std::string&) {}, site::FirstTime::after_the_pause);
}

AnchorKeeper::~AnchorKeeper() {
  work_.reset();
  anchor();
}

void AnchorKeeper::anchor() {
  try {
    const auto head =
        database_.read([](storage::Connection& connection) { return access::load_chain_head(connection); });
    if (anchored_ == head) return;
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    // To the log first: it leaves the machine in most places, and the disk of the data folder may be full.
    log_.write(web::Log::Level::info, "audit_anchor", {{"line", head.number}, {"hash", head.hash}});
    file_.append(key_, {now, head});
    anchored_ = head;
  } catch (const std::exception& error) {
    log_.write(web::Log::Level::error, "audit_anchor_failed", {{"what", std::string(error.what())}});
  }
}

/// Two machines with different keys write a trail that neither can check.
void AnchorKeeper::check_key() const {
  try {
    const bool fits =
        database_.read([this](storage::Connection& connection) { return access::last_line_has_key(connection, key_); });
    if (fits) return;
    log_.write(web::Log::Level::error, "audit_key_differs",
               {{"what", std::string("the last line of the audit trail was not written with keys/audit.key of this "
                                     "data folder; see docs/operations.md, Audit trail")}});
  } catch (const std::exception& error) {
    log_.write(web::Log::Level::error, "audit_key_unchecked", {{"what", std::string(error.what())}});
  }
}

}  // namespace kringwerk::app
