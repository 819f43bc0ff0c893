#include "guidance/io/question_page.h"

#include <array>

#include "guidance/io/case_store.h"
#include "guidance/io/load_notes.h"
#include "guidance/io/show_cases.h"
#include "network/io/load_hubs.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::guidance {

namespace {

constexpr std::array<std::string_view, 5> kFields{"words", "state", "hub", "hub_words", "note"};

struct QuestionView {
  CaseRow row;
  std::vector<CaseEntryRow> entries;
  std::vector<network::Hub> hubs;  ///< it may be handed over to
  Day today;
  bool may_handle = false;
  std::vector<CaseNote> notes = {};
};

std::optional<QuestionView> load_view(const site::Services& services, const web::Call& call) {
  const access::Actor& actor = site::visit_of(call).actor;
  const Day today = text::brussels_day(services.now());
  return services.database.read([&](storage::Connection& connection) -> std::optional<QuestionView> {
    auto row = load_case_row(connection, {actor, today}, call.id<CaseTag>("case"));
    if (!row) return std::nullopt;
    const bool may = may_handle(actor, row->found);
    QuestionView view{std::move(*row), {}, {}, today, may};
    view.notes = load_notes(connection, services.keys.records, actor, view.row.found.id);
    view.entries = load_case_entries(connection, view.row.found.id);
    for (network::Hub& hub : network::load_hubs(connection)) {
      if (hub.id != view.row.found.hub) view.hubs.push_back(std::move(hub));
    }
    return view;
  });
}

void show_facts(const site::Services& services, Language language, const QuestionView& view, web::Model& model) {
  const Case& found = view.row.found;
  model.set("TITLE", case_title(services, language, found)).set("HUB", view.row.hub_name);
  model.set("STATE", state_words(services, language, found.state));
  show_due(services, language, found, view.today, model);
  model.set("DUE_DAY", text::day(language, found.answer_due));
  model.set("RECEIVED", text::moment(language, found.created_at));
  model.set("EMAIL", found.asker_email);
  if (!found.asker_name.empty()) model.add("NAMED").set("NAME", found.asker_name);
  if (!found.question.empty()) model.add("ASKED").set("QUESTION", found.question);
  if (!found.stream || view.row.about.best(language).empty()) return;
  web::Model& about = model.add("ABOUT");
  about.set("TITLE", view.row.about.best(language));
  about.set("TITLE_LANG", language_code(view.row.about.best_language(language)));
  if (view.row.about_is_public) {
    about.add("LINKED").set("ADDRESS", site::address(language, "/offers/" + found.stream->text()));
  } else {
    about.show("DRAFT");
  }
}

void show_thread(const site::Services& services, Language language, const QuestionView& view, web::Model& model) {
  for (auto entry = view.entries.rbegin(); entry != view.entries.rend(); ++entry) {
    const std::string kind(materials::key_in(kCaseEntryKindKeys, entry->entry.kind));
    web::Model& line = model.add("ENTRY");
    line.set("WHEN", text::moment(language, entry->entry.at));
    line.set("WHAT", services.texts.format(language, "guidance.thread." + kind,
                                           {{"person", entry->person_name},
                                            {"state", state_words(services, language, entry->entry.state)},
                                            {"hub", entry->hub_name}}));
    if (!entry->entry.words.empty()) line.add("SAID").set("WORDS", entry->entry.words);
  }
  model.set("OPENED", text::moment(language, view.row.found.created_at));
  for (const CaseNote& note : view.notes) {
    web::Model& line = model.add("KEPT_NOTE");
    line.set("WHO", note.author_name).set("WHEN", text::moment(language, note.at)).set("TEXT", note.text);
  }
}

void show_forms(const site::Services& services, Language language, const QuestionView& view, const HandlingTyped& typed,
                web::Model& model) {
  const Case& found = view.row.found;
  model.show_if(typed.version != HandlingTyped::Version::good, "STALE");
  site::show_findings(services, language, typed.violations, kFields, model, "guidance.handle.");
  if (!view.may_handle) return;
  model.show("ANSWERING").show("MOVING");
  model.set("ACTION", site::address(language, handled_path(found.id))).set("VERSION", found.version);
  model.set("WORDS", typed.words).set("HUB_WORDS", typed.hub_words).set("NOTE_TYPED", typed.note);
  for (const CaseState state : {CaseState::in_progress, CaseState::answered, CaseState::closed}) {
    if (state == found.state) continue;
    const std::string_view key = materials::key_in(kCaseStateKeys, state);
    web::Model& option = model.add("STATE_OPTION");
    option.set("KEY", key).set("LABEL", state_words(services, language, state));
    option.show_if(key == typed.state, "SELECTED");
  }
  for (const network::Hub& hub : view.hubs) {
    web::Model& option = model.add("HUB_OPTION");
    option.set("KEY", hub.id.text()).set("LABEL", hub.name).show_if(hub.id.text() == typed.hub, "SELECTED");
  }
}

int status_of(const HandlingTyped& typed) {
  constexpr int kPreconditionFailed = 412;
  constexpr int kPreconditionRequired = 428;
  constexpr int kUnprocessable = 422;
  if (typed.version == HandlingTyped::Version::stale) return kPreconditionFailed;
  if (typed.version == HandlingTyped::Version::missing) return kPreconditionRequired;
  return typed.violations.empty() ? 200 : kUnprocessable;
}

}  // namespace

web::Response question_page(const site::Services& services, const web::Call& call, const HandlingTyped& typed) {
  const auto view = load_view(services, call);
  if (!view) return site::refusal_page(services, call.request, call.language, 404);
  const Language language = call.language;
  web::Model model;
  model.set("HOME", site::address(language, ""));
  show_facts(services, language, *view, model);
  show_thread(services, language, *view, model);
  show_forms(services, language, *view, typed, model);
  site::PageFrame frame;
  frame.title = services.texts.format(language, "guidance.handle.window", {{"hub", view->row.hub_name}});
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"},
                  {services.texts.get(language, "guidance.board.title"), "/questions"},
                  {case_title(services, language, view->row.found), ""}};
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "guidance/question.html", model, frame, status_of(typed));
  });
}

}  // namespace kringwerk::guidance
