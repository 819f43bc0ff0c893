#include <algorithm>

#include "access/io/secrets.h"
#include "capacity/check_capability.h"
#include "capacity/io/capacity_pages.h"
#include "capacity/io/keepers.h"
#include "capacity/io/submit_capability.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"
#include "network/io/save_capability_revision.h"
#include "network/io/show_permits.h"
#include "site/history.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"

namespace kringwerk::capacity {

namespace {

using network::Capability;
using network::CapabilityState;
using storage::Connection;

constexpr std::string_view kUsualGrade = "3";

/// What the form of a capability shows.
struct FormView {
  TypedCapability typed;
  std::string key;  ///< of a new one
  Violations violations;
  std::optional<Capability> current;  ///< absent: a new one
  bool is_stale = false;
  bool is_saved = false;
};

/// What the store knows beside it.
struct FormGround {
  materials::Taxonomy taxonomy;
  materials::Terms terms;
  std::vector<OrganisationChoice> organisations;
  std::string organisation_name;
  std::vector<std::int64_t> hubs;
  TypedCapability now;  ///< of the current one
  bool has_revision = false;
};

FormGround load_ground(const site::Services& services, const web::Call& call, const FormView& view) {
  return services.database.read([&](Connection& connection) {
    FormGround ground{materials::load_taxonomy(connection), materials::load_terms(connection), {}, {}, {}, {}, false};
    if (!view.current) {
      ground.organisations = load_organisation_choices(connection, site::visit_of(call).actor);
      return ground;
    }
    const Capability& current = *view.current;
    if (const auto owner = network::load_organisation(connection, current.organisation)) {
      ground.organisation_name = owner->name;
    }
    std::string place;
    if (current.nis) {
      if (const auto town = network::load_municipality(connection, *current.nis)) {
        place = town->name.best(call.language);
      }
    }
    ground.hubs = network::load_hubs_of(connection, current);
    ground.now = typed_of(current, MaterialWords(ground.taxonomy, ground.terms, call.language), place, call.language);
    ground.has_revision = network::load_revision_before(connection, current.id, current.version).has_value();
    return ground;
  });
}

std::string typed_value(const TypedCapability& typed, std::string_view field) {
  const auto found = typed.find(field);
  return found == typed.end() ? std::string() : found->second;
}

std::string upper_case(std::string_view field) {
  std::string name(field);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char letter) { return static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 32 : letter); });
  return name;
}

void show_options_of(const std::vector<std::pair<std::string, std::string>>& options, const std::string& chosen,
                     std::string_view section, web::Model& model) {
  for (const auto& [key, label] : options) {
    model.add(section).set("KEY", key).set("LABEL", label).show_if(key == chosen, "SELECTED");
  }
}

void show_permits(const site::Services& services, Language language, const TypedCapability& typed, web::Model& model) {
  for (const std::string_view permit : network::kPermitKeys) {
    web::Model& box = model.add("PERMIT").set("FIELD", permit_field(permit));
    box.set("TEXT", network::permit_name(services.texts, language, std::string(permit)));
    box.show_if(is_ticked(typed, permit), "CHECKED");
  }
}

void show_fields(const site::Services& services, Language language, const FormView& view, const FormGround& ground,
                 web::Model& model) {
  for (const std::string_view field : kCapabilityFields) {
    const bool is_plain = field != "organisation" && field != "kind" && field != "price_basis" && field != "outputs" &&
                          field != "state" && field != "min_grade";
    if (is_plain) model.set("TYPED_" + upper_case(field), typed_value(view.typed, field));
  }
  std::vector<std::pair<std::string, std::string>> kinds;
  for (const auto& [key, name] : ground.terms.activity_kinds) kinds.emplace_back(key, name.best(language));
  std::sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  show_options_of(kinds, typed_value(view.typed, "kind"), "KIND", model);
  std::vector<std::pair<std::string, std::string>> bases;
  for (const std::string_view key : network::kPriceBasisKeys) {
    bases.emplace_back(key, services.texts.get(language, "network.capability.basis." + std::string(key)));
  }
  show_options_of(bases, typed_value(view.typed, "price_basis"), "PRICE_BASIS", model);
  std::vector<std::pair<std::string, std::string>> grades;
  for (int grade = 0; grade <= 9; ++grade) {
    grades.emplace_back(std::to_string(grade),
                        services.texts.format(language, "capacity.form.grade", {{"grade", std::int64_t{grade}}}));
  }
  show_options_of(grades, typed_value(view.typed, "min_grade"), "MIN_GRADE", model);
  show_permits(services, language, view.typed, model);
  for (std::size_t row = 0; row < kMostOutputs; ++row) {
    web::Model& shown = model.add("OUTPUT");
    shown.set("ROW", static_cast<std::int64_t>(row) + 1);
    shown.set("MATERIAL", typed_value(view.typed, output_field("material", row)));
    shown.set("YIELD", typed_value(view.typed, output_field("yield", row)));
    const std::string grade = typed_value(view.typed, output_field("grade", row));
    show_options_of(grades, grade.empty() ? std::string(kUsualGrade) : grade, "GRADE", shown);
  }
  const MaterialWords words(ground.taxonomy, ground.terms, language);
  for (const materials::MaterialClass& one : ground.taxonomy.classes()) {
    model.add("KNOWN_MATERIAL").set("NAME", words.name(one.id));
    for (const std::string& state : one.states) {
      if (state != "as_is") model.add("KNOWN_MATERIAL").set("NAME", words.name(one.id + "~" + state));
    }
  }
}

