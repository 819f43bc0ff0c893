#include "guidance/io/guidance_pages.h"

#include <array>

#include "access/io/secrets.h"
#include "access/secret.h"
#include "base/personal_text.h"
#include "guidance/io/question_board.h"
#include "guidance/io/question_page.h"
#include "guidance/io/submit_question.h"
#include "network/io/load_hubs.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::guidance {

namespace {

using Presence = web::FormReader::Presence;

constexpr std::array<std::string_view, 3> kFields{"question", "name", "email"};
constexpr std::size_t kLongestQuestion = 4000;
constexpr std::size_t kLongestName = 100;

struct AskView {
  network::HubId hub;
  Subject subject;
  std::string question;
  std::string name;
  std::string email;
  std::string form_key;
  Violations violations;
};

void show_subject(const web::Call& call, const AskView& view, const std::optional<materials::Stream>& stream,
                  web::Model& model) {
  if (!stream) return;
  const bool is_draft = !view.subject.draft.empty();
  web::Model& about = model.add("ABOUT");
  about.set("TITLE", stream->title.best(call.language));
  about.set("TITLE_LANG", language_code(stream->title.best_language(call.language)));
  about.set("ADDRESS", site::address(call.language, is_draft ? "/offers/draft/" + view.subject.draft
                                                             : "/offers/" + stream->id.text()));
}

web::Response ask_page(const site::Services& services, const web::Call& call, const AskView& view) {
  struct Known {
    std::optional<network::Hub> hub;
    std::optional<materials::Stream> stream;
  };
  const Known known = services.database.read([&](storage::Connection& connection) {
    return Known{
        network::load_hub(connection, view.hub),
        load_subject(connection, view.subject, {site::visit_of(call).actor, text::brussels_day(services.now())})};
  });
  if (!known.hub) return site::refusal_page(services, call.request, call.language, 404);
  const std::string hub_path = "/hubs/" + known.hub->id.text();
  web::Model model;
  model.set("HUB", known.hub->name).set("ACTION", site::address(call.language, hub_path + "/questions"));
  model.set("KEY", view.form_key).set("OFFER", view.subject.offer).set("DRAFT", view.subject.draft);
  model.set("QUESTION", view.question).set("NAME", view.name).set("EMAIL", view.email);
  model.show_if(known.hub->is_example, "EXAMPLE");
  show_subject(call, view, known.stream, model);
  site::show_findings(services, call.language, view.violations, kFields, model, "guidance.ask.");
  site::PageFrame frame;
  frame.title = services.texts.format(call.language, "guidance.ask.window", {{"hub", known.hub->name}});
  frame.index = site::PageFrame::Index::no;
  frame.menu = site::MenuEntry::hubs;
  frame.crumbs = {{services.texts.get(call.language, "site.menu.hubs"), "/hubs"},
                  {known.hub->name, hub_path},
                  {services.texts.get(call.language, "guidance.ask.title"), ""}};
  return site::with_form(services, call, model, [&] {
    // The address may hold the secret of a draft. Not no-referrer: then browsers send "Origin: null" with the form.
    return site::page(services, call, "guidance/ask.html", model, frame, view.violations.empty() ? 200 : 422)
        .with_header("Referrer-Policy", "same-origin");
  });
}

web::Response new_question(const site::Services& services, const web::Call& call) {
  AskView view;
  view.hub = call.id<network::HubTag>("hub");
  view.subject = {std::string(call.request.query.value("offer")), std::string(call.request.query.value("draft"))};
  view.form_key = access::make_secret();
  return ask_page(services, call, view);
}

QuestionSubmission read_question(const site::Services& services, const web::Call& call, const web::ReadForm& read,
                                 const AskView& view) {
  web::FormReader reader(read.form, call.language);
  QuestionSubmission submission;
  submission.question.text = reader.paragraph("question", Presence::optional, kLongestQuestion);
  submission.question.asker_name = reader.line("name", Presence::optional, kLongestName);
  submission.question.asker_email = reader.email("email", Presence::required);
  submission.question.language = call.language;
  submission.subject = view.subject;
  submission.asker = site::visit_of(call).actor;
  submission.hub = view.hub;
  submission.violations = read.violations;
  append(submission.violations, reader.violations());
  append(submission.violations, check_confidential_text("question", submission.question.text));
  append(submission.violations, check_confidential_text("name", submission.question.asker_name));
  submission.secret = access::secret_of_submission(view.form_key, view.hub.text() + '\n' + view.subject.offer + '\n' +
                                                                      view.subject.draft + '\n' + view.question + '\n' +
                                                                      view.name + '\n' + view.email);
  submission.remote_address = call.request.remote_address;
  submission.author = site::author_of(services, call);
  return submission;
}

web::Response create_question(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto typed = [&](std::string_view field) { return std::string(read.form.fields.value(field)); };
  AskView view{call.id<network::HubTag>("hub"),
               {typed("offer"), typed("draft")},
               typed("question"),
               typed("name"),
               typed("email"),
               typed("key"),
               {}};
  if (!site::is_own_form(services, call, read.form) || !access::looks_like_secret(view.form_key)) {
    return site::expired_form_page(services, call);
  }
  const QuestionSubmission submission = read_question(services, call, read, view);
  const auto submitted = submit_question(services, submission);
  if (submitted) {
    services.mail_waits();
    return web::Response::see_other(site::address(call.language, "/questions/" + submission.secret));
  }
  const auto* invalid = std::get_if<Invalid>(&submitted.error());
  if (invalid == nullptr) return site::refusal_page(services, call.request, call.language, 404);
  view.violations = invalid->violations;
  return ask_page(services, call, view);
}

}  // namespace

void add_guidance_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/hubs/{hub:id}/ask", "guidance.question.new"},
             [&services](const web::Call& call) { return new_question(services, call); });
  router.add({web::Method::post, "/{lang}/hubs/{hub:id}/questions", "guidance.question.create"},
             [&services](const web::Call& call) { return create_question(services, call); });
  router.add({web::Method::get, "/{lang}/questions", "guidance.board.view"},
             [&services](const web::Call& call) { return question_board(services, call); });
  router.add({web::Method::get, "/{lang}/questions/received/{case:id}", "guidance.case.view"},
             [&services](const web::Call& call) { return question_page(services, call); });
  router.add({web::Method::post, "/{lang}/questions/received/{case:id}/reply", "guidance.case.handle"},
             [&services](const web::Call& call) { return send_reply(services, call); });
  router.add({web::Method::post, "/{lang}/questions/received/{case:id}/state", "guidance.case.handle"},
             [&services](const web::Call& call) { return send_state(services, call); });
  router.add({web::Method::post, "/{lang}/questions/received/{case:id}/notes", "guidance.note.create"},
             [&services](const web::Call& call) { return send_note(services, call); });
  router.add({web::Method::post, "/{lang}/questions/received/{case:id}/hand-over", "guidance.case.handle"},
             [&services](const web::Call& call) { return send_hand_over(services, call); });
  router.add({web::Method::get, "/{lang}/questions/{secret}", "guidance.question.view"},
             [&services](const web::Call& call) { return case_page(services, call); });
}

}  // namespace kringwerk::guidance
