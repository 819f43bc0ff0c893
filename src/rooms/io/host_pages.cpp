#include <algorithm>

#include "access/io/secrets.h"
#include "network/io/load_hubs.h"
#include "rooms/io/card_form.h"
#include "rooms/io/load_rooms.h"
#include "rooms/io/room_pages.h"
#include "rooms/io/submit_room.h"
#include "rooms/join_code.h"
#include "rooms/run_room.h"
#include "site/page.h"
#include "site/qr_code.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/csv_file.h"

namespace kringwerk::rooms {

namespace {

using site::Services;
using storage::Connection;

constexpr std::array<std::string_view, 4> kFields{"name", "place", "hub", "language"};
constexpr std::array<std::string_view, 2> kCardFields{"typed", "material"};

std::vector<std::int64_t> own_hubs(const access::Actor& actor) {
  return actor.scopes(access::ScopeKind::hub, {access::Role::coordinator});
}

/// The list of rooms with the form for a new one.
struct ListView {
  RoomTyped typed;
  Violations violations;
};

struct LoadedList {
  std::vector<network::Hub> hubs;
  std::vector<Room> rooms;
  std::string place;  ///< where a room of the first hub most likely is
};

LoadedList load_list(Connection& connection, const access::Actor& actor) {
  LoadedList list;
  for (const std::int64_t id : own_hubs(actor)) {
    if (auto hub = network::load_hub(connection, network::HubId{id})) list.hubs.push_back(std::move(*hub));
  }
  list.rooms = load_rooms_of(connection, own_hubs(actor));
  if (!list.hubs.empty()) {
    const auto areas = network::load_areas(connection, list.hubs.front().id);
    if (!areas.empty()) list.place = areas.front().name.best(Language::nl);
  }
  return list;
}

void fill_rooms(const Services& services, const web::Call& call, const LoadedList& list, web::Model& model) {
  if (list.rooms.empty()) {
    model.show("NOTHING");
    return;
  }
  web::Model& table = model.add("TABLE");
  for (const Room& room : list.rooms) {
    web::Model& row = table.add("ROW").set("ADDRESS", site::address(call.language, "/rooms/" + room.id.text()));
    row.set("NAME", room.name).set("OPENED", text::moment(call.language, room.opened_at));
    row.show(is_open(room, services.now()) ? "OPEN" : "CLOSED");
  }
}

web::Response list_page(RoomSite& site, const web::Call& call, const ListView& view) {
  const Services& services = site.services;
  const LoadedList list =
      services.database.read([&](Connection& connection) { return load_list(connection, site::visit_of(call).actor); });
  web::Model model;
  model.set("ACTION", site::address(call.language, "/rooms")).set("KEY", access::make_secret());
  model.set("NAME", view.typed.name);
  model.set("PLACE", view.typed.place.empty() && view.violations.empty() ? list.place : view.typed.place);
  for (const network::Hub& hub : list.hubs) {
    web::Model& option = model.add("HUB_OPTION");
    option.set("ID", hub.id.text()).set("HUB", hub.name).show_if(hub.id.text() == view.typed.hub, "SELECTED");
  }
  const Language chosen = view.violations.empty() ? call.language : view.typed.language;
  for (const Language language : kLanguages) {
    const std::string code(language_code(language));
    model.add("LANGUAGE_OPTION")
        .set("CODE", code)
        .set("LANGUAGE_NAME", services.texts.get(call.language, "rooms.language." + code))
        .show_if(language == chosen, "SELECTED");
  }
  fill_rooms(services, call, list, model);
  site::show_findings(services, call.language, view.violations, kFields, model, "rooms.field.");
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "rooms.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(call.language, "site.my"), "/my"}, {frame.title, ""}};
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "rooms/list.html", model, frame, view.violations.empty() ? 200 : 422);
  });
}

web::Response open(RoomSite& site, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(site.services, call, read.form);
  if (!site::is_own_form(site.services, call, read.form) || !request) {
    return site::expired_form_page(site.services, call);
  }
  RoomTyped typed = read_room_form(read.form, call.language);
  append(typed.violations, read.violations);
  const auto made = submit_room(site.services, call, *request, typed);
  if (made) return web::Response::see_other(site::address(call.language, "/rooms/" + *made));
  const Violations violations = site::findings_of(made.error());
  if (violations.empty()) return site::refused(site.services, call, made.error());
  return list_page(site, call, {std::move(typed), violations});
}

/// The card whose form is open: one at a time, so that the page of a full room stays light.
std::string opened_card(const web::Call& call) {
  const auto posted = std::find_if(call.parameters.begin(), call.parameters.end(),
                                   [](const auto& parameter) { return parameter.first.starts_with("card"); });
  return posted == call.parameters.end() ? std::string(call.request.query.value("card")) : posted->second;
}

