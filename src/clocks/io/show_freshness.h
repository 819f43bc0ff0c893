#pragma once

#include <string>

#include "clocks/clock.h"
#include "drawings/svg.h"
#include "site/services.h"
#include "web/template.h"

namespace kringwerk::clocks {

/// A record's last confirmation; without one it counts as hidden.
struct Confirmed {
  RecordType type{};
  std::optional<Instant> at;
};

struct ShownFreshness {
  Freshness state{};
  std::string label;  ///< "nog 12 dagen", "niet bevestigd sinds 3 oktober 2026"
  drawings::Svg disc;
};
ShownFreshness show_freshness(const site::Services& services, Language language, const ClockReading& reading,
                              const Confirmed& confirmed);

/// "Niet bevestigd sinds …" when the record is stale or hidden; else empty.
std::string show_unconfirmed(const site::Services& services, Language language, const ClockReading& reading,
                             const Confirmed& confirmed);

}  // namespace kringwerk::clocks
