#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "materials/stream.h"
#include "storage/connection.h"

/// Streams that a hub entered for a company.
namespace kringwerk::materials {

/// Says who entered a stream, for its page. Public together with the stream.
struct EnteredBy {
  network::HubId hub;
  std::string hub_name;
  std::string company;  ///< as typed
};
std::optional<EnteredBy> load_entered_by(storage::Connection& connection, StreamId stream);

/// One entry as who entered it sees it.
struct EntryRow {
  StreamId id;
  StreamKind kind = StreamKind::offer;
  StreamState state = StreamState::draft;  ///< draft: waits; closed without confirmation: taken back
  bool was_confirmed = false;
  LocalText title;
  std::string company;
  std::string email;
  std::string hub_name;
  Instant entered_at;
  Instant mailed_at;
};
/// Those that the reader entered, waiting ones first, then newest first; at most 200.
std::vector<EntryRow> load_entries_of(storage::Connection& connection, const access::Actor& reader, Day today);

}  // namespace kringwerk::materials
