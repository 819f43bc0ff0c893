#include "access/io/secrets.h"
#include "rooms/io/card_form.h"
#include "rooms/io/load_rooms.h"
#include "rooms/io/room_pages.h"
#include "rooms/io/show_board.h"
#include "rooms/join_code.h"
#include "rooms/run_room.h"
#include "site/page.h"
#include "site/qr_code.h"
#include "site/refusal.h"

namespace kringwerk::rooms {

namespace {

using site::Services;

constexpr std::array<std::string_view, 4> kFields{"kind", "typed", "who", "code"};

web::Response missing(const Services& services, const web::Call& call) {
  return site::refusal_page(services, call.request, call.language, 404);
}

/// The room of the code in the address, or nothing: ended, never there, or too many wrong codes from here.
std::optional<Room> find_room(RoomSite& site, const web::Call& call, std::string_view typed) {
  const Instant now = site.services.now();
  if (!site.gate.lets_in(call.request.remote_address, now)) return std::nullopt;
  const std::string code = tidy_code(typed);
  auto room = site.services.database.read([&](storage::Connection& connection) -> std::optional<Room> {
    return code.empty() ? std::nullopt : load_open_room(connection, code, now);
  });
  if (!room) site.gate.count_wrong(call.request.remote_address, now);
  return room;
}

std::string room_path(const Room& room) {
  return "/room/" + room.code;
}

site::PageFrame private_frame(const std::string& title) {
  site::PageFrame frame;
  frame.title = title;
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{title, ""}};
  return frame;
}

web::Response code_page(RoomSite& site, const web::Call& call) {
  const std::string typed(call.request.query.value("code"));
  web::Model model;
  model.set("ACTION", site::address(call.language, "/room")).set("CODE", typed);
  int status = 200;
  Violations violations;
  if (!typed.empty()) {
    if (const auto room = find_room(site, call, typed)) {
      return web::Response::see_other(site::address(call.language, room_path(*room)));
    }
    violations.push_back({"rooms.code_unknown", "code", {}});
    status = 422;
  }
  site::show_findings(site.services, call.language, violations, kFields, model, "rooms.field.");
  return site::page(site.services, call, "rooms/code.html", model,
                    private_frame(site.services.texts.get(call.language, "rooms.code.title")), status);
}

/// What stands in the form of the phone.
struct JoinView {
  Room room;
  CardTyped typed;
  std::string saved;  ///< id of the card just written
  Violations violations;
};

void fill_own_cards(RoomSite& site, const web::Call& call, const JoinView& view, web::Model& model) {
  const auto board = site.boards.at(view.room, site.services.now());
  const std::string author = site::sender_of(site.services, call);
  const std::string base = site::address(call.language, room_path(view.room) + "/cards/");
  for (std::size_t i = board->cards.size(); i-- > 0;) {
    const Card& card = board->cards[i];
    if (card.author != author) continue;
    web::Model& own = model.add("CARD").set("CARD_ACTION", base + card.id.text());
    own.show_if(card.id.text() == view.saved, "SAVED");
    fill_card(site.services, call.language, board->inside->economy, card, own);
    fill_card_choices(call.language, board->inside->economy, card, own);
  }
  model.set("COUNT", site.services.texts.plural(call.language, "rooms.join.count",
                                                static_cast<std::int64_t>(board->cards.size())));
}

web::Response join_page(RoomSite& site, const web::Call& call, const JoinView& view) {
  const Services& services = site.services;
  web::Model model;
  model.set("ROOM", view.room.name).set("KEY", access::make_secret());
  model.set("ACTION", site::address(call.language, room_path(view.room) + "/cards"));
  model.set("SCREEN", site::address(call.language, room_path(view.room) + "/screen"));
  model.show(view.typed.kind == materials::StreamKind::offer ? "HAVE" : "WANT");
  model.set("TYPED", view.typed.words).set("WHO", view.typed.who);
  fill_own_cards(site, call, view, model);
  site::show_findings(services, call.language, view.violations, kFields, model, "rooms.field.");
  const int status = view.violations.empty() ? 200 : 422;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "rooms/join.html", model, private_frame(view.room.name), status);
  });
}

web::Response show_join(RoomSite& site, const web::Call& call) {
  auto room = find_room(site, call, call.parameter("code"));
  if (!room) return missing(site.services, call);
  JoinView view{std::move(*room), {}, std::string(call.request.query.value("card")), {}};
  view.typed.who = call.request.query.value("who");
  return join_page(site, call, view);
}

