#include "network/io/edit_view.h"

#include <algorithm>

#include "network/io/edit_controls.h"
#include "network/io/find_references.h"
#include "network/io/image_json.h"
#include "network/io/load_hubs.h"
#include "network/io/show_hubs.h"
#include "site/page.h"
#include "site/version.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;

constexpr int kMostSuggestions = 500;

/// What the page shows beside the form itself.
struct EditBeside {
  std::map<std::string, std::string, std::less<>> titles;
  ReferenceNames names;
  std::vector<ReferenceChoice> organisations;
  std::vector<Membership> members;
  std::vector<Day> complete;
};

EditBeside load_beside(const Services& services, Language language, const EditView& view) {
  return services.database.read([&](storage::Connection& connection) {
    EditBeside beside;
    beside.titles = load_source_titles(connection);
    RecordImage others;
    if (view.others) {
      for (const FieldDifference& one : *view.others) {
        for (const auto* rows : {&one.gone, &one.come})
          for (const FactRow& row : *rows) others.fields[one.field].push_back(row);
      }
    }
    beside.names = load_reference_names(connection, view.kind.shape(), {&others}, language);
    if (view.kind.shape().record != "hub") return beside;
    beside.organisations = find_organisations(connection, "", kMostSuggestions);
    if (!view.edited) return beside;
    const HubId hub{view.edited->now.record.id};
    for (const MemberOfHub& member : load_members(connection, hub)) beside.members.push_back(member.membership);
    beside.complete = load_completeness(connection, hub);
    return beside;
  });
}

std::string said_field(const std::string& field) {
  return "network.edit." + field;
}

/// The label of the control that a finding is about.
std::string label_of(const Services& services, Language language, const EditView& view, const std::string& control) {
  for (const std::string_view own : {"said_title", "said_url", "said_on", "remark"})
    if (control == own) return services.texts.get(language, said_field(control));
  const std::string field = control.substr(0, control.find('-'));
  const auto& fields = view.kind.shape().fields;
  const bool is_known =
      std::any_of(fields.begin(), fields.end(), [&](const FieldShape& shape) { return shape.name == field; });
  return is_known ? field_label(services, language, view.kind.shape().record, field) : std::string();
}

/// Keys of fields in a finding, as people call them.
Violation with_field_names(const Services& services, Language language, const EditView& view, Violation finding) {
  if (finding.rule != "network.overtaken") return finding;
  for (Fact& fact : finding.facts) {
    std::string words;
    std::string keys = std::get<std::string>(fact.value);
    std::replace(keys.begin(), keys.end(), ';', '-');
    for (const FieldShape& field : view.kind.shape().fields) {
      if (("-" + keys + "-").find("-" + std::string(field.name) + "-") == std::string::npos) continue;
      words += (words.empty() ? "" : ", ") + field_label(services, language, view.kind.shape().record, field.name);
    }
    fact.value = words;
  }
  return finding;
}

void show_summary(const Services& services, Language language, const EditView& view, web::Model& model) {
  if (view.form.violations.empty()) return;
  web::Model& summary = model.add("ERRORS");
  for (const Violation& typed : view.form.violations) {
    const Violation finding = with_field_names(services, language, view, typed);
    web::Model& line = summary.add("ERROR");
    line.set("FIELD", finding.field).set("MESSAGE", services.texts.finding(language, finding));
    const std::string label = label_of(services, language, view, finding.field);
    if (!label.empty()) line.add("LABEL").set("TEXT", label);
  }
}

void show_said_error(const Services& services, Language language, const EditView& view, const std::string& field,
                     web::Model& model, const std::string& section) {
  for (const Violation& finding : view.form.violations) {
    if (finding.field != field) continue;
    model.add(section).set("MESSAGE", services.texts.finding(language, finding));
    return;
  }
}

void show_origin(const Services& services, Language language, const EditView& view, web::Model& model) {
  const TypedOrigin& origin = view.origin;
  model.show_if(origin.said.by == TypedSource::By::organisation, "BY_ORGANISATION")
      .show_if(origin.said.by == TypedSource::By::other, "BY_OTHER");
  model.set("SAID_TITLE", origin.said.title).set("SAID_URL", origin.said.url).set("SAID_ON", origin.said.on);
  model.set("REMARK", origin.remark);
  show_said_error(services, language, view, "said_title", model, "ERROR_SAID_TITLE");
  show_said_error(services, language, view, "said_url", model, "ERROR_SAID_URL");
  show_said_error(services, language, view, "said_on", model, "ERROR_SAID_ON");
  show_said_error(services, language, view, "remark", model, "ERROR_REMARK");
  if (!view.edited) return;
  web::Model& renew = model.add("RENEW");
  for (const FieldShape& field : view.kind.shape().fields) {
    if (view.form.image.rows(field.name).empty()) continue;
    const bool is_chosen = std::find(origin.renewed.begin(), origin.renewed.end(), field.name) != origin.renewed.end();
    renew.add("RENEWED")
        .set("KEY", field.name)
        .set("TEXT", field_label(services, language, view.kind.shape().record, field.name))
        .show_if(is_chosen, "CHECKED");
  }
}

