#include "materials/io/own_view.h"

#include <algorithm>
#include <array>

#include "site/version.h"

namespace kringwerk::materials {

namespace {

constexpr std::array<std::string_view, 21> kFields{
    "what",        "amount", "rhythm",        "place",      "facts",     "note",  "email",  "waste_code",
    "unit_weight", "grade",  "contamination", "minimum",    "length",    "width", "height", "price",
    "from",        "to",     "site",          "visibility", "shared_hub"};

/// The words for one language of the page.
class Words {
 public:
  Words(const site::Services& services, Language language) : services_(services), language_(language) {}
  std::string get(std::string_view id) const { return services_.texts.get(language_, id); }
  std::string under(std::string_view beginning, std::string_view key) const {
    return get(std::string(beginning) + std::string(key));
  }
  Language language() const { return language_; }
  const site::Services& services() const { return services_; }

 private:
  const site::Services& services_;
  Language language_;
};

bool is_choice_of_readers(std::string_view field) {
  return field == "visibility" || field.starts_with("see_");
}

Resource resource_in(const OwnView& view) {
  return resource_named(view.form.typed.resource.resource);
}

/// Fields whose values are keys: where their words stand.
std::string words_of_keys(const OwnView& view, std::string_view field) {
  if (is_choice_of_readers(field)) return "materials.own.reach.";
  if (field == "unit") return "materials.unit.";
  if (field == "legal_status") return "materials.legal.status.";
  if (field == "rhythm") return "materials.rhythm.";
  if (field == "packaging") return "materials.packaging.";
  if (field == "transport") return "materials.transport_by.";
  if (field == "cold_chain") return "materials.cold." + std::string(key_in(kStreamKindKeys, view.kind)) + ".";
  if (field == "variety") return "materials.variety." + std::string(key_in(kResourceKeys, resource_in(view))) + ".";
  return {};
}

/// What stands in a field as people read it.
std::string value_words(const Words& words, const OwnView& view, std::string_view field, const std::string& value) {
  if (value.empty()) return words.get("materials.own.empty");
  if (const std::string keys = words_of_keys(view, field); !keys.empty()) return words.under(keys, value);
  if (field == "shared_hub") {
    const auto hub = std::find_if(view.hubs.begin(), view.hubs.end(),
                                  [&](const network::Hub& each) { return each.id.text() == value; });
    return hub == view.hubs.end() ? value : hub->name;
  }
  const auto& names = view.words.retention_names;
  const auto step = field == "use" ? names.find(value) : names.end();
  return step == names.end() ? value : step->second.best(words.language());
}

void show_uses(const Words& words, const OwnView& view, web::Model& model) {
  if (view.kind != StreamKind::need || !runs_in_chains(resource_in(view))) return;
  web::Model& uses = model.add("USES");
  const auto option = [&](const std::string& key, const std::string& label) {
    uses.add("USE").set("KEY", key).set("LABEL", label).show_if(view.terms.use == key, "SELECTED");
  };
  option("", words.get("materials.own.use_unknown"));
  for (const auto& [key, name] : view.words.retention_names) option(key, name.best(words.language()));
}

template <std::size_t N>
void show_seen(const Words& words, std::string_view name, const std::array<std::string_view, N>& keys,
               const OwnView& view, web::Model& model) {
  const TermsTyped& typed = view.terms;
  const std::string& chosen = name == "see_price"     ? typed.see_price
                              : name == "see_site"    ? typed.see_site
                              : name == "see_contact" ? typed.see_contact
                                                      : typed.see_owner;
  web::Model& seen = model.add("SEEN");
  seen.set("NAME", name).set("LABEL", words.under("materials.own.field.", name));
  seen.set("HINT", words.under("materials.own.hint.", name));
  for (const Violation& violation : view.form.violations) {
    if (violation.field != name) continue;
    seen.add("SEEN_ERROR").set("MESSAGE", words.services().texts.finding(words.language(), violation));
    break;
  }
  for (const std::string_view key : keys) {
    seen.add("SEER")
        .set("KEY", key)
        .set("WHO", words.under("materials.own.reach.", key))
        .show_if(chosen == key, "SELECTED");
  }
}

const Violation* finding_of(const OwnView& view, std::string_view field) {
  const auto& all = view.form.violations;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Violation& one) { return one.field == field; });
  return found == all.end() ? nullptr : &*found;
}

/// The narrower choices, the hubs that one of them asks for, and the wider ones.
void show_reach(const Words& words, const OwnView& view, web::Model& model) {
  const char* part = "REACH";
  for (const std::string_view key : kReachChoices) {
    model.add(part)
        .set("KEY", key)
        .set("LABEL", words.under("materials.own.reach.", key))
        .set("WHO", words.under("materials.own.reach_who.", key))
        .show_if(view.terms.visibility == key, "SELECTED");
    if (key == kOneHub) part = "WIDER";
  }
  for (const network::Hub& hub : view.hubs) {
    model.add("HUB")
        .set("ID", hub.id.text())
        .set("NAME", hub.name)
        .show_if(hub.id.text() == view.terms.shared_hub, "CHOSEN");
  }
}

