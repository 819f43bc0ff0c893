#include "materials/io/own_pages.h"

#include <algorithm>

#include "access/io/load_mailbox.h"
#include "access/io/secrets.h"
#include "materials/agreed_amount.h"
#include "materials/io/change_own_stream.h"
#include "materials/io/load_materials.h"
#include "materials/io/load_streams.h"
#include "materials/io/own_view.h"
#include "materials/io/row_words.h"
#include "network/io/load_hubs.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;

std::vector<std::int64_t> own_organisations(const access::Actor& actor) {
  return actor.scopes(access::ScopeKind::organisation, {access::Role::organisation_user});
}

std::vector<OwnerChoice> load_owners(Connection& connection, const access::Actor& actor) {
  std::vector<OwnerChoice> owners;
  for (const std::int64_t id : own_organisations(actor)) {
    if (auto found = network::load_organisation(connection, network::OrganisationId{id})) {
      owners.push_back({found->id, found->name});
    }
  }
  return owners;
}

void show_amount(const site::Services& services, Language language, const Stream& stream, const RowWords& words,
                 web::Model& row) {
  const Amount& whole = stream.amount;
  const std::string rhythm =
      services.texts.get(language, "materials.rhythm." + std::string(key_in(kRhythmKeys, whole.rhythm)));
  row.set("AMOUNT", words.amount(open_amount(whole, stream.agreed))).set("RHYTHM", whole.thousandths ? rhythm : "");
  if (stream.agreed <= Mass{} || !mass_each_time(whole)) return;
  row.add("PART").set("TEXT",
                      services.texts.format(language, "materials.own.of_whole", {{"whole", words.amount(whole)}}));
}

/// What the rows of the list name.
struct OwnLists {
  std::vector<OwnerChoice> owners;
  std::vector<network::Hub> hubs;
};

void show_row(const site::Services& services, Language language, const Stream& stream, const OwnLists& lists,
              web::Model& row) {
  constexpr std::array<std::string_view, 4> kIcons{"lock", "users-group", "users", "world"};
  const auto words = [&](std::string_view list, std::string_view key) {
    return services.texts.get(language, std::string(list) + std::string(key));
  };
  row.set("ADDRESS", site::address(language, "/our-streams/" + stream.id.text()));
  row.set("TITLE", stream.title.best(language)).set("TITLE_LANG", language_code(stream.title.best_language(language)));
  row.set("KIND", words("materials.kind.", key_in(kStreamKindKeys, stream.kind)));
  row.set("STATE", words("materials.own.state.", key_in(kStreamStateKeys, stream.state)));
  row.set("VISIBILITY", words("materials.own.reach.", reach_of(stream)));
  row.set("ICON", services.asset("icons.svg") + "#i-" + std::string(key_in(kIcons, stream.visibility)));
  for (const OwnerChoice& owner : lists.owners) {
    if (owner.id == stream.organisation) row.set("ORGANISATION", owner.name);
  }
  for (const network::Hub& hub : lists.hubs) {
    if (hub.id == stream.shared_hub) row.add("ONLY_HUB").set("NAME", hub.name);
  }
}

web::Response list_page(const site::Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  OwnLists lists;
  const auto& owners = lists.owners;
  const auto streams = services.database.read([&](Connection& connection) {
    lists = {load_owners(connection, actor), network::load_hubs(connection)};
    return load_own_streams(connection, own_organisations(actor));
  });
  web::Model model;
  const std::string path = site::address(call.language, "/our-streams/new");
  if (!owners.empty()) model.add("MAKE").set("OFFER", path).set("NEED", path + "?kind=need");
  if (streams.empty()) {
    const std::string why = owners.empty() ? "materials.own.nobody" : "materials.own.none";
    model.add("NOTHING")
        .set("TITLE", services.texts.get(call.language, why + ".title"))
        .set("TEXT", services.texts.get(call.language, why + ".text"));
  } else {
    web::Model& table = model.add("TABLE");
    const RowWords words(services, call.language);
    for (const Stream& stream : streams) {
      web::Model& row = table.add("ROW");
      show_row(services, call.language, stream, lists, row);
      show_amount(services, call.language, stream, words, row);
    }
  }
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "materials.own.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "materials/own_streams.html", model, frame);
}

/// Guesses at the material, with the one it has now.
void add_materials(const Taxonomy& taxonomy, OwnView& view) {
  add_guesses(taxonomy, view.form);
  if (!view.stream || view.stream->material.empty()) return;
  const MaterialClass* now = taxonomy.find(view.stream->material);
  auto& guesses = view.form.guesses;
  if (now != nullptr && std::find(guesses.begin(), guesses.end(), now) == guesses.end()) guesses.push_back(now);
}

/// The form with what the store knows about what was typed.
web::Response show_form(const site::Services& services, const web::Call& call, OwnView view) {
  const access::Actor& actor = site::visit_of(call).actor;
  const Taxonomy taxonomy = services.database.read([&](Connection& connection) {
    view.owners = load_owners(connection, actor);
    view.words = load_terms(connection);
    view.hubs = network::load_hubs(connection);
    if (!view.form.typed.place.empty() && !view.form.violations.empty()) {
      view.form.place_choice.clear();
      for (network::FoundPlace& place : network::find_places(connection, view.form.typed.place)) {
        view.form.place_choice.push_back(std::move(place.municipality));
      }
    }
    return load_taxonomy(connection);
  });
  if (!view.stream && view.owners.empty()) return site::refused(services, call, Missing{});
  add_materials(taxonomy, view);
  view.form.kind = view.kind;
  view.form.dates = FreeDates::elsewhere;
  if (!view.stream) {
    view.form.kinds_link = site::address(
        call.language, "/our-streams/new?kind=" + std::string(key_in(kStreamKindKeys, view.kind)) + "&resource=");
  }
  for (Violation& violation : view.form.violations) violation.field = shown_field(violation.field);
  return own_form_page(services, call, view);
}

