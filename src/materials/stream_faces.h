#pragma once

#include <memory>
#include <vector>

#include "materials/readers.h"

namespace kringwerk::materials {

/// A stream as some of the audiences see it, without what is hidden from them. By the policy an audience sees a stream
/// in one of three ways: as everybody, as the network, or as the staff of a hub that it belongs to.
struct StreamFace {
  std::shared_ptr<const Stream> stream;
  bool everybody = false;
  bool network = false;
  bool own_hubs = false;
};

/// The different faces of a stream, at most three; none when no audience sees it. Each audience sees at most one.
/// Without hubs there is nobody of an own hub.
std::vector<StreamFace> faces_of(const Stream& stream, const StreamHubs& hubs);

/// What an audience may know of a stream in any state; nothing of its fields without the record.
struct StreamSight {
  bool record = false;
  bool owner = false;
  bool position = false;
};
StreamSight stream_sight(const Audience& audience, const Stream& stream, const StreamHubs& hubs);

/// Whether an audience has staff of one of the hubs.
bool is_own(const Audience& audience, const StreamHubs& hubs);

}  // namespace kringwerk::materials