bool has_finding_in_details(const OwnView& view) {
  const auto fields = fields_of(view.terms.details);
  return std::any_of(fields.begin(), fields.end(),
                     [&](const auto& field) { return finding_of(view, field.first) != nullptr; });
}

void fill_terms(const Words& words, const OwnView& view, web::Model& model) {
  const TermsTyped& typed = view.terms;
  show_uses(words, view, model);
  const bool is_goods = runs_in_chains(resource_in(view));
  if (is_goods) {
    web::Model& details = model.add("GOODS_DETAILS");
    details.show_if(is_anything_in(typed.details) || has_finding_in_details(view), "DETAILS_OPEN");
    show_details(words.services(), words.language(), typed.details, view.kind, details);
  }
  const std::string resource(key_in(kResourceKeys, resource_in(view)));
  model.set("PRICE_LABEL",
            is_goods ? words.get("materials.own.field.price") : words.under("materials.price_per.", resource));
  model.set("PRICE_HINT", words.get(is_goods ? "materials.own.price_hint" : "materials.own.price_hint_unit"));
  model.set("PRICE", typed.price).set("FROM", typed.from).set("TO", typed.to).set("SITE", typed.site);
  show_reach(words, view, model);
  show_seen(words, "see_owner", kVisibilityKeys, view, model);
  show_seen(words, "see_price", kVisibilityKeys, view, model);
  show_seen(words, "see_site", kVisibilityKeys, view, model);
  show_seen(words, "see_contact", kContactChoices, view, model);
}

void show_others(const Words& words, const OwnView& view, web::Model& model) {
  if (!view.others) return;
  web::Model& stale = model.add("STALE");
  if (view.others->empty()) {
    stale.show("NO_OTHERS");
    return;
  }
  web::Model& list = stale.add("OTHERS");
  for (const OthersChange& change : *view.others) {
    const std::string now = value_words(words, view, change.field, change.now);
    const std::string before = value_words(words, view, change.field, change.before);
    list.add("OTHER")
        .set("LABEL", words.under("materials.own.field.", change.field))
        .set("NOW", now)
        .set("BEFORE",
             words.services().texts.format(words.language(), "materials.own.stale.before", {{"value", before}}));
  }
}

void fill_new(const OwnView& view, web::Model& form) {
  web::Model& made = form.add("NEW");
  made.set("KEY", view.form.form_key).set("KIND", key_in(kStreamKindKeys, view.kind));
  for (const OwnerChoice& owner : view.owners) {
    made.add("ORGANISATION")
        .set("ID", owner.id.text())
        .set("NAME", owner.name)
        .show_if(owner.id.text() == view.owner, "SELECTED");
  }
}

void fill_version(const Words& words, const OwnView& view, web::Model& form) {
  web::Model& version = form.add("VERSION").set("NUMBER", view.stream->version);
  for (const auto& [name, value] : fields_of(view.now)) version.add("WAS").set("NAME", name).set("VALUE", *value);
  web::Model& close = form.add("CLOSE");
  for (const std::string_view outcome : kCloseOutcomeKeys) {
    close.add("OUTCOME")
        .set("KEY", outcome)
        .set("WORD", words.under("materials.life.outcome.", outcome))
        .show_if(outcome == "unknown", "SELECTED");
  }
}

void fill_state(const Words& words, const Stream& stream, web::Model& model) {
  web::Model& facts = model.add("FACTS");
  facts.set("STATE", words.under("materials.own.state.", key_in(kStreamStateKeys, stream.state)));
  if (stream.kind == StreamKind::offer && stream.legal_status == LegalStatus::waste) {
    facts.add("TRANSPORT")
        .set("ADDRESS", site::address(words.language(), "/our-streams/" + stream.id.text() + "/transport-data"));
  }
  facts.add("STATUS").set("ADDRESS", site::address(words.language(), "/streams/" + stream.id.text() + "/status"));
  facts.add("SEE_PAGE").set("ADDRESS", site::address(words.language(), "/offers/" + stream.id.text()));
  facts.add("PHOTOS").set("ADDRESS", site::address(words.language(), "/our-streams/" + stream.id.text() + "/photos"));
}

