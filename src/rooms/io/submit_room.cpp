#include "rooms/io/submit_room.h"

#include "access/io/secrets.h"
#include "materials/io/load_materials.h"
#include "network/choose_place.h"
#include "network/io/load_places.h"
#include "rooms/io/load_rooms.h"
#include "rooms/io/save_rooms.h"
#include "rooms/join_code.h"
#include "rooms/run_room.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/csv_file.h"

namespace kringwerk::rooms {

namespace {

using Presence = web::FormReader::Presence;
using storage::Connection;

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestPlace = 80;
constexpr std::size_t kLongestId = 13;

Result<network::Municipality> find_place(Connection& connection, const std::string& typed) {
  std::vector<network::Municipality> possible;
  for (network::FoundPlace& place : network::find_places(connection, typed)) {
    possible.push_back(std::move(place.municipality));
  }
  return network::choose_place({typed, {}}, possible);
}

std::string new_code() {
  std::string code;
  while (code.empty()) code = code_from(access::make_secret());
  return code;
}

access::Deed deed_of(std::string_view action, RoomId room) {
  return {action, "room", room.value(), {}};
}

Result<Room> wanted_room(Connection& transaction, const site::Services& services, const RoomTyped& typed) {
  const auto hub = network::HubId::parse(typed.hub);
  if (!hub) return Missing{};
  Violations violations = typed.violations;
  const auto place = find_place(transaction, typed.place);
  if (!place && !typed.place.empty()) {
    if (const auto* invalid = std::get_if<Invalid>(&place.error())) append(violations, invalid->violations);
  }
  if (!violations.empty()) return Invalid{std::move(violations)};
  Room room;
  room.id = services.make_id<RoomTag>();
  room.hub = *hub;
  room.name = typed.name;
  room.language = typed.language;
  room.code = new_code();
  room.nis = place->nis;
  return room;
}

void add_line(const site::Services& services, Language language, const Room& room, const Card& card,
              const materials::Taxonomy& taxonomy, web::CsvFile& file) {
  const bool is_known = is_open(room, services.now());
  const auto* material = taxonomy.find(card.material);
  const auto word = [&](const std::string& list, std::string_view key) {
    return services.texts.get(language, list + std::string(key));
  };
  file.text(word("rooms.", card.kind == materials::StreamKind::offer ? "have" : "want"));
  file.text(card.typed).text(card.what).text(is_known ? card.who : std::string());
  file.text(material == nullptr ? std::string() : material->name.best(language)).thousandths(card.amount.thousandths);
  file.text(card.amount.thousandths
                ? word("materials.unit.", materials::key_in(materials::kAmountUnitKeys, card.amount.unit))
                : std::string());
  file.text(word("materials.rhythm.", materials::key_in(materials::kRhythmKeys, card.amount.rhythm)));
  file.moment(card.written_at).end_line();
}

}  // namespace

RoomTyped read_room_form(const web::Form& form, Language language) {
  web::FormReader reader(form, language);
  RoomTyped typed;
  typed.hub = reader.line("hub", Presence::required, kLongestId);
  typed.name = reader.line("name", Presence::required, kLongestName);
  typed.place = reader.line("place", Presence::required, kLongestPlace);
  constexpr std::array<std::string_view, 3> kCodes{"nl", "en", "fr"};
  const auto chosen = reader.choice("language", kCodes, Presence::required);
  typed.language = chosen ? kLanguages[*chosen] : language;
  typed.violations = reader.violations();
  return typed;
}

Result<std::string> submit_room(const site::Services& services, const web::Call& call,
                                const site::NamedRequest& request, const RoomTyped& typed) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const auto wanted = wanted_room(transaction, services, typed);
    if (!wanted) return wanted.error();
    const auto room = open_room(*wanted, site::actor_now(services, transaction, call), services.now());
    if (!room) return room.error();
    insert_room(transaction, *room);
    site::record(services, transaction, call, deed_of("room.opened", room->id));
    return room->id.text();
  });
}

Result<Done> submit_close(const site::Services& services, const web::Call& call, RoomId id) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const auto room = load_room(transaction, id);
    if (!room) return Missing{};
    const auto closed = close_room(*room, site::actor_now(services, transaction, call), services.now());
    if (!closed) return closed.error();
    close_room_now(transaction, *closed);
    site::record(services, transaction, call, deed_of("room.closed", id));
    return Done{};
  });
}

Result<std::string> export_cards(const site::Services& services, const web::Call& call, RoomId id) {
  const Language language = call.language;
  return services.database.write([&](Connection& transaction) -> Result<std::string> {
    const auto room = load_room(transaction, id);
    if (!room || !may_run(site::actor_now(services, transaction, call), *room)) return Missing{};
    const materials::Taxonomy taxonomy = materials::load_taxonomy(transaction);
    web::CsvFile file(services.texts.get(language, "rooms.csv_head"));
    for (const Card& card : load_cards(transaction, id)) add_line(services, language, *room, card, taxonomy, file);
    site::record(services, transaction, call, deed_of("room.exported", id));
    return file.lines();
  });
}

}  // namespace kringwerk::rooms
