#include "digests/io/digest_worker.h"

#include <utility>

#include "digests/io/send_digests.h"
#include "materials/io/load_streams.h"

namespace kringwerk::digests {

namespace {

/// Without any change of a stream: somebody may have got a role, or a match have settled long enough.
constexpr int kLooksBetweenRounds = 12;

}  // namespace

DigestWorker::DigestWorker(const site::Services& services, std::shared_ptr<matchmaking::LiveEconomy> live,
                           DigestPace pace, site::RegularWork::Report report)
    : services_(services),
      live_(std::move(live)),
      pace_(pace),
      work_(
          pace.pause, [this] { look(); }, std::move(report)) {}

void DigestWorker::look() {
  const std::int64_t version = services_.database.read(materials::load_list_version);
  const bool is_round = looks_++ % kLooksBetweenRounds == 0;
  if (version != seen_version_ || is_round) {
    find_news({services_, *live_});
    seen_version_ = version;
  }
  send_digests({services_, *live_}, pace_.settle);
}

}  // namespace kringwerk::digests
