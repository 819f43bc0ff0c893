#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "access/role.h"
#include "base/id.h"
#include "base/language.h"
#include "base/time.h"
#include "materials/stream.h"
#include "network/hub.h"
#include "network/place.h"

/// Workshops: people in one room say what they have and what they look for, and see at once what could go together.
/// Cards live in their room alone: they are no streams, and nobody outside the room sees them.
namespace kringwerk::rooms {

struct RoomTag;
using RoomId = Id<RoomTag>;
struct CardTag;
using CardId = Id<CardTag>;

/// How long a room stays open when nobody closes it.
inline constexpr std::chrono::hours kOpenFor{24};

struct Room {
  RoomId id;
  network::HubId hub;
  std::string name;
  Language language = Language::nl;  ///< of the big screen
  std::string code;                  ///< as join_code.h writes it; whoever knows it takes part
  network::Nis nis;                  ///< where cards are that name no place
  access::PersonId opened_by;
  Instant opened_at;
  Instant ends_at;
  std::optional<Instant> closed_at;
  std::int64_t version = 1;  ///< counts every change of the room and of its cards
};

/// Whether its code still opens it.
constexpr bool is_open(const Room& room, Instant now) {
  return !room.closed_at && now < room.ends_at;
}

/// Where the material of a card comes from: guessed from the words, picked by hand, or not known yet.
enum class MaterialBasis { guessed, picked, none };
inline constexpr std::array<std::string_view, 3> kMaterialBasisKeys{"guessed", "picked", "none"};

/// Where the place of a card comes from: said on it, or the room's.
enum class PlaceBasis { said, room };
inline constexpr std::array<std::string_view, 2> kPlaceBasisKeys{"said", "room"};

struct Card {
  CardId id;
  RoomId room;
  materials::StreamKind kind = materials::StreamKind::offer;  ///< "I have", or a need: "I look for"
  std::string typed;                                          ///< all words, as typed
  std::string what;                                           ///< the words without amount, rhythm and place
  std::string who;                                            ///< an organisation or first name; may be empty
  std::string author;                                         ///< hash of the browser or account that wrote it
  std::string material;                                       ///< id in the taxonomy; empty = not recognised
  MaterialBasis material_basis = MaterialBasis::none;
  materials::Amount amount;
  network::Nis nis;
  PlaceBasis place_basis = PlaceBasis::room;
  Instant written_at;
  std::int64_t version = 1;
};

}  // namespace kringwerk::rooms
