#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "access/policy.h"
#include "materials/stream.h"

/// Who may know a stream, and how much of it. access/policy.h decides; here stands what it is asked.
namespace kringwerk::materials {

/// Ids of the hubs a stream belongs to: the one it is shared with, else those that serve its municipality.
using StreamHubs = std::vector<std::int64_t>;

/// What the policy asks of a stream. The result looks into `stream`, which must outlive it.
access::RecordFacts facts_of(const Stream& stream, const StreamHubs& hubs);

bool may_read(const access::Actor& actor, const Stream& stream, const StreamHubs& hubs);
/// To change, close, reopen: `action` update; to make: create.
bool may_do(const access::Actor& actor, access::Action action, const Stream& stream, const StreamHubs& hubs);
/// The address for answers stands beside the stream, not in it.
bool may_read_contact(const access::Actor& actor, const Stream& stream, const StreamHubs& hubs);
/// The exact site, where somebody gave one.
bool may_read_position(const access::Actor& actor, const Stream& stream, const StreamHubs& hubs);

/// The stream as `actor` may know it. A hidden price, site or organisation is absent, as if nobody had said it; an
/// invisible stream must not be asked for.
Stream as_seen_by(const access::Actor& actor, Stream stream, const StreamHubs& hubs);

/// All readers who get the same answers out of memory: everybody, the network, or the network and the staff of some
/// hubs. What somebody sees beyond that of their own organisation is never in such an answer.
struct Audience {
  enum class Reach { everyone, network };
  Reach reach = Reach::everyone;
  StreamHubs hubs;  ///< ascending
  friend auto operator<=>(const Audience&, const Audience&) = default;
};
Audience audience_of(const access::Actor& actor);
/// Somebody of that audience and of no organisation, for the policy.
access::Actor example_reader(const Audience& audience);

}  // namespace kringwerk::materials
