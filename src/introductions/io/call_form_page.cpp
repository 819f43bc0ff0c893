#include "access/io/secrets.h"
#include "base/personal_text.h"
#include "introductions/io/call_pages.h"
#include "introductions/io/call_words.h"
#include "introductions/io/submit_call.h"
#include "network/io/load_hubs.h"
#include "network/io/load_organisations.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"

namespace kringwerk::introductions {

namespace {

using storage::Connection;
using Presence = web::FormReader::Presence;

constexpr std::array<std::string_view, 9> kFields{"by",          "title",   "work",  "partner_kind", "material",
                                                  "description", "purpose", "until", "visibility"};
constexpr std::string_view kOfOrganisation = "organisation-";
constexpr std::string_view kOfHub = "hub-";

/// Everything that can be chosen in the form.
struct Choices {
  CallOptions publishers;  ///< for whom the reader may publish
  CallOptions works;
  CallOptions kinds;
  CallOptions materials;
};

Choices load_choices(const site::Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) {
    const access::Actor& actor = site::visit_of(call).actor;
    Choices choices;
    for (const std::int64_t id : actor.scopes(access::ScopeKind::organisation, {access::Role::organisation_user})) {
      const network::OrganisationId organisation{id};
      const auto known = network::load_organisation(connection, organisation);
      if (known) choices.publishers.emplace_back(std::string(kOfOrganisation) + organisation.text(), known->name);
    }
    for (const std::int64_t id : actor.scopes(access::ScopeKind::hub, {access::Role::coordinator})) {
      const network::HubId hub{id};
      const auto known = network::load_hub(connection, hub);
      if (known) choices.publishers.emplace_back(std::string(kOfHub) + hub.text(), known->name);
    }
    choices.works = work_options(materials::load_terms(connection), call.language);
    choices.kinds = partner_kind_options(services, call.language);
    choices.materials = material_options(materials::load_taxonomy(connection), call.language);
    return choices;
  });
}

struct FormView {
  const web::Pairs& typed;
  std::string key;
  Violations violations;
  const Choices& choices;
};

web::Response form_page(const site::Services& services, const web::Call& call, const FormView& view) {
  const Language language = call.language;
  web::Model model;
  site::show_findings(services, language, view.violations, kFields, model, "introductions.call.form.");
  model.set("ACTION", site::address(language, "/calls")).set("KEY", view.key);
  for (const auto& [name, field] : {std::pair{"TYPED_TITLE", "title"}, std::pair{"TYPED_DESCRIPTION", "description"},
                                    std::pair{"TYPED_PURPOSE", "purpose"}, std::pair{"TYPED_UNTIL", "until"}}) {
    model.set(name, view.typed.value(field));
  }
  show_options(view.choices.publishers, view.typed.value("by"), "BY", model);
  show_options(view.choices.works, view.typed.value("work"), "WORK", model);
  show_options(view.choices.kinds, view.typed.value("partner_kind"), "PARTNER_KIND", model);
  show_options(view.choices.materials, view.typed.value("material"), "MATERIAL", model);
  CallOptions audiences;
  for (const std::string_view key : kCallAudienceKeys) {
    audiences.emplace_back(key, services.texts.get(language, "introductions.call.visibility." + std::string(key)));
  }
  show_options(audiences, view.typed.value("visibility"), "VISIBILITY", model);
  site::PageFrame frame;
  frame.title = services.texts.get(language, "introductions.calls.new");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "introductions.calls.title"), "/calls"}, {frame.title, ""}};
  constexpr int kUnprocessable = 422;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "introductions/call_new.html", model, frame,
                      view.violations.empty() ? 200 : kUnprocessable);
  });
}

/// The chosen key; empty when nothing was chosen.
std::string chosen(web::FormReader& reader, std::string_view field, const CallOptions& options) {
  std::vector<std::string_view> keys;
  for (const auto& [key, name] : options) keys.push_back(key);
  const auto index = reader.choice(field, keys, Presence::optional);
  return index ? options[*index].first : std::string();
}

SentCall read_call(const web::ReadForm& read, Language language, const Choices& choices) {
  web::FormReader reader(read.form, language);
  SentCall sent;
  CallDraft& draft = sent.draft;
  const std::string_view by = reader.typed("by");
  if (by.starts_with(kOfOrganisation)) {
    draft.organisation = network::OrganisationId::parse(by.substr(kOfOrganisation.size()));
  }
  if (by.starts_with(kOfHub)) draft.hub = network::HubId::parse(by.substr(kOfHub.size()));
  draft.title = reader.line("title", Presence::required, kLongestCallTitle);
  draft.work = chosen(reader, "work", choices.works);
  draft.partner_kind = chosen(reader, "partner_kind", choices.kinds);
  draft.material = chosen(reader, "material", choices.materials);
  draft.description = reader.paragraph("description", Presence::optional, kLongestMessage);
  draft.purpose = reader.line("purpose", Presence::required, kLongestCallPurpose);
  draft.language = language;
  const auto until = reader.day("until", Presence::required);
  draft.until = until.value_or(Day{});
  if (const auto audience = reader.choice("visibility", kCallAudienceKeys, Presence::required)) {
    draft.audience = static_cast<CallAudience>(*audience);
  }
  sent.violations = read.violations;
  append(sent.violations, reader.violations());
  append(sent.violations, check_public_text("title", draft.title));
  append(sent.violations, check_public_text("description", draft.description));
  append(sent.violations, check_public_text("purpose", draft.purpose));
  return sent;
}

}  // namespace

web::Response new_call(const site::Services& services, const web::Call& call) {
  const Choices choices = load_choices(services, call);
  if (choices.publishers.empty()) return site::refusal_page(services, call.request, call.language, 404);
  return form_page(services, call, {web::Pairs{}, access::make_secret(), {}, choices});
}

web::Response create_call(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  const Choices choices = load_choices(services, call);
  const auto made = submit_call(services, call, *request, read_call(read, call.language, choices));
  if (made) return web::Response::see_other(*made);
  Violations found = site::findings_of(made.error());
  if (found.empty()) return site::refused(services, call, made.error());
  // A new key: what is sent now is another request than what was sent before.
  return form_page(services, call, {read.form.fields, access::make_secret(), std::move(found), choices});
}

}  // namespace kringwerk::introductions