StreamKind kind_of(std::string_view key) {
  return value_in<StreamKind>(kStreamKindKeys, key).value_or(StreamKind::offer);
}

web::Response new_page(const site::Services& services, const web::Call& call) {
  OwnView view;
  view.kind = kind_of(call.request.query.value("kind"));
  view.form.typed = typed_in_query(call.request.query);
  view.terms = terms_of(Stream{}, call.language);
  view.owner = call.request.query.value("organisation");
  view.form.form_key = access::make_secret();
  view.form.typed.email = services.database.read(
      [&](Connection& connection) { return access::load_mailbox(connection, site::visit_of(call).actor.person); });
  return show_form(services, call, std::move(view));
}

web::Response create(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  OwnView view;
  view.kind = kind_of(read.form.fields.value("kind"));
  view.owner = read.form.fields.value("organisation");
  const auto organisation = network::OrganisationId::parse(view.owner);
  if (!organisation) return site::refused(services, call, Missing{});
  const auto made =
      create_own_stream(services, call, *request, {read_own_form(read, call.language), view.kind, *organisation});
  if (made) return web::Response::see_other(*made);
  view.form.violations = site::findings_of(made.error());
  if (view.form.violations.empty()) return site::refused(services, call, made.error());
  OwnTyped typed = own_typed_in_form(read.form.fields);
  view.form.typed = std::move(typed.offer);
  view.terms = std::move(typed.terms);
  // A new key: what is sent now is another request than what was sent before.
  view.form.form_key = access::make_secret();
  return show_form(services, call, std::move(view));
}

/// The stream when the reader may change it or open it again, as a form shows it now.
std::optional<OwnView> load_edited(const site::Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  return services.database.read([&](Connection& connection) -> std::optional<OwnView> {
    auto stream = load_stream_to_decide(connection, call.id<StreamTag>("stream"));
    if (!stream || !may_do(actor, access::Action::update, *stream, load_hubs_of(connection, *stream))) {
      return std::nullopt;
    }
    StreamBeside beside{stream->nis.code, load_contact_email(connection, stream->id)};
    if (beside.contact.empty()) beside.contact = access::load_mailbox(connection, actor.person);
    if (const auto town = network::load_municipality(connection, stream->nis)) {
      beside.place = town->name.best(call.language);
    }
    OwnView view;
    view.kind = stream->kind;
    view.now = typed_of(*stream, beside, call.language);
    view.stream = std::move(stream);
    return view;
  });
}

web::Response edit_page(const site::Services& services, const web::Call& call) {
  auto view = load_edited(services, call);
  if (!view) return site::refused(services, call, Missing{});
  view->form.typed = view->now.offer;
  view->terms = view->now.terms;
  view->is_saved = !call.request.query.value("saved").empty();
  return show_form(services, call, std::move(*view));
}

/// The form again with what was typed, and what stands against it.
web::Response show_again(const site::Services& services, const web::Call& call, const web::Pairs& fields,
                         const Refusal& refusal) {
  auto view = load_edited(services, call);
  if (!view) return site::refused(services, call, Missing{});
  view->form.violations = site::findings_of(refusal);
  const bool is_stale = std::holds_alternative<Stale>(refusal);
  if (!is_stale && view->form.violations.empty()) return site::refused(services, call, refusal);
  if (is_stale) view->others = changes_of_others(fields, view->now);
  OwnTyped typed = is_stale ? typed_over(fields, view->now) : own_typed_in_form(fields);
  view->form.typed = std::move(typed.offer);
  view->terms = std::move(typed.terms);
  return show_form(services, call, std::move(*view));
}

web::Response change(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  OwnStreamEdit edit;
  edit.stream = call.id<StreamTag>("stream");
  edit.step = value_in<EditStep>(kEditStepKeys, read.form.fields.value("step")).value_or(EditStep::save);
  const auto version = site::version_of(call, read.form, "stream", edit.stream.text());
  if (!version) return show_again(services, call, read.form.fields, version.error());
  edit.version = *version;
  edit.answers = read_own_form(read, call.language);
  edit.outcome = value_in<CloseOutcome>(kCloseOutcomeKeys, read.form.fields.value("outcome"));
  edit.last_day = parse_day(read.form.fields.value("last_day"));
  const auto changed = change_own_stream(services, call, edit);
  if (!changed) return show_again(services, call, read.form.fields, changed.error());
  return web::Response::see_other(site::address(call.language, "/our-streams/" + edit.stream.text() + "?saved=1"));
}

}  // namespace

void add_own_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/our-streams", "materials.own.list"},
             [&services](const web::Call& call) { return list_page(services, call); });
  router.add({web::Method::post, "/{lang}/our-streams", "materials.own.create"},
             [&services](const web::Call& call) { return create(services, call); });
  router.add({web::Method::get, "/{lang}/our-streams/new", "materials.own.new"},
             [&services](const web::Call& call) { return new_page(services, call); });
  router.add({web::Method::get, "/{lang}/our-streams/{stream:id}", "materials.own.edit"},
             [&services](const web::Call& call) { return edit_page(services, call); });
  router.add({web::Method::post, "/{lang}/our-streams/{stream:id}", "materials.own.change"},
             [&services](const web::Call& call) { return change(services, call); });
}

}  // namespace kringwerk::materials