web::Response write_card(RoomSite& site, const web::Call& call) {
  auto room = find_room(site, call, call.parameter("code"));
  if (!room) return missing(site.services, call);
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(site.services, call, read.form);
  if (!site::is_own_form(site.services, call, read.form) || !request) {
    return site::expired_form_page(site.services, call);
  }
  CardTyped typed = read_card_form(read.form, room->language);
  append(typed.violations, read.violations);
  const auto made = submit_card(site.services, call, *request, typed);
  if (made) {
    return web::Response::see_other(site::address(call.language, room_path(*room) + "?card=" + *made + "#own"));
  }
  JoinView view{std::move(*room), std::move(typed), {}, site::findings_of(made.error())};
  if (view.violations.empty()) return site::refused(site.services, call, made.error());
  return join_page(site, call, view);
}

enum class CardDeed { change, remove };

web::Response edit_card(RoomSite& site, const web::Call& call, CardDeed deed) {
  auto room = find_room(site, call, call.parameter("code"));
  if (!room) return missing(site.services, call);
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(site.services, call, read.form)) return site::expired_form_page(site.services, call);
  const CardAddress address{room->id, call.id<CardTag>("card")};
  const auto done = deed == CardDeed::change ? change_card(site.services, call, read.form, address)
                                             : throw_card_away(site.services, call, address);
  if (done) return web::Response::see_other(site::address(call.language, room_path(*room) + "#own"));
  JoinView view{std::move(*room), {}, {}, site::findings_of(done.error())};
  if (view.violations.empty()) return site::refused(site.services, call, done.error());
  return join_page(site, call, view);
}

std::optional<web::Model> board_model(RoomSite& site, const web::Call& call) {
  const auto room = find_room(site, call, call.parameter("code"));
  if (!room) return std::nullopt;
  web::Model model;
  const auto board = site.boards.at(*room, site.services.now());
  fill_board(site.services, call.language, *board, model);
  return model;
}

web::Response live_part(RoomSite& site, const web::Call& call) {
  const auto model = board_model(site, call);
  if (!model) return missing(site.services, call);
  return web::Response::html(site.services.templates.render("rooms/live.html", call.language, *model).text());
}

web::Response screen(RoomSite& site, const web::Call& call) {
  const auto room = find_room(site, call, call.parameter("code"));
  auto model = board_model(site, call);
  if (!room || !model) return missing(site.services, call);
  const Services& services = site.services;
  const std::string here = site::address(call.language, room_path(*room));
  const std::string join = services.public_url + here;
  model->set("LANG", language_code(call.language)).set("ROOM", room->name).set("CODE", shown_code(room->code));
  model->set("LIVE", here + "/live").set("HERE", here + "/screen").set("JOIN", join);
  model->set("SITE", services.public_url + site::address(call.language, "/room"));
  model->set("QR_SVG", site::draw_qr_code(join, services.texts.get(call.language, "rooms.screen.qr")));
  return web::Response::html(services.templates.render("rooms/screen.html", call.language, *model).text());
}

}  // namespace

void add_join_routes(web::Router& router, const std::shared_ptr<RoomSite>& site) {
  using web::Call;
  using web::Method;
  router.add({Method::get, "/{lang}/room", "rooms.code.find"},
             [site](const Call& call) { return code_page(*site, call); });
  router.add({Method::get, "/{lang}/room/{code}", "rooms.join.view"},
             [site](const Call& call) { return show_join(*site, call); });
  router.add({Method::get, "/{lang}/room/{code}/screen", "rooms.screen.view"},
             [site](const Call& call) { return screen(*site, call); });
  router.add({Method::get, "/{lang}/room/{code}/live", "rooms.screen.view"},
             [site](const Call& call) { return live_part(*site, call); });
  router.add({Method::post, "/{lang}/room/{code}/cards", "rooms.card.write"},
             [site](const Call& call) { return write_card(*site, call); });
  router.add({Method::post, "/{lang}/room/{code}/cards/{card:id}", "rooms.card.change"},
             [site](const Call& call) { return edit_card(*site, call, CardDeed::change); });
  router.add({Method::post, "/{lang}/room/{code}/cards/{card:id}/remove", "rooms.card.change"},
             [site](const Call& call) { return edit_card(*site, call, CardDeed::remove); });
}

}  // namespace kringwerk::rooms