void show_changes_of_others(const Services& services, Language language, const EditView& view, const EditBeside& beside,
                            web::Model& model) {
  if (!view.others) return;
  web::Model& stale = model.add("STALE");
  if (view.others->empty()) {
    stale.show("NO_OTHERS");
    return;
  }
  web::Model& list = stale.add("OTHERS");
  for (const FieldDifference& one : *view.others) {
    const auto& fields = view.kind.shape().fields;
    const auto shape =
        std::find_if(fields.begin(), fields.end(), [&](const FieldShape& field) { return field.name == one.field; });
    if (shape == fields.end()) continue;
    const auto words = [&](const std::vector<FactRow>& rows) {
      std::string all;
      for (const FactRow& row : rows)
        all += (all.empty() ? "" : "; ") + row_words(services, language, *shape, row, beside.names);
      return all.empty() ? services.texts.get(language, "site.unknown") : all;
    };
    list.add("OTHER")
        .set("LABEL", field_label(services, language, view.kind.shape().record, one.field))
        .set("NOW", words(one.come))
        .set("BEFORE", services.texts.format(language, "network.edit.stale.before", {{"value", words(one.gone)}}));
  }
}

/// NET3 beside the form: what the list of partners means, today and in the past.
void show_verdict(const Services& services, Language language, const EditView& view, const EditBeside& beside,
                  web::Model& model) {
  if (view.kind.shape().record != "hub" || !view.edited) return;
  const Day today = text::brussels_day(services.now());
  const Composition composition = composition_on(today, beside.members, beside.complete);
  web::Model& verdict = model.add("VERDICT");
  verdict.set("COMPOSITION", composition_words(services, language, composition));
  constexpr std::array<std::string_view, 3> kTones{"NOT_RECORDED", "VALID", "LACKING"};
  verdict.show(kTones[static_cast<std::size_t>(composition.state)]);
  const auto history = composition_history(beside.members, beside.complete);
  if (history.empty()) return;
  web::Model& list = verdict.add("HISTORY");
  for (const CompositionChange& change : history) {
    list.add("CHANGE")
        .set("FROM", text::day(language, change.from))
        .set("WORDS", composition_words(services, language, change.composition))
        .show(change.composition.state == CompositionState::valid ? "GOOD" : "BAD");
  }
}

void show_state(const Services& services, Language language, const EditView& view, web::Model& model) {
  const std::string record(view.kind.shape().record);
  const auto words = [&](const std::string& id) { return services.texts.get(language, "network.edit." + id); };
  if (!view.edited) {
    model.set("HEADING", words(record + ".new")).set("LEAD", words(record + ".new_lead"));
    model.set("ACTION", site::address(language, view.kind.path())).set("SAVE", words("create"));
    web::Model& made = model.add("NEW").set("KEY", view.form_key);
    if (view.hubs.empty()) return;
    web::Model& hubs = made.add("FOR_HUB");
    for (const ForHub& hub : view.hubs)
      hubs.add("HUB").set("ID", hub.id).set("NAME", hub.name).show_if(hub.id == view.hub, "SELECTED");
    return;
  }
  const EditedNow& edited = *view.edited;
  const std::string path = view.kind.path() + "/" + id_text(edited.now.record.id);
  model.set("HEADING", services.texts.format(language, "network.edit.heading", {{"name", edited.now.title}}));
  model.set("LEAD", words(edited.may_approve ? "lead_approves" : "lead_proposes"));
  model.set("ACTION", site::address(language, path + "/edit"));
  model.set("SAVE", words(edited.may_approve ? "save" : "propose"));
  model.add("SEE")
      .set("PAGE", site::address(language, path))
      .set("CHANGES", site::address(language, path + "/changes"));
  model.add("VERSION").set("NUMBER", edited.now.version).set("WAS", image_text(edited.image));
  if (edited.own_waiting)
    model.add("WAITING").set("ADDRESS", site::address(language, "/changes/" + edited.own_waiting->id.text()));
  model.show_if(view.saved == "approved", "SAVED").show_if(view.saved == "proposed", "PROPOSED");
}

int status_of(const EditView& view) {
  if (view.others) return 412;
  return view.form.violations.empty() ? 200 : 422;
}

}  // namespace

web::Response edit_form_page(const Services& services, const web::Call& call, const EditView& view) {
  const Language language = call.language;
  const EditBeside beside = load_beside(services, language, view);
  web::Model model;
  show_state(services, language, view, model);
  show_summary(services, language, view, model);
  show_changes_of_others(services, language, view, beside, model);
  show_verdict(services, language, view, beside, model);
  show_edit_fields(services, language, view, beside.titles, model);
  show_origin(services, language, view, model);
  if (!beside.organisations.empty()) {
    web::Model& list = model.add("SUGGESTIONS");
    for (const ReferenceChoice& one : beside.organisations) list.add("SUGGESTION").set("NAME", one.name);
  }
  site::PageFrame frame;
  frame.index = site::PageFrame::Index::no;
  const std::string record(view.kind.shape().record);
  frame.title = view.edited
                    ? services.texts.format(language, "network.edit.heading", {{"name", view.edited->now.title}})
                    : services.texts.get(language, "network.edit." + record + ".new");
  frame.crumbs = {{services.texts.get(language, "network.list." + record), view.kind.path()}};
  if (view.edited)
    frame.crumbs.push_back({view.edited->now.title, view.kind.path() + "/" + id_text(view.edited->now.record.id)});
  frame.crumbs.push_back(
      {services.texts.get(language, view.edited ? "network.edit.change" : "network.edit.create"), ""});
  web::Response response = site::with_form(services, call, model, [&] {
    return site::page(services, call, "network/edit.html", model, frame, status_of(view));
  });
  if (!view.edited) return response;
  const RevisedNow& now = view.edited->now;
  return std::move(response).with_header("ETag", site::version_tag(record, id_text(now.record.id), now.version));
}

}  // namespace kringwerk::network