/// What a field of the form says, in words.
std::string field_words(const site::Services& services, Language language, const materials::Terms& terms,
                        const TypedCapability& form, std::string_view field) {
  if (field == "permits") return typed_permits(services.texts, language, form);
  std::string value = typed_value(form, field);
  if (field == "price_basis" && !value.empty())
    return services.texts.get(language, "network.capability.basis." + value);
  if (field != "kind") return value;
  const auto kind = terms.activity_kinds.find(value);
  return kind == terms.activity_kinds.end() ? value : kind->second.best(language);
}

/// Where what was typed and what stands there now differ.
void show_conflict(const site::Services& services, Language language, const FormView& view, const FormGround& ground,
                   web::Model& model) {
  if (!view.is_stale) return;
  web::Model& stale = model.add("STALE");
  for (const std::string_view field : kCapabilityFields) {
    if (field == "outputs" || field == "organisation" || field == "state") continue;
    const std::string typed = field_words(services, language, ground.terms, view.typed, field);
    const std::string now = field_words(services, language, ground.terms, ground.now, field);
    if (typed == now) continue;
    const std::string label = field == "permits" ? "access.field.capability." : "capacity.form.";
    stale.add("OTHER")
        .set("LABEL", services.texts.get(language, label + std::string(field)))
        .set("NOW", now.empty() ? services.texts.get(language, "capacity.form.empty") : now);
  }
}

void show_steps(const site::Services& services, const web::Call& call, const FormView& view, const FormGround& ground,
                web::Model& model) {
  const Capability& current = *view.current;
  const std::string path = site::address(call.language, "/capabilities/" + current.id.text());
  web::Model& facts = model.add("FACTS");
  const std::string state(network::kCapabilityStateKeys.at(static_cast<std::size_t>(current.state)));
  facts.set("STATE", services.texts.get(call.language, "network.capability.state." + state));
  facts.set("PAGE", path).set("CALENDAR", path + "/calendar").set("ORGANISATION_NAME", ground.organisation_name);
  web::Model& version = model.add("VERSION");
  version.set("NUMBER", current.version);
  web::Model& life = model.add("LIFE");
  life.set("NUMBER", current.version).set("ACTION", path + "/edit");
  life.show_if(current.state == CapabilityState::open, "PAUSE");
  life.show_if(current.state != CapabilityState::open, "OPEN");
  life.show_if(current.state != CapabilityState::retired, "RETIRE");
  life.show_if(ground.has_revision, "UNDO");
  if (current.state != CapabilityState::retired) model.show("SAVING");
  const site::RecordHistory record{"capability", current.id.value(), current.organisation.value(), ground.hubs};
  if (const auto history = site::show_history(services, call, record)) {
    model.add("HISTORY").set("HISTORY_HTML", *history);
  }
}

int status_of_view(const FormView& view) {
  constexpr int kPreconditionFailed = 412;
  constexpr int kUnprocessable = 422;
  if (view.is_stale) return kPreconditionFailed;
  return view.violations.empty() ? 200 : kUnprocessable;
}

