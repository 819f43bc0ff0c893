#include <algorithm>

#include "access/io/secrets.h"
#include "access/secret.h"
#include "guidance/io/case_store.h"
#include "guidance/io/guidance_pages.h"
#include "materials/io/load_streams.h"
#include "network/io/load_hubs.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::guidance {

namespace {

struct CaseView {
  Case found;
  std::vector<CaseStep> steps;
  network::Hub hub;
  std::optional<materials::Stream> offer;  ///< when it is public
};

std::optional<CaseView> load_view(storage::Connection& connection, std::string_view secret) {
  if (!access::looks_like_secret(secret)) return std::nullopt;
  auto found = load_case_by_secret(connection, access::hash_of_secret(secret));
  if (!found) return std::nullopt;
  CaseView view{*found, load_case_steps(connection, found->id), network::load_hub(connection, found->hub).value(), {}};
  if (found->stream) view.offer = materials::load_public_stream(connection, *found->stream);
  return view;
}

/// Every state on the way: those reached with their moment, then what is still to come.
void show_timeline(const site::Services& services, Language language, const CaseView& view, web::Model& model) {
  const auto words = [&](const char* list, CaseState state) {
    return services.texts.get(language, std::string(list) + std::string(materials::key_in(kCaseStateKeys, state)));
  };
  for (const CaseStep& step : view.steps) {
    web::Model& line = model.add("STEP");
    line.set("WHEN", text::moment(language, step.at)).set("WHAT", words("guidance.step.", step.state)).show("DONE");
  }
  const CaseState reached = view.steps.empty() ? CaseState::received : view.steps.back().state;
  for (const CaseState state : {CaseState::in_progress, CaseState::answered, CaseState::closed}) {
    if (state <= reached) continue;
    web::Model& line = model.add("STEP");
    line.set("WHAT", words("guidance.next.", state));
    line.set("WHEN", state == CaseState::answered
                         ? services.texts.format(language, "guidance.case.at_the_latest",
                                                 {{"day", text::day(language, view.found.answer_due)}})
                         : std::string());
  }
}

}  // namespace

web::Response case_page(const site::Services& services, const web::Call& call) {
  const auto view = services.database.read(
      [&](storage::Connection& connection) { return load_view(connection, call.parameter("secret")); });
  if (!view) return site::refusal_page(services, call.request, call.language, 404);
  web::Model model;
  model.set("HOME", site::address(call.language, "")).set("HUB", view->hub.name);
  model.set("HUB_ADDRESS", site::address(call.language, "/hubs/" + view->hub.id.text()));
  model.set("DUE", text::day(call.language, view->found.answer_due));
  model.set("STATE", services.texts.get(call.language, "guidance.state." + std::string(materials::key_in(
                                                                               kCaseStateKeys, view->found.state))));
  model.show_if(view->hub.is_example, "EXAMPLE");
  if (!view->found.question.empty()) model.add("ASKED").set("QUESTION", view->found.question);
  if (view->offer) {
    model.add("ABOUT")
        .set("TITLE", view->offer->title.best(call.language))
        .set("TITLE_LANG", language_code(view->offer->title.best_language(call.language)))
        .set("ADDRESS", site::address(call.language, "/offers/" + view->offer->id.text()));
  }
  show_timeline(services, call.language, *view, model);
  site::PageFrame frame;
  frame.title = services.texts.format(call.language, "guidance.case.window", {{"hub", view->hub.name}});
  frame.index = site::PageFrame::Index::no;
  return site::page(services, call, "guidance/case.html", model, frame).with_header("Referrer-Policy", "no-referrer");
}

}  // namespace kringwerk::guidance
