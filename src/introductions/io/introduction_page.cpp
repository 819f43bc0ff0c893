#include "introductions/io/introduction_page.h"

#include "access/io/secrets.h"
#include "access/secret.h"
#include "introductions/io/introduction_store.h"
#include "introductions/io/load_introductions.h"
#include "introductions/io/show_introductions.h"
#include "network/io/load_organisations.h"
#include "site/history.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using access::Action;
using storage::Connection;

constexpr std::array<std::string_view, 3> kFields{"answer", "reason", "words"};
constexpr std::array<std::string_view, 2> kConclusionKeys{"agreed", "failed"};

struct StepShown {
  LocalText work;
  std::string workshop;
  network::OrganisationId organisation;
  network::CapabilityId capability;
};

struct PageView {
  Opened opened;
  SeenSide offer;
  SeenSide need;
  std::vector<StepShown> steps;
  std::vector<Outcome> outcomes;
  std::string proposer;
  Day today;
};

bool is_by_link(const web::Call& call) {
  for (const auto& [name, value] : call.parameters) {
    if (name == "secret") return true;
  }
  return false;
}

std::vector<StepShown> load_steps(Connection& connection, const Introduction& introduction) {
  std::vector<StepShown> steps;
  if (introduction.steps.empty()) return steps;
  const auto known = network::load_capabilities(connection);
  for (const network::CapabilityId id : introduction.steps) {
    for (const network::Capability& capability : known) {
      if (capability.id != id) continue;
      const auto workshop = network::load_organisation(connection, capability.organisation);
      steps.push_back(
          {capability.name, workshop ? workshop->name : std::string(), capability.organisation, capability.id});
    }
  }
  return steps;
}

std::optional<PageView> load_view(const site::Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) -> std::optional<PageView> {
    auto opened = open_introduction(connection, services, call);
    if (!opened) return std::nullopt;
    const Day today = text::brussels_day(services.now());
    const Introduction& shown = opened->introduction;
    PageView view{{},
                  load_seen_side(connection, shown, SideKind::offer, opened->standing, today),
                  load_seen_side(connection, shown, SideKind::need, opened->standing, today),
                  load_steps(connection, shown),
                  load_outcomes(connection, shown.id),
                  load_proposer(connection, shown),
                  today};
    view.opened = std::move(*opened);
    return view;
  });
}

void show_steps(Language language, const PageView& view, web::Model& model) {
  if (view.steps.empty()) return;
  web::Model& section = model.add("STEPS");
  for (const StepShown& step : view.steps) {
    web::Model& shown = section.add("STEP")
                            .set("WORK", step.work.best(language))
                            .set("WORKSHOP", step.workshop)
                            .set("ADDRESS", site::address(language, "/organisations/" + step.organisation.text()));
    if (view.opened.introduction.state != IntroductionState::agreed) continue;
    shown.add("CALENDAR")
        .set("CALENDAR_ADDRESS", site::address(language, "/capabilities/" + step.capability.text() + "/calendar"));
  }
}

std::string doer_words(const site::Services& services, Language language, const Outcome& outcome) {
  const std::string key(outcome.side ? materials::key_in(kSideKeys, *outcome.side) : std::string_view("hub"));
  return services.texts.get(language, "introductions.by." + key);
}

void show_thread(const site::Services& services, Language language, const PageView& view, web::Model& model) {
  const auto own = sides_of(view.opened.standing, view.opened.introduction);
  const bool reads_words = may(view.opened.standing, Action::read, view.opened.introduction, "words");
  for (auto outcome = view.outcomes.rbegin(); outcome != view.outcomes.rend(); ++outcome) {
    web::Model& line = model.add("ENTRY");
    const std::string kind(materials::key_in(kOutcomeKindKeys, outcome->kind));
    line.set("WHEN", text::moment(language, outcome->at));
    line.set("WHAT", services.texts.format(language, "introductions.thread." + kind,
                                           {{"who", doer_words(services, language, *outcome)}}));
    if (outcome->reason) line.add("WHY").set("REASON", reason_words(services, language, *outcome->reason));
    const bool is_own = !own.empty() && outcome->side == own.front();
    if (!outcome->words.empty() && (reads_words || is_own)) line.add("SAID").set("WORDS", outcome->words);
  }
  model.set("PROPOSED_AT", text::moment(language, view.opened.introduction.proposed_at));
  model.set("PROPOSED_BY",
            view.proposer.empty() ? services.texts.get(language, "introductions.owner_hidden") : view.proposer);
}

void show_both(const site::Services& services, const web::Call& call, const PageView& view, web::Model& model) {
  const Language language = call.language;
  const SideFacts facts = is_by_link(call) ? SideFacts::here : SideFacts::on_page;
  for (const SeenSide* side : {&view.offer, &view.need}) {
    const std::string key(materials::key_in(kSideKeys, side->kind));
    web::Model& shown = model.add("SIDE");
    shown.set("LABEL", services.texts.get(language, "introductions.side." + key));
    shown.show_if(side->is_own, "OWN");
    show_side(services, language, *side, shown, facts);
    const auto& answer = view.opened.introduction.side(side->kind).answer;
    const std::string answered(answer ? materials::key_in(kAnswerKeys, *answer) : std::string_view("none"));
    shown.set("ANSWER", services.texts.get(language, "introductions.answered." + answered));
    if (!side->email.empty()) shown.add("CONTACT").set("EMAIL", side->email);
  }
}

/// The side that the reader answers for: first one that is awaited.
std::optional<SideKind> answering_side(const Opened& opened) {
  const auto own = sides_of(opened.standing, opened.introduction);
  if (own.empty() || !may(opened.standing, Action::update, opened.introduction)) return std::nullopt;
  for (const SideKind side : own) {
    if (is_awaited(opened.introduction, side)) return side;
  }
  return own.front();
}

