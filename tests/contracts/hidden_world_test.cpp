#include "hidden_world.h"

#include <doctest/doctest.h>

#include "access/io/record_deed.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "network/io/load_organisations.h"
#include "network/io/save_calendar.h"
#include "network/io/save_capability.h"
#include "site/make_once.h"
#include "text/format.h"

namespace kringwerk::contracts {

using access::HeldRole;
using access::Role;
using access::Scope;
using access::ScopeKind;
using materials::Stream;
using materials::StreamId;
using materials::StreamKind;
using materials::StreamState;
using materials::Visibility;
using storage::Connection;
using storage::Database;

namespace {

constexpr std::int64_t kHalfHiddenHeat = 10;

std::int64_t hub_of(Database& database, const Stream& stream) {
  return database.read([&](Connection& connection) { return materials::load_hubs_of(connection, stream).at(0); });
}

std::int64_t other_hub(Database& database, std::int64_t hub) {
  return database.read([&](Connection& connection) {
    auto rows = connection.query("SELECT MIN(hub_id) FROM hub WHERE hub_id <> ?1", hub);
    rows.next();
    return rows.int64(0);
  });
}

}  // namespace

StreamId shipped(std::string_view key) {
  return StreamId::from_key("stream", key);
}

Stream load(Database& database, StreamId id) {
  return database.read(
      [&](Connection& connection) { return materials::load_stream_to_decide(connection, id).value(); });
}

HiddenWorld::HiddenWorld(Database& database)
    : site_(database),
      offer_(load(database, shipped("offer-golden-pp"))),
      need_(load(database, shipped("need-golden-crates"))),
      hub_(hub_of(database, offer_)),
      other_hub_(other_hub(database, hub_)) {
  for (std::int64_t reach = 0; reach < 3; ++reach) {
    insert_half_hidden(reach, reach, reach == 1 ? need_ : offer_);
    insert_half_hidden(kHalfHiddenHeat + reach, reach, load(database, shipped("offer-oven-heat")));
  }
  seat_outsiders();
}

void HiddenWorld::hide(Standpoint standpoint) {
  const auto reach = static_cast<Visibility>(standpoint);
  const std::int64_t first = static_cast<std::int64_t>(standpoint) * 10;
  insert_hidden(first, offer_, reach, StreamState::open);
  insert_hidden(first + 1, need_, reach, StreamState::open);
  insert_hidden(first + 2, load(site_.database(), shipped("need-near-miss-date")), reach, StreamState::open);
  insert_hidden(first + 3, offer_, Visibility::everyone, StreamState::draft);
  insert_hidden(first + 4, load(site_.database(), shipped("offer-oven-heat")), reach, StreamState::open);
  insert_hidden(first + 5, offer_, reach, StreamState::closed);
  // What has ended is no longer the network's.
  if (standpoint == Standpoint::network) {
    insert_hidden(first + 6, offer_, Visibility::network, StreamState::closed);
    insert_shared(first + 7, offer_);
    insert_shared(first + 8, need_);
  }
  change_hidden_fields(static_cast<std::int64_t>(standpoint));
  change_hidden_fields(kHalfHiddenHeat + static_cast<std::int64_t>(standpoint));
  if (standpoint == Standpoint::network) hide_other_records();
}

void HiddenWorld::seat_outsiders() {
  const network::OrganisationId stranger = load(site_.database(), shipped("offer-nothing-fits")).organisation.value();
  REQUIRE(stranger != offer_.organisation);
  const auto at_hub = [&](Role role) { return std::vector<HeldRole>{{role, {ScopeKind::hub, other_hub_}}}; };
  const auto add = [&](const char* name, Standpoint standpoint, const std::vector<HeldRole>& roles) {
    const auto person = static_cast<std::int64_t>(700 + outsiders_.size());
    outsiders_.push_back({name, standpoint, site_.sign_in(person, roles)});
  };
  outsiders_.push_back({"visitor", Standpoint::street, ""});
  add("citizen", Standpoint::street, {});
  add("another company", Standpoint::network, {{Role::organisation_user, {ScopeKind::organisation, stranger.value()}}});
  add("coach of another hub", Standpoint::network, at_hub(Role::coach));
  add("coordinator of another hub", Standpoint::network, at_hub(Role::coordinator));
  add("policy officer of another hub", Standpoint::network, at_hub(Role::policy_officer));
  add("auditor", Standpoint::oversight, {{Role::auditor, Scope::network()}});
  add("administrator", Standpoint::oversight, {{Role::administrator, Scope::network()}});
}

void HiddenWorld::insert(const Stream& stream, const std::string& contact) {
  site_.database().write([&](Connection& transaction) {
    materials::insert_stream(transaction, stream, {contact, {}});
  });
}

void HiddenWorld::insert_half_hidden(std::int64_t number, std::int64_t reach, Stream stream) {
  stream.id = half_hidden(number);
  stream.nis = offer_.nis;
  stream.title = LocalText{"Half getoond " + std::to_string(number), "", ""};
  const auto visibility = static_cast<Visibility>(reach);
  stream.fields = {visibility, visibility, std::min(visibility, Visibility::hub), visibility};
  stream.price_per_tonne = Money::euros(11);
  stream.unit_price_thousandths = 11;
  insert(stream, "eerst@example.org");
}

void HiddenWorld::change_hidden_fields(std::int64_t number) {
  Stream stream = load(site_.database(), half_hidden(number));
  stream.unit_price_thousandths = 777'123;
  stream.price_per_tonne = Money::euros(777'123);
  stream.position = Point{4.71234, 50.85432};
  ++stream.version;
  site_.database().write([&](Connection& transaction) {
    REQUIRE(materials::update_stream(transaction, stream, std::string(kCanary) + "@example.org"));
    // update_stream leaves the owner as it is; another one must show no more than the first.
    transaction.execute("UPDATE stream SET organisation_id = ?1 WHERE stream_id = ?2", need_.organisation, stream.id);
  });
}

void HiddenWorld::insert_hidden(std::int64_t number, Stream stream, Visibility reach, StreamState state) {
  const std::string canary = std::string(kCanary) + std::to_string(number);
  stream.id = hidden(number);
  stream.nis = offer_.nis;
  stream.state = state;
  stream.visibility = reach;
  stream.typed_what = canary + " woorden";
  stream.title = LocalText{canary + " titel", canary + " title", canary + " titre"};
  stream.description = LocalText{canary + " uitleg", canary + " explained", canary + " explication"};
  stream.packaging = canary + " verpakt";
  stream.amount.thousandths = 4'000 + number;
  stream.price_per_tonne = Money::euros(654'321 + number);
  stream.position = Point{4.6 + 0.01 * static_cast<double>(number), 50.9};
  if (stream.kind == StreamKind::need) stream.available = {};
  // Near enough for heat to be found.
  if (stream.resource == materials::Resource::energy) stream.position.reset();
  insert(stream, canary + "@example.org");
}

void HiddenWorld::insert_shared(std::int64_t number, const Stream& stream) {
  insert_hidden(number, stream, Visibility::hub, StreamState::open);
  Stream shared = load(site_.database(), hidden(number));
  shared.shared_hub = network::HubId{hub_};
  ++shared.version;
  site_.database().write([&](Connection& transaction) {
    auto rows = transaction.query("SELECT MIN(nis) FROM hub_area WHERE hub_id = ?1", other_hub_);
    rows.next();
    shared.nis = network::Nis{rows.get<std::string>(0)};
    REQUIRE(materials::update_stream(transaction, shared, std::string(kCanary) + "@example.org"));
  });
}

void HiddenWorld::hide_other_records() {
  const std::string canary(kCanary);
  site_.sign_in(799, {{Role::organisation_user, {ScopeKind::organisation, offer_.organisation->value()}},
                      {Role::coordinator, {ScopeKind::hub, hub_}}});
  site_.database().write([&](Connection& transaction) {
    transaction.execute("UPDATE person SET name = ?1, email = ?2 WHERE person_id = 799", canary + " mens",
                        canary + "-mens@example.org");
    transaction.execute(
        "INSERT INTO hub_case (case_id, hub_id, stream_id, state, question, asker_name, asker_email, language, "
        "answer_due_on, secret_hash, created_at_ms, version) VALUES (77, ?1, ?2, 'received', ?3, ?3, ?4, 'nl', "
        "'2026-12-01', 'none', ?5, 1)",
        hub_, hidden(0), canary + " vraag", canary + "-vraag@example.org", site_.now());
    // In the calendar of a workshop that everybody sees, and so little that no step of 10 % is passed.
    network::Booking booking;
    booking.id = network::BookingId{7'000'000};
    booking.capability = network::CapabilityId::from_key("capability", "cap-golden-sort");
    booking.title = canary + " boeking";
    booking.per_week = Mass::kilograms(1);
    const Day today = text::brussels_day(site_.now());
    booking.from = booking.to = plus_days(network::monday_of(today), 7);
    booking.made_by = access::PersonId{799};
    booking.made_at = site_.now();
    network::insert_booking(transaction, {booking.capability, today}, booking);
    auto draft = network::load_capability(transaction, booking.capability).value();
    draft.id = network::CapabilityId{kHiddenCapability};
    draft.name = LocalText{canary + " werk", "", ""};
    draft.state = network::CapabilityState::draft;
    network::insert_capability(transaction, draft);
    site::claim_request(transaction, {canary, canary, canary}, site_.now());
    access::record_deed(transaction, std::string(32, 'a'),
                        {access::ActorKind::person, access::PersonId{799}, canary, site_.now()},
                        {"stream.updated", "stream", hidden(0).value(), {{"title", canary, canary}}});
  });
}

}  // namespace kringwerk::contracts
