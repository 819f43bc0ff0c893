#pragma once

#include <string>

#include "base/result.h"
#include "rooms/room.h"
#include "site/make_once.h"

namespace kringwerk::rooms {

/// What the form for a new room asks.
struct RoomTyped {
  std::string hub;
  std::string name;
  std::string place;
  Language language = Language::nl;
  Violations violations;
};
RoomTyped read_room_form(const web::Form& form, Language language);

/// Opens the room of `request` once. Answers its id as text. Missing when the sender does not coordinate that hub;
/// Invalid with all findings.
Result<std::string> submit_room(const site::Services& services, const web::Call& call,
                                const site::NamedRequest& request, const RoomTyped& typed);

/// As close_room, with names and authors of the cards taken away.
Result<Done> submit_close(const site::Services& services, const web::Call& call, RoomId id);

/// The cards as a spreadsheet opens them; the download is told to the audit trail. Missing as may_run.
Result<std::string> export_cards(const site::Services& services, const web::Call& call, RoomId id);

}  // namespace kringwerk::rooms
