#include "rooms/io/submit_card.h"

#include "materials/draft_offer.h"
#include "materials/io/load_materials.h"
#include "network/io/load_places.h"
#include "rooms/io/load_rooms.h"
#include "rooms/io/save_rooms.h"
#include "rooms/join_code.h"
#include "rooms/read_card.h"
#include "rooms/run_room.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::rooms {

namespace {

using Presence = web::FormReader::Presence;
using storage::Connection;

constexpr std::size_t kLongestMaterial = 80;

/// One municipality, or the only one that goes by exactly this name.
std::optional<network::Nis> find_place(Connection& connection, const std::string& typed) {
  if (typed.empty()) return std::nullopt;
  const auto found = network::find_places(connection, typed);
  if (found.size() == 1) return found.front().municipality.nis;
  return std::nullopt;
}

void read_amount(const materials::ReadPhrase& phrase, Language language, const materials::MaterialClass* material,
                 materials::Amount& amount) {
  text::Thousandths number;
  amount.rhythm = phrase.rhythm;
  if (!phrase.unit || !text::parse_decimal(language, phrase.number_text, number) || number.value <= 0) return;
  const std::int64_t in_kilograms = *phrase.unit == materials::AmountUnit::t ? 1000 : 1;
  if (number.value > materials::kLargestAmountKilograms / in_kilograms * 1000) return;
  amount.thousandths = number.value;
  amount.unit = *phrase.unit;
  amount.quality = materials::AmountQuality::estimated;
  if (amount.unit == materials::AmountUnit::m3 && material != nullptr) amount.mass_per_unit = material->mass_per_m3;
}

void set_material(const materials::Taxonomy& taxonomy, const CardTyped& typed, Card& card) {
  if (taxonomy.find(typed.material) != nullptr) {
    card.material = typed.material;
    card.material_basis = MaterialBasis::picked;
    return;
  }
  const auto guesses = taxonomy.recognise(text::folded(card.what), 1);
  if (guesses.empty()) return;
  card.material = guesses.front().material;
  card.material_basis = MaterialBasis::guessed;
}

access::Deed deed_of(std::string_view action, const Card& card) {
  return {action, "room_card", card.id.value(), {}};
}

/// In the name of who signed in, else of whoever has the code.
void tell_trail(const site::Services& services, Connection& transaction, const web::Call& call,
                const access::Deed& deed) {
  access::record_deed(transaction, services.keys.audit, site::link_holder_of(services, call), deed);
}

Result<Card> load_editable(const site::Services& services, Connection& transaction, const web::Call& call,
                           const CardAddress& address) {
  const auto room = load_room(transaction, address.room);
  auto card = load_card(transaction, address.card);
  const access::Actor actor = site::actor_now(services, transaction, call);
  if (!room || !card) return Missing{};
  if (!may_edit(*card, *room, {actor, site::sender_of(services, call), services.now()})) return Missing{};
  return std::move(*card);
}

}  // namespace

CardTyped read_card_form(const web::Form& form, Language language) {
  web::FormReader reader(form, language);
  CardTyped typed;
  const auto kind = reader.choice("kind", materials::kStreamKindKeys, Presence::required);
  typed.kind = kind ? static_cast<materials::StreamKind>(*kind) : materials::StreamKind::offer;
  typed.words = reader.line("typed", Presence::required, kLongestWords);
  typed.who = reader.line("who", Presence::optional, kLongestWho);
  typed.material = reader.line("material", Presence::optional, kLongestMaterial);
  typed.violations = reader.violations();
  return typed;
}

Card understood(Connection& connection, const CardTyped& typed, const Room& room) {
  const ReadWords whole = read_words(typed.words);
  const auto place = find_place(connection, whole.place);
  // Words behind "in" that are no place belong to what it is: "flessen in Glas".
  const materials::ReadPhrase phrase = place ? whole.phrase : read_without_place(typed.words);
  Card card;
  card.room = room.id;
  card.kind = typed.kind;
  card.typed = typed.words;
  card.what = phrase.what;
  card.who = typed.who;
  card.nis = place.value_or(room.nis);
  card.place_basis = place ? PlaceBasis::said : PlaceBasis::room;
  const materials::Taxonomy taxonomy = materials::load_taxonomy(connection);
  set_material(taxonomy, typed, card);
  read_amount(phrase, room.language, taxonomy.find(card.material), card.amount);
  return card;
}

Result<std::string> submit_card(const site::Services& services, const web::Call& call,
                                const site::NamedRequest& request, const CardTyped& typed) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const auto room = load_open_room(transaction, tidy_code(call.parameter("code")), services.now());
    if (!room) return Missing{};
    if (!typed.violations.empty()) return Invalid{typed.violations};
    Card card = understood(transaction, typed, *room);
    card.id = services.make_id<CardTag>();
    card.author = request.owner;
    card.written_at = services.now();
    Violations violations = check_words(card);
    append(violations, check_load(load_load(transaction, room->id, card.author, services.now())));
    if (!violations.empty()) return Invalid{std::move(violations)};
    insert_card(transaction, card);
    tell_trail(services, transaction, call, deed_of("room_card.written", card));
    return card.id.text();
  });
}

Result<Done> change_card(const site::Services& services, const web::Call& call, const web::Form& form,
                         const CardAddress& address) {
  const auto seen = site::version_of(call, form, "card", address.card.text());
  if (!seen) return seen.error();
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const auto card = load_editable(services, transaction, call, address);
    if (!card) return card.error();
    if (card->version != *seen) return Stale{};
    const auto room = load_room(transaction, address.room);
    CardTyped typed = read_card_form(form, room->language);
    if (!typed.violations.empty()) return Invalid{typed.violations};
    Card next = understood(transaction, typed, *room);
    next.id = card->id;
    next.who = card->who;
    next.author = card->author;
    next.written_at = card->written_at;
    next.version = card->version + 1;
    Violations violations = check_words(next);
    if (!violations.empty()) return Invalid{std::move(violations)};
    if (!update_card(transaction, next)) return Stale{};
    tell_trail(services, transaction, call, deed_of("room_card.changed", next));
    return Done{};
  });
}

Result<Done> throw_card_away(const site::Services& services, const web::Call& call, const CardAddress& address) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const auto card = load_editable(services, transaction, call, address);
    if (!card) return card.error();
    remove_card(transaction, *card);
    tell_trail(services, transaction, call, deed_of("room_card.removed", *card));
    return Done{};
  });
}

}  // namespace kringwerk::rooms