web::Response form_page(const site::Services& services, const web::Call& call, const FormView& view) {
  const FormGround ground = load_ground(services, call, view);
  if (!view.current && ground.organisations.empty()) return site::refused(services, call, Missing{});
  const Language language = call.language;
  web::Model model;
  site::show_findings(services, language, view.violations, kCapabilityFields, model, "capacity.form.");
  show_fields(services, language, view, ground, model);
  show_conflict(services, language, view, ground, model);
  model.show_if(view.is_saved, "SAVED");
  site::PageFrame frame;
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "capacity.own.title"), "/our-capabilities"}};
  if (view.current) {
    frame.title = view.current->name.best(language);
    model.set("ACTION", site::address(language, "/capabilities/" + view.current->id.text() + "/edit"));
    show_steps(services, call, view, ground, model);
  } else {
    frame.title = services.texts.get(language, "capacity.form.new");
    model.set("ACTION", site::address(language, "/capabilities"));
    web::Model& fresh = model.add("NEW").set("KEY", view.key);
    const std::string chosen = typed_value(view.typed, "organisation");
    for (const OrganisationChoice& one : ground.organisations) {
      fresh.add("ORGANISATION")
          .set("ID", one.id.text())
          .set("NAME", one.name)
          .show_if(one.id.text() == chosen, "SELECTED");
    }
    model.show("CREATING");
  }
  model.set("HEADING", frame.title);
  frame.crumbs.push_back({frame.title, ""});
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "capacity/form.html", model, frame, status_of_view(view));
  });
}

/// The capability when the reader keeps it.
std::optional<Capability> load_kept(const site::Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) -> std::optional<Capability> {
    auto capability = network::load_capability(connection, call.id<network::CapabilityTag>("capability"));
    if (!capability || !keeps(connection, site::visit_of(call).actor, *capability)) return std::nullopt;
    return capability;
  });
}

ReadCapability read_answers(const site::Services& services, const web::Call& call, const web::ReadForm& read) {
  return services.database.read([&](Connection& connection) {
    const materials::Taxonomy taxonomy = materials::load_taxonomy(connection);
    const materials::Terms terms = materials::load_terms(connection);
    return read_capability_form(read, call.language, MaterialWords(taxonomy, terms, call.language), terms,
                                services.texts);
  });
}

web::Response show_edit_again(const site::Services& services, const web::Call& call, const web::Form& form,
                              const Refusal& refusal) {
  FormView view;
  view.current = load_kept(services, call);
  if (!view.current) return site::refused(services, call, Missing{});
  view.violations = site::findings_of(refusal);
  view.is_stale = std::holds_alternative<Stale>(refusal);
  if (!view.is_stale && view.violations.empty()) return site::refused(services, call, refusal);
  view.typed = typed_in(form);
  // A button beside the form sends no fields.
  if (!view.typed.contains("kind")) {
    view.typed = load_ground(services, call, view).now;
  }
  return form_page(services, call, view);
}

}  // namespace

web::Response new_capability_page(const site::Services& services, const web::Call& call) {
  FormView view;
  view.key = access::make_secret();
  view.typed["organisation"] = call.request.query.value("organisation");
  view.typed["price_basis"] = "tonne";
  view.typed["min_grade"] = kUsualGrade;
  return form_page(services, call, view);
}

web::Response create_capability(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  const auto organisation = network::OrganisationId::parse(read.form.fields.value("organisation"));
  if (!organisation) return site::refused(services, call, Missing{});
  NewCapability sent{*organisation, read_answers(services, call, read)};
  const bool is_draft = read.form.fields.value("step") == "draft";
  sent.answers.content.state = is_draft ? CapabilityState::draft : CapabilityState::open;
  const auto made = submit_new_capability(services, call, *request, sent);
  if (made) return web::Response::see_other(*made);
  FormView view;
  view.violations = site::findings_of(made.error());
  if (view.violations.empty()) return site::refused(services, call, made.error());
  view.typed = typed_in(read.form);
  // A new key: what is sent now is another request than what was sent before.
  view.key = access::make_secret();
  return form_page(services, call, view);
}

web::Response edit_capability_page(const site::Services& services, const web::Call& call) {
  FormView view;
  view.current = load_kept(services, call);
  if (!view.current) return site::refused(services, call, Missing{});
  view.typed = load_ground(services, call, view).now;
  view.is_saved = !call.request.query.value("saved").empty();
  return form_page(services, call, view);
}

web::Response change_capability(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  SentEdit sent;
  sent.capability = call.id<network::CapabilityTag>("capability");
  const auto version = site::version_of(call, read.form, "capability", sent.capability.text());
  if (!version) return show_edit_again(services, call, read.form, version.error());
  sent.version = *version;
  const auto step = std::find(kKeepStepKeys.begin(), kKeepStepKeys.end(), read.form.fields.value("step"));
  sent.step = step == kKeepStepKeys.end() ? KeepStep::save : static_cast<KeepStep>(step - kKeepStepKeys.begin());
  if (sent.step == KeepStep::save) sent.answers = read_answers(services, call, read);
  const auto changed = submit_capability_edit(services, call, sent);
  if (!changed) return show_edit_again(services, call, read.form, changed.error());
  return web::Response::see_other(
      site::address(call.language, "/capabilities/" + sent.capability.text() + "/edit?saved=1"));
}

}  // namespace kringwerk::capacity