void show_forms(const site::Services& services, const web::Call& call, const PageView& view, const TypedDeed& typed,
                web::Model& model) {
  const Language language = call.language;
  const Opened& opened = view.opened;
  model.show_if(typed.version != TypedDeed::Version::good, "STALE");
  site::show_findings(services, language, typed.violations, kFields, model, "introductions.form.");
  model.set("ACTION", site::address(language, opened_path(call))).set("VERSION", opened.introduction.version);
  model.set("WORDS", typed.words);
  if (const auto side = answering_side(opened)) {
    web::Model& form = model.add("ANSWERING");
    const bool is_first = opened.introduction.side(*side).answer != Answer::yes;
    form.set("SIDE", materials::key_in(kSideKeys, *side));
    form.set("HEADING",
             services.texts.get(language, is_first ? "introductions.form.answer" : "introductions.form.change_answer"));
    show_choice(services, language, kAnswerKeys, {"ANSWER_OPTION", "introductions.answer.", typed.answer}, form);
    show_choice(services, language, kReasonKeys, {"REASON_OPTION", "introductions.reason.", typed.reason}, form);
  }
  if (may(opened.standing, Action::approve, opened.introduction)) {
    web::Model& form = model.add("CONCLUDING");
    show_choice(services, language, kConclusionKeys, {"ANSWER_OPTION", "introductions.conclusion.", typed.answer},
                form);
    show_choice(services, language, kReasonKeys, {"REASON_OPTION", "introductions.reason.", typed.reason}, form);
  }
  model.show_if(may(opened.standing, Action::remove, opened.introduction), "WITHDRAWING");
}

int status_of(const TypedDeed& typed) {
  constexpr int kPreconditionFailed = 412;
  constexpr int kPreconditionRequired = 428;
  constexpr int kUnprocessable = 422;
  if (typed.version == TypedDeed::Version::stale) return kPreconditionFailed;
  if (typed.version == TypedDeed::Version::missing) return kPreconditionRequired;
  return typed.violations.empty() ? 200 : kUnprocessable;
}

site::PageFrame frame_of(const site::Services& services, const web::Call& call) {
  const auto words = [&](std::string_view id) { return services.texts.get(call.language, id); };
  site::PageFrame frame;
  frame.title = words("introductions.window");
  frame.index = site::PageFrame::Index::no;
  if (is_by_link(call)) return frame;
  frame.crumbs = {{words("site.my"), "/my"},
                  {words("introductions.list.title"), "/introductions"},
                  {words("introductions.window"), ""}};
  return frame;
}

void add_history(const site::Services& services, const web::Call& call, const PageView& view, web::Model& model) {
  if (is_by_link(call)) return;
  const Introduction& shown = view.opened.introduction;
  site::RecordHistory record{"introduction", shown.id.value(), std::nullopt, shown.hubs};
  const auto own = sides_of(view.opened.standing, shown);
  if (!own.empty()) record.organisation = shown.side(own.front()).organisation->value();
  if (const auto history = site::show_history(services, call, record)) {
    model.add("HISTORY").set("HISTORY_HTML", *history);
  }
}

}  // namespace

std::optional<Opened> open_introduction(Connection& connection, const site::Services& services, const web::Call& call) {
  if (is_by_link(call)) {
    const std::string_view secret = call.parameter("secret");
    if (!access::looks_like_secret(secret)) return std::nullopt;
    auto linked = load_introduction_by_secret(connection, access::hash_of_secret(secret));
    if (!linked) return std::nullopt;
    return Opened{std::move(linked->introduction), {access::Actor::link_holder(), linked->side}};
  }
  auto found = load_introduction(connection, call.id<IntroductionTag>("introduction"));
  if (!found) return std::nullopt;
  Opened opened{std::move(*found), {site::actor_now(services, connection, call), std::nullopt}};
  if (!may(opened.standing, Action::read, opened.introduction)) return std::nullopt;
  return opened;
}

std::string opened_path(const web::Call& call) {
  if (is_by_link(call)) return "/introductions/answer/" + std::string(call.parameter("secret"));
  return "/introductions/" + call.id<IntroductionTag>("introduction").text();
}

web::Response introduction_page(const site::Services& services, const web::Call& call, const TypedDeed& typed) {
  const auto view = load_view(services, call);
  if (!view) return site::refusal_page(services, call.request, call.language, 404);
  web::Model model;
  const Introduction& shown = view->opened.introduction;
  show_state(services, call.language, shown, view->today, model);
  model.show_if(shown.state == IntroductionState::talks, "TALKS");
  model.show_if(!call.request.query.value("done").empty() && status_of(typed) == 200, "KEPT");
  if (!shown.message.empty()) model.add("MESSAGE").set("TEXT", shown.message);
  show_both(services, call, *view, model);
  if (shown.state == IntroductionState::agreed && !is_by_link(call) &&
      !sides_of(view->opened.standing, shown).empty()) {
    model.add("AGREEABLE")
        .set("ADDRESS", site::address(call.language, "/agreements/new?introduction=" + shown.id.text()));
  }
  show_steps(call.language, *view, model);
  show_thread(services, call.language, *view, model);
  show_forms(services, call, *view, typed, model);
  add_history(services, call, *view, model);
  return site::with_form(services, call, model, [&] {
    // The address may be a secret. Not no-referrer: then browsers send "Origin: null" with the form.
    return site::page(services, call, "introductions/introduction.html", model, frame_of(services, call),
                      status_of(typed))
        .with_header("Referrer-Policy", "same-origin");
  });
}

}  // namespace kringwerk::introductions
