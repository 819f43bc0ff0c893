#include "clocks/io/load_clocks.h"
#include "freshness/io/board.h"
#include "freshness/io/letter_store.h"
#include "materials/io/load_streams.h"
#include "materials/io/save_stream.h"
#include "network/io/save_confirmation.h"
#include "notify/outbox.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::freshness {

namespace {

using storage::Connection;

constexpr std::array<std::string_view, 1> kAddressFields{"email"};

/// The record of the address, when the sender may change how it is asked for.
std::optional<DueRecord> record_of(const site::Services& services, const web::Call& call, Connection& connection) {
  const auto key = parse_record_key(call.parameter("record"));
  if (!key) return std::nullopt;
  const auto reading = clocks::load_clock_reading(connection, services.now());
  auto record = load_record(connection, reading, *key);
  if (!record) return std::nullopt;
  const access::Actor actor = site::actor_now(services, connection, call);
  const auto facts = load_clock_facts(connection, *record, reading.today);
  if (!access::may(actor, access::Action::update, facts)) return std::nullopt;
  return record;
}

web::Response show_address(const site::Services& services, const web::Call& call, const DueRecord& record,
                           const std::string& typed, const Violations& violations) {
  const Language language = call.language;
  web::Model model;
  model.set("ACTION", std::string(call.request.path)).set("BOARD", site::address(language, "/freshness"));
  const Language written = record.title.best_language(language);
  model.set("TITLE", record.title.exact(written)).set("TITLE_LANG", language_code(written));
  model.set("EMAIL", typed);
  if (record.standing.reach == Reach::bouncing) {
    model.add("BOUNCING").set("ADDRESS", record.contact).set("REASON", record.bounce_reason);
  } else if (record.contact.empty()) {
    model.show("NO_ADDRESS");
  } else {
    model.add("KNOWN").set("ADDRESS", record.contact);
  }
  site::show_findings(services, language, violations, kAddressFields, model, "freshness.address.");
  site::PageFrame frame;
  frame.title = services.texts.get(language, "freshness.address.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"},
                  {services.texts.get(language, "freshness.board.title"), "/freshness"},
                  {frame.title, ""}};
  constexpr int kWrong = 422;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "freshness/address.html", model, frame, violations.empty() ? 200 : kWrong);
  });
}

/// The record's own address where it has one, else its organisation's.
Result<> put_address(Connection& transaction, const DueRecord& record, const std::string& email) {
  if (audited_as(record.key.type) == "stream") {
    auto stream = materials::load_stream_to_decide(transaction, materials::StreamId{record.key.number});
    if (!stream) return Missing{};
    if (!record.organisation || !materials::load_contact_email(transaction, stream->id).empty()) {
      ++stream->version;
      if (!materials::update_stream(transaction, *stream, email)) return Conflict{};
      return Done{};
    }
  }
  if (!record.organisation) return Missing{};
  network::set_organisation_contact(transaction, *record.organisation, email);
  return Done{};
}

}  // namespace

web::Response address_page(const site::Services& services, const web::Call& call) {
  const auto record =
      services.database.read([&](Connection& connection) { return record_of(services, call, connection); });
  if (!record) return site::refusal_page(services, call.request, call.language, 404);
  return show_address(services, call, *record, record->contact, {});
}

web::Response change_address(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const bool is_right = read.form.fields.value("deed") == "right";
  web::FormReader reader(read.form, call.language);
  const std::string email = is_right ? std::string() : reader.email("email", web::FormReader::Presence::required);
  const auto record =
      services.database.read([&](Connection& connection) { return record_of(services, call, connection); });
  if (!record) return site::refusal_page(services, call.request, call.language, 404);
  if (!reader.violations().empty()) {
    return show_address(services, call, *record, std::string(reader.typed("email")), reader.violations());
  }
  const auto done = services.database.write([&](Connection& transaction) -> Result<> {
    const auto now_record = record_of(services, call, transaction);
    if (!now_record) return Missing{};
    // Only mails that came back are forgotten: an address that works keeps its week.
    if (now_record->standing.reach == Reach::bouncing) {
      DueQuery query;
      query.contact = now_record->contact;
      const auto reading = clocks::load_clock_reading(transaction, services.now());
      forget_mails(transaction, load_due_records(transaction, reading, query), now_record->contact);
    }
    if (is_right || text::lower_case(email) == now_record->contact) {
      notify::lift_bounce(transaction, now_record->contact);
      site::record(services, transaction, call,
                   {"freshness.bounce_lifted", audited_as(now_record->key.type), now_record->key.number, {}});
      return Done{};
    }
    const auto put = put_address(transaction, *now_record, email);
    if (!put) return put.error();
    site::record(
        services, transaction, call,
        {"freshness.address_changed", audited_as(now_record->key.type), now_record->key.number, {{"contact", {}, {}}}});
    return Done{};
  });
  if (!done) return site::refused(services, call, done.error());
  return web::Response::see_other(site::address(call.language, "/freshness") + "?said=address&n=1");
}

}  // namespace kringwerk::freshness
