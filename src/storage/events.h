#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "storage/connection.h"

namespace kringwerk::storage {

struct EventTag;
using EventId = Id<EventTag>;

/// A record of change that others read: what kind of thing changed, and which one. It says "look again", not what
/// changed; hearing it twice does no harm.
struct Event {
  EventId id;  ///< from IdMaker: ordered by time
  std::string kind;
  std::int64_t subject_id = 0;
  Instant at;
};

/// Announces a change in the caller's transaction: it is heard if and only if the change is kept.
void announce(Connection& transaction, EventId id, std::string_view kind, std::int64_t subject_id, Instant now);

/// Up to `most` events with a higher id, lowest first.
std::vector<Event> events_after(Connection& connection, EventId last, int most);

/// Removes events made before `before`. Answers how many.
std::int64_t forget_events(Connection& transaction, Instant before);

/// Reads events as they come. A transaction may commit after another one that took a higher id, so the reader looks
/// back over a minute and leaves out what it has heard already.
/// Thread rule: one thread at a time.
class EventReader {
 public:
  /// Starts with the events made one minute before `start`.
  explicit EventReader(Instant start);
  /// Events not heard before, oldest first; empty when there is no news. Let it be the last call of its read
  /// transaction: what it answered once it does not answer again.
  std::vector<Event> news(Connection& connection);

 private:
  Instant newest_;
  std::map<EventId, Instant> heard_;  ///< of the last minute before newest_
};

}  // namespace kringwerk::storage