void fill_cards(RoomSite& site, const web::Call& call, const Room& room, web::Model& model) {
  const auto board = site.boards.at(room, site.services.now());
  if (board->cards.empty()) {
    model.show("NO_CARDS");
    return;
  }
  web::Model& table = model.add("CARDS").set("HOME", site::address(call.language, "")).set("HUB", room.hub.text());
  const std::string here = site::address(call.language, "/rooms/" + room.id.text());
  const std::string base = here + "/cards/";
  const std::string opened = opened_card(call);
  // First those that need a hand.
  for (const bool unread : {true, false}) {
    for (const Card& card : board->cards) {
      if (card.material.empty() != unread) continue;
      web::Model& row = table.add("CARD").set("CARD_ACTION", base + card.id.text());
      fill_card(site.services, call.language, board->inside->economy, card, row);
      if (card.id.text() == opened) {
        fill_card_choices(call.language, board->inside->economy, card, row.add("FORM"));
      } else {
        row.add("EDIT").set("EDIT_LINK", here + "?card=" + card.id.text() + "#card-" + card.id.text());
      }
      const auto town = board->inside->economy.municipalities.find(card.nis);
      const std::string place =
          town == board->inside->economy.municipalities.end() ? "" : town->second.name.best(Language::nl);
      // For the form of an entry for a company; what the words say about the place moves to its own field there.
      row.set("KIND_KEY", materials::key_in(materials::kStreamKindKeys, card.kind)).set("PLACE_NAME", place);
    }
  }
}

web::Response room_page(RoomSite& site, const web::Call& call, const Violations& violations = {}) {
  const Services& services = site.services;
  const auto room =
      services.database.read([&](Connection& connection) { return load_room(connection, call.id<RoomTag>("room")); });
  if (!room || !may_run(site::visit_of(call).actor, *room)) return site::refused(services, call, Missing{});
  const Language language = call.language;
  const std::string path = "/rooms/" + room->id.text();
  web::Model model;
  model.set("ROOM", room->name).set("CSV", site::address(language, path + "/cards.csv"));
  model.set("ENDS", services.texts.format(language, "rooms.ends", {{"when", text::moment(language, room->ends_at)}}));
  if (is_open(*room, services.now())) {
    const std::string join = site::address(room->language, "/room/" + room->code);
    web::Model& open_part = model.add("OPEN").set("CODE", shown_code(room->code)).set("JOIN", join);
    open_part.set("JOIN_WHOLE", services.public_url + join).set("SCREEN", join + "/screen");
    open_part.set("QR_SVG",
                  site::draw_qr_code(services.public_url + join, services.texts.get(language, "rooms.screen.qr")));
    open_part.set("CLOSE", site::address(language, path + "/close"));
  } else {
    model.show("CLOSED");
  }
  fill_cards(site, call, *room, model);
  site::show_findings(services, language, violations, kCardFields, model, "rooms.field.");
  site::PageFrame frame;
  frame.title = room->name;
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "rooms.title"), "/rooms"}, {room->name, ""}};
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "rooms/room.html", model, frame, violations.empty() ? 200 : 422);
  });
}

enum class HostDeed { close, change_card, remove_card };

web::Response act(RoomSite& site, const web::Call& call, HostDeed deed) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(site.services, call, read.form)) return site::expired_form_page(site.services, call);
  const RoomId room = call.id<RoomTag>("room");
  const auto done = [&] {
    if (deed == HostDeed::close) return submit_close(site.services, call, room);
    const CardAddress address{room, call.id<CardTag>("card")};
    return deed == HostDeed::change_card ? change_card(site.services, call, read.form, address)
                                         : throw_card_away(site.services, call, address);
  }();
  if (done) return web::Response::see_other(site::address(call.language, "/rooms/" + room.text()));
  const Violations violations = site::findings_of(done.error());
  return violations.empty() ? site::refused(site.services, call, done.error()) : room_page(site, call, violations);
}

web::Response cards_csv(RoomSite& site, const web::Call& call) {
  const auto csv = export_cards(site.services, call, call.id<RoomTag>("room"));
  if (!csv) return site::refused(site.services, call, csv.error());
  return web::csv_download("cards.csv", *csv);
}

}  // namespace

void add_host_routes(web::Router& router, const std::shared_ptr<RoomSite>& site) {
  using web::Call;
  using web::Method;
  router.add({Method::get, "/{lang}/rooms", "rooms.list.view"},
             [site](const Call& call) { return list_page(*site, call, {}); });
  router.add({Method::post, "/{lang}/rooms", "rooms.room.open"},
             [site](const Call& call) { return open(*site, call); });
  router.add({Method::get, "/{lang}/rooms/{room:id}", "rooms.room.view"},
             [site](const Call& call) { return room_page(*site, call); });
  router.add({Method::post, "/{lang}/rooms/{room:id}/close", "rooms.room.close"},
             [site](const Call& call) { return act(*site, call, HostDeed::close); });
  router.add({Method::get, "/{lang}/rooms/{room:id}/cards.csv", "rooms.cards.export"},
             [site](const Call& call) { return cards_csv(*site, call); });
  router.add({Method::post, "/{lang}/rooms/{room:id}/cards/{card:id}", "rooms.card.manage"},
             [site](const Call& call) { return act(*site, call, HostDeed::change_card); });
  router.add({Method::post, "/{lang}/rooms/{room:id}/cards/{card:id}/remove", "rooms.card.manage"},
             [site](const Call& call) { return act(*site, call, HostDeed::remove_card); });
}

void add_room_routes(web::Router& router, const site::Services& services,
                     std::shared_ptr<matchmaking::LiveEconomy> live) {
  const auto site = std::make_shared<RoomSite>(services, std::move(live));
  add_join_routes(router, site);
  add_host_routes(router, site);
}

}  // namespace kringwerk::rooms
