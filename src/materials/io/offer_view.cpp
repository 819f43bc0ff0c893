#include "materials/io/offer_view.h"

#include <algorithm>
#include <array>

#include "text/format.h"

namespace kringwerk::materials {

namespace {

constexpr std::array<std::string_view, 9> kFields{"what",  "amount", "rhythm", "free",      "place",
                                                  "facts", "note",   "email",  "waste_code"};

void show_material(const OfferFormView& view, Language language, web::Model& model) {
  if (view.guesses.empty()) {
    model.show_if(!view.typed.what.empty(), "NOT_RECOGNISED");
    return;
  }
  const auto picked = std::find_if(view.guesses.begin(), view.guesses.end(),
                                   [&](const MaterialClass* guess) { return guess->id == view.typed.material; });
  const bool is_other = view.typed.material == kOtherMaterial;
  const MaterialClass& shown = picked == view.guesses.end() ? *view.guesses.front() : **picked;
  web::Model& found = model.add("RECOGNISED");
  found.set("FAMILY", shown.family).set("NAME", shown.name.best(language)).show_if(is_other, "OTHER_PICKED");
  for (const MaterialClass* guess : view.guesses) {
    web::Model& option = found.add("GUESS");
    option.set("KEY", guess->id).set("LABEL", guess->name.best(language));
    option.show_if(guess == &shown && !is_other, "SELECTED");
  }
}

void show_choices(const site::Services& services, Language language, const OfferTyped& typed, web::Model& model) {
  const auto units = units_of(resource_named(typed.resource.resource));
  for (const AmountUnit unit : units) {
    const std::string_view key = key_in(kAmountUnitKeys, unit);
    web::Model& option = model.add("UNIT");
    option.set("KEY", key).set("LABEL", services.texts.get(language, "materials.unit." + std::string(key)));
    option.show_if(typed.unit == key, "SELECTED");
  }
  for (const std::string_view key : kRhythmKeys) {
    web::Model& option = model.add("RHYTHM");
    option.set("KEY", key).set("LABEL", services.texts.get(language, "materials.rhythm." + std::string(key)));
    option.show_if(typed.rhythm == key, "SELECTED");
  }
}

void show_places(const OfferFormView& view, Language language, web::Model& model) {
  if (view.place_choice.size() < 2) return;
  web::Model& choice = model.add("PLACE_CHOICE");
  for (const network::Municipality& municipality : view.place_choice) {
    web::Model& option = choice.add("PLACE_OPTION");
    option.set("NIS", municipality.nis.code).set("LABEL", municipality.name.best(language));
    option.show_if(view.typed.nis == municipality.nis.code, "SELECTED");
  }
}

/// Open when something stands in it, so that nothing is sent that nobody sees.
void show_legal(const site::Services& services, Language language, const OfferFormView& view, web::Model& model) {
  const OfferTyped& typed = view.typed;
  const std::string status = typed.legal_status.empty() ? "unknown" : typed.legal_status;
  for (const std::string_view key : kLegalStatusKeys) {
    web::Model& option = model.add("LEGAL");
    option.set("KEY", key).set("LABEL", services.texts.get(language, "materials.legal.status." + std::string(key)));
    option.show_if(status == key, "SELECTED");
  }
  model.set("WASTE_CODE", typed.waste_code);
  const bool is_wrong = std::any_of(view.violations.begin(), view.violations.end(),
                                    [](const Violation& found) { return found.field == "waste_code"; });
  model.show_if(is_wrong || status != "unknown" || !typed.waste_code.empty(), "LEGAL_OPEN");
  model.set("LEGAL_HELPER", site::address(language, "/legal-status"));
  model.set("CODE_FINDER", site::address(language, "/waste-codes"));
}

}  // namespace

void fill_offer_fields(const site::Services& services, Language language, const OfferFormView& view,
                       std::string_view hints, web::Model& model) {
  const OfferTyped& typed = view.typed;
  const auto hint = [&](std::string_view name) {
    return services.texts.get(language, std::string(hints) + std::string(name));
  };
  const std::string resource(key_in(kResourceKeys, resource_named(typed.resource.resource)));
  const std::string kind(key_in(kStreamKindKeys, view.kind));
  model.set("WHAT_LABEL", resource == "material"
                              ? hint("what")
                              : services.texts.get(language, "materials.what." + kind + "." + resource));
  model.set("WHAT_HINT", services.texts.get(language, resource == "material" ? "materials.offer.what_hint"
                                                                             : "materials.what_hint." + resource));
  model.set("NOTE_LABEL",
            services.texts.get(language, resource == "material" ? "materials.offer.note" : "materials.note_free"));
  model.show_if(!typed.note.empty(), "NOTE_OPEN")
      .set("NOTE_HINT", hint("note_hint"))
      .set("EMAIL_HINT", hint("email_hint"));
  model.set("WHAT", typed.what).set("AMOUNT", typed.amount).set("PLACE", typed.place);
  model.set("NOTE", typed.note).set("EMAIL", typed.email);
  model.show_if(typed.amount_unknown, "AMOUNT_UNKNOWN");
  show_material(view, language, model);
  show_resource_fields(services, language, {typed.resource, view.kind, view.kinds_link, view.dates}, model);
  show_choices(services, language, typed, model);
  show_places(view, language, model);
  show_legal(services, language, view, model);
}

void add_guesses(const Taxonomy& taxonomy, OfferFormView& view) {
  constexpr std::size_t kMostGuesses = 6;
  // A text far beyond the field's length is refused anyway; guessing at it would only take time.
  const std::string folded = view.typed.what.size() > 500 ? std::string() : text::folded(view.typed.what);
  const Resource resource = resource_named(view.typed.resource.resource);
  if (!runs_in_chains(resource)) return;
  for (const Recognised& guess : taxonomy.recognise(folded, kMostGuesses)) {
    const MaterialClass* material = taxonomy.find(guess.material);
    if (resource == Resource::material || material->family == kFamilyOfFood) view.guesses.push_back(material);
  }
}

web::Response offer_form_page(const site::Services& services, const web::Call& call, const OfferFormView& view) {
  web::Model model;
  model.set("HOME", site::address(call.language, "")).set("KEY", view.form_key);
  fill_offer_fields(services, call.language, view, "materials.offer.", model);
  site::show_findings(services, call.language, view.violations, kFields, model, "materials.offer.");

  site::PageFrame frame;
  const bool has_findings = !view.violations.empty();
  frame.title = services.texts.get(call.language, "materials.offer.title");
  frame.crumbs = {{services.texts.get(call.language, "site.menu.materials"), "/materials"},
                  {services.texts.get(call.language, "site.menu.offer"), ""}};
  if (has_findings)
    frame.title = services.texts.format(call.language, "materials.offer.title_error", {{"title", frame.title}});
  frame.description = services.texts.get(call.language, "materials.offer.lead");
  frame.menu = site::MenuEntry::offer;
  frame.index = has_findings ? site::PageFrame::Index::no : site::PageFrame::Index::yes;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "materials/offer_new.html", model, frame, has_findings ? 422 : 200);
  });
}

}  // namespace kringwerk::materials