void fill_heading(const Words& words, const OwnView& view, web::Model& model) {
  const std::string which =
      std::string(view.stream ? "edit_" : "new_") + std::string(key_in(kStreamKindKeys, view.kind));
  model.set("HEADING", words.under("materials.own.heading.", which));
  model.set("LEAD", view.stream ? shown_words(*view.stream) : words.get("materials.own.new_lead"));
  if (view.stream) fill_state(words, *view.stream, model);
  const std::string path = view.stream ? "/our-streams/" + view.stream->id.text() : "/our-streams";
  model.set("ACTION", site::address(words.language(), path));
}

int status_of(const OwnView& view) {
  if (view.others) return 412;
  return view.form.violations.empty() ? 200 : 422;
}

}  // namespace

OwnTyped own_typed_in_form(const web::Pairs& fields) {
  return {typed_in_form(fields), terms_in_form(fields)};
}

std::vector<std::pair<std::string_view, const std::string*>> fields_of(const OwnTyped& typed) {
  const OfferTyped& offer = typed.offer;
  std::vector<std::pair<std::string_view, const std::string*>> fields{{"what", &offer.what},
                                                                      {"amount", &offer.amount},
                                                                      {"unit", &offer.unit},
                                                                      {"rhythm", &offer.rhythm},
                                                                      {"place", &offer.place},
                                                                      {"note", &offer.note},
                                                                      {"email", &offer.email},
                                                                      {"legal_status", &offer.legal_status},
                                                                      {"waste_code", &offer.waste_code}};
  for (const auto& field : fields_of(offer.resource)) fields.push_back(field);
  for (const auto& field : fields_of(typed.terms)) fields.push_back(field);
  return fields;
}

OwnTyped typed_of(const Stream& stream, const StreamBeside& beside, Language language) {
  OwnTyped typed{{}, terms_of(stream, language)};
  OfferTyped& offer = typed.offer;
  offer.what = shown_words(stream);
  offer.material = stream.material.empty() ? std::string(kOtherMaterial) : stream.material;
  if (stream.amount.thousandths) offer.amount = typed_number(language, *stream.amount.thousandths);
  offer.amount_unknown = !stream.amount.thousandths;
  offer.unit = key_in(kAmountUnitKeys, stream.amount.unit);
  offer.rhythm = key_in(kRhythmKeys, stream.amount.rhythm);
  offer.place = beside.place;
  offer.nis = stream.nis.code;
  offer.note = stream.description.best(stream.language);
  offer.email = beside.contact;
  offer.legal_status = key_in(kLegalStatusKeys, stream.legal_status);
  offer.waste_code = stream.waste_code;
  offer.resource = resource_of(stream, language);
  return typed;
}

std::vector<OthersChange> changes_of_others(const web::Pairs& fields, const OwnTyped& now) {
  std::vector<OthersChange> changes;
  for (const auto& [name, value] : fields_of(now)) {
    const auto was = fields.first("was_" + std::string(name));
    if (was && *was != *value) changes.push_back({name, std::string(*was), *value});
  }
  return changes;
}

OwnTyped typed_over(const web::Pairs& fields, const OwnTyped& now) {
  std::vector<std::pair<std::string, std::string>> merged = fields.list();
  for (const auto& [name, value] : fields_of(now)) {
    const auto was = fields.first("was_" + std::string(name));
    for (auto& [field, typed] : merged) {
      if (field == name && was == typed) typed = *value;
    }
  }
  return own_typed_in_form(web::Pairs(std::move(merged)));
}

web::Response own_form_page(const site::Services& services, const web::Call& call, const OwnView& view) {
  const Words words(services, call.language);
  web::Model model;
  fill_heading(words, view, model);
  model.show_if(view.is_saved, "SAVED");
  const bool is_closed = view.stream && view.stream->state == StreamState::closed;
  if (is_closed) {
    model.set("NUMBER", view.stream->version).show_if(view.others.has_value(), "STALE");
  } else {
    show_others(words, view, model);
    site::show_findings(services, call.language, view.form.violations, kFields, model, "materials.own.field.");
    model.set("SAVE", words.get(view.stream ? "materials.own.save" : "materials.own.publish"));
    const bool is_need = view.kind == StreamKind::need;
    fill_offer_fields(services, call.language, view.form, is_need ? "materials.own.need." : "materials.own.offer.",
                      model);
    fill_terms(words, view, model);
    view.stream ? fill_version(words, view, model) : fill_new(view, model);
  }
  site::PageFrame frame;
  frame.title = words.get("materials.own.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{words.get("materials.own.title"), "/our-streams"},
                  {view.stream ? shown_words(*view.stream) : words.get("materials.own.new"), ""}};
  web::Response response = site::with_form(services, call, model, [&] {
    return site::page(services, call, is_closed ? "materials/own_closed.html" : "materials/own_form.html", model, frame,
                      status_of(view));
  });
  if (!view.stream) return response;
  return std::move(response).with_header("ETag",
                                         site::version_tag("stream", view.stream->id.text(), view.stream->version));
}

}  // namespace kringwerk::materials
