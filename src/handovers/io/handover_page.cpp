#include "access/io/secrets.h"
#include "handovers/io/agreement_pages.h"
#include "handovers/io/handover_form.h"
#include "handovers/io/handover_mail.h"
#include "handovers/io/load_handovers.h"
#include "handovers/io/open_side.h"
#include "handovers/io/save_taken.h"
#include "handovers/io/show_handovers.h"
#include "media/io/load_attachments.h"
#include "media/io/show_attachments.h"
#include "site/history.h"
#include "site/make_once.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "text/format.h"

namespace kringwerk::handovers {

namespace {

using materials::key_in;
using storage::Connection;

constexpr int kPreconditionFailed = 412;
constexpr int kPreconditionRequired = 428;

struct HandoverView {
  OpenedHandover opened;
  std::vector<Statement> statements;
  std::vector<media::Attachment> tickets;
};

/// What came of a form: nothing yet, or why it was not kept, with what was typed.
struct HandoverAnswerView {
  int status = 200;
  web::Pairs typed;
  Violations violations;
};

std::optional<HandoverView> load_view(const site::Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) -> std::optional<HandoverView> {
    auto opened = open_handover(connection, services, call);
    if (!opened) return std::nullopt;
    std::vector<Statement> statements = load_statements(connection, opened->handover.id);
    auto tickets = media::load_attachments(connection, {media::AttachedKind::handover, opened->handover.id.value()});
    return HandoverView{std::move(*opened), std::move(statements), std::move(tickets)};
  });
}

void show_figures(const site::Services& services, Language language, const Figures& figures, web::Model& model) {
  const auto mass = [&](const std::optional<Mass>& known) {
    return known ? kilogram_words(language, *known) : services.texts.get(language, "handovers.not_filled_in");
  };
  model.set("DAY", text::day(language, figures.on));
  model.set("WEIGHED", mass(figures.weighed)).set("ESTIMATED", mass(figures.estimated));
  model.set("ACCEPTED", kilogram_words(language, figures.accepted));
  model.set("REFUSED", kilogram_words(language, figures.refused));
  if (figures.reason) model.add("REFUSAL").set("WHY", refusal_words(services, language, figures));
}

/// The figures of one line of what was said, in one sentence.
std::string figures_sentence(const site::Services& services, Language language, const Figures& figures) {
  const auto mass = [&](const std::optional<Mass>& known) {
    return known ? kilogram_words(language, *known) : services.texts.get(language, "handovers.not_filled_in");
  };
  const std::string why = refusal_words(services, language, figures);
  return services.texts.format(language, why.empty() ? "handovers.said.figures" : "handovers.said.figures_why",
                               {{"day", text::day(language, figures.on)},
                                {"weighed", mass(figures.weighed)},
                                {"estimated", mass(figures.estimated)},
                                {"outcome", outcome_words(services, language, figures)},
                                {"why", why}});
}

std::string side_name(const HandoverView& view, Party party) {
  return view.opened.agreement.side(party).name;
}

void show_state_of(const site::Services& services, Language language, const HandoverView& view, web::Model& model) {
  const Handover& handover = view.opened.handover;
  model.set("WHAT", view.opened.agreement.what);
  model.set("GIVER", view.opened.agreement.giver.name).set("TAKER", view.opened.agreement.taker.name);
  show_state(services, language, handover.state, model);
  if (handover.shown()) {
    const Evidence evidence = evidence_of(handover);
    model.add("EVIDENT")
        .set("LEVEL", evidence_words(services, language, evidence))
        .set("REASONED",
             services.texts.get(language, "handovers.evidence_why." + std::string(key_in(kEvidenceKeys, evidence))));
  }
  if (handover.in_force) {
    web::Model& part = model.add("FIGURES");
    part.set("HEADING", services.texts.get(language, "handovers.page.in_force"));
    show_figures(services, language, *handover.in_force, part);
  }
  if (handover.proposed) {
    web::Model& part = model.add("FIGURES");
    part.set("HEADING", services.texts.format(language, "handovers.page.says",
                                              {{"who", side_name(view, handover.proposed_side)}}));
    show_figures(services, language, *handover.proposed, part);
  }
}

void show_said(const site::Services& services, Language language, const HandoverView& view, web::Model& model) {
  for (auto line = view.statements.rbegin(); line != view.statements.rend(); ++line) {
    web::Model& entry = model.add("ENTRY");
    entry.set("WHEN", text::moment(language, line->at));
    entry.set("WHAT",
              services.texts.format(language, "handovers.said." + std::string(key_in(kStatementKindKeys, line->kind)),
                                    {{"who", side_name(view, line->by)}}));
    if (!line->note.empty()) entry.add("SAID").set("WORDS", line->note);
    if (line->figures) entry.add("VALUES").set("FIGURES_SAID", figures_sentence(services, language, *line->figures));
  }
}

/// One form with figures: of the side whose turn it is, else of one that may correct.
std::optional<HandoverDeed> figure_deed(const OpenedHandover& opened) {
  for (const HandoverDeed deed : {HandoverDeed::dispute, HandoverDeed::correct}) {
    if (may_do(opened.standing, opened.handover, opened.agreement, deed)) return deed;
  }
  return std::nullopt;
}

void show_figure_form(const site::Services& services, Language language, const HandoverView& view,
                      const HandoverAnswerView& answer, web::Model& model) {
  const Handover& handover = view.opened.handover;
  const auto deed = figure_deed(view.opened);
  if (!deed) return;
  web::Model& form = model.add("FIGURE_FORM");
  const std::string key(key_in(kHandoverDeedKeys, *deed));
  form.set("DEED", key);
  const std::string which = handover.in_force && *deed == HandoverDeed::correct ? "propose" : key;
  for (const auto& [name, part] :
       {std::pair{"SUMMARY", "summary."}, std::pair{"HINT", "hint."}, std::pair{"SEND", "send."}}) {
    form.set(name, services.texts.get(language, std::string("handovers.figures.") + part + which));
  }
  const auto& before = handover.proposed ? handover.proposed : handover.in_force;
  const bool was_typed = answer.typed.value("deed") == key;
  show_figure_fields(services, language, was_typed ? answer.typed : typed_of(*before, language), form);
  form.show_if(was_typed, "OPENED");
  form.show_if(which == "propose", "NOTED");
}

void show_forms(const site::Services& services, const web::Call& call, const HandoverView& view,
                const HandoverAnswerView& answer, web::Model& model) {
  const Language language = call.language;
  const OpenedHandover& opened = view.opened;
  const auto may_now = [&](HandoverDeed deed) {
    return may_do(opened.standing, opened.handover, opened.agreement, deed);
  };
  model.set("ACTION", site::address(language, handover_path(call))).set("VERSION", opened.handover.version);
  model.set("KEY", access::make_secret());
  site::show_findings(services, language, in_words(answer.violations, language), kHandoverFields, model,
                      "handovers.bench.");
  if (opened.is_spent) {
    model.show("SPENT");
    return;
  }
  if (may_now(HandoverDeed::confirm)) {
    model.add("CONFIRMING")
        .set("ASK", services.texts.format(
                        language, opened.handover.in_force ? "handovers.page.ask_correction" : "handovers.page.ask",
                        {{"who", side_name(view, opened.handover.proposed_side)}}));
  } else if (const auto awaited = awaited_side(opened.handover)) {
    model.add("WAITS").set(
        "TEXT", services.texts.format(language, "handovers.page.waits", {{"who", side_name(view, *awaited)}}));
  }
  show_figure_form(services, language, view, answer, model);
  if (may_now(HandoverDeed::reject)) {
    web::Model& form = model.add("REJECTING");
    const bool was_typed = answer.typed.value("deed") == key_in(kHandoverDeedKeys, HandoverDeed::reject);
    form.set("NOTE", was_typed ? answer.typed.value("note") : std::string_view()).show_if(was_typed, "OPENED");
    const std::string which = opened.handover.in_force ? "keep" : "reject";
    form.set("SUMMARY", services.texts.get(language, "handovers.reject.summary." + which));
    form.set("SEND", services.texts.get(language, "handovers.reject.send." + which));
  }
  model.show_if(may_now(HandoverDeed::withdraw), "WITHDRAWING");
}

/// With a link of a mail the tickets are at addresses below that link.
void show_tickets(const site::Services& services, const web::Call& call, const HandoverView& view, web::Model& model) {
  const std::string before = is_by_secret(call) ? site::address(call.language, handover_path(call)) : std::string();
  media::show_attachments(services, call.language, view.tickets, model, before);
  if (!is_by_secret(call) &&
      may(view.opened.standing, access::Action::update, view.opened.handover, view.opened.agreement)) {
    model.add("TICKETS").set("ADDRESS", site::address(call.language, handover_path(call)) + "/tickets");
  }
}

void add_history(const site::Services& services, const web::Call& call, const HandoverView& view, web::Model& model) {
  if (is_by_secret(call)) return;
  const Agreement& agreement = view.opened.agreement;
  site::RecordHistory record{"handover", view.opened.handover.id.value(), std::nullopt, agreement.hubs};
  const auto own = parties_of(view.opened.standing, agreement);
  if (!own.empty()) record.organisation = agreement.side(own.front()).organisation->value();
  if (const auto history = site::show_history(services, call, record)) {
    model.add("HISTORY").set("HISTORY_HTML", *history);
  }
}

web::Response show_page(const site::Services& services, const web::Call& call, const HandoverAnswerView& answer) {
  const Language language = call.language;
  const auto view = load_view(services, call);
  if (!view) return site::refusal_page(services, call.request, language, 404);
  web::Model model;
  model.show_if(answer.status == kPreconditionFailed || answer.status == kPreconditionRequired, "STALE");
  model.show_if(answer.status == 200 && !call.request.query.value("done").empty(), "KEPT");
  show_state_of(services, language, *view, model);
  show_forms(services, call, *view, answer, model);
  show_tickets(services, call, *view, model);
  show_said(services, language, *view, model);
  add_history(services, call, *view, model);
  const std::string own = "/agreements/" + view->opened.agreement.id.text();
  site::PageFrame frame;
  frame.title = services.texts.get(language, "handovers.page.title");
  frame.index = site::PageFrame::Index::no;
  if (!is_by_secret(call)) {
    model.add("MORE").set("AGREEMENT", site::address(language, own));
    frame.crumbs = {{services.texts.get(language, "handovers.list.title"), "/agreements"},
                    {view->opened.agreement.what, own},
                    {frame.title, ""}};
  }
  return site::with_form(services, call, model, [&] {
    // The address may be a secret. Not no-referrer: then browsers send "Origin: null" with the form.
    return site::page(services, call, "handovers/handover.html", model, frame, answer.status)
        .with_header("Referrer-Policy", "same-origin");
  });
}

access::Deed deed_of(const Handover& before, const HandledHandover& handled) {
  static constexpr std::array<std::string_view, 7> kActions{
      "handover.registered", "handover.confirmed", "handover.disputed", "handover.rejected",
      "handover.corrected",  "handover.kept",      "handover.withdrawn"};
  access::Deed deed{kActions[static_cast<std::size_t>(handled.statement.kind)], "handover", before.id.value(), {}};
  deed.changes.push_back({"state", std::string(key_in(kHandoverStateKeys, before.state)),
                          std::string(key_in(kHandoverStateKeys, handled.after.state))});
  if (handled.statement.figures) {
    const auto& old = before.proposed ? before.proposed : before.in_force;
    deed.changes.push_back({"delivered", old ? kilogram_words(Language::nl, delivered(*old)) : std::string(),
                            kilogram_words(Language::nl, delivered(*handled.statement.figures))});
  }
  return deed;
}

Result<std::string> keep_answer(const site::Services& services, Connection& transaction, const web::Call& call,
                                const HandoverAnswer& given, std::int64_t version) {
  const auto opened = open_handover(transaction, services, call);
  if (!opened) return Missing{};
  if (opened->is_spent) return Stale{};
  const Instant now = services.now();
  const HandoverHandling handling{opened->standing, version, services.make_id<StatementTag>(), now,
                                  text::brussels_day(now)};
  const auto handled = handle_handover(opened->handover, opened->agreement, handling, given);
  if (!handled) return handled.error();
  if (!save_handover(transaction, opened->handover, *handled)) return Stale{};
  queue_mail_of_handover(transaction, services, opened->agreement, *handled);
  const access::DeedAuthor author = author_of(services, call, opened->standing);
  access::record_deed(transaction, services.keys.audit, author, deed_of(opened->handover, *handled));
  save_taken(transaction, services.keys.audit, opened->agreement, author);
  return site::address(call.language, handover_path(call)) + "?done=1";
}

/// What a form says; a deed without figures reads only its note.
struct ReadAnswer {
  HandoverAnswer answer;
  Violations violations;
};
ReadAnswer read_answer(const web::ReadForm& read, Language language, HandoverDeed deed) {
  const bool has_figures = deed == HandoverDeed::dispute || deed == HandoverDeed::correct;
  ReadFigures form = read_figures_form(read, language);
  if (!has_figures) std::erase_if(form.violations, [](const Violation& one) { return one.field != "note"; });
  return {{deed, form.figures, form.note}, std::move(form.violations)};
}

}  // namespace

web::Response handover_page(const site::Services& services, const web::Call& call) {
  return show_page(services, call, {});
}

web::Response linked_ticket(const site::Services& services, const web::Call& call) {
  std::optional<media::Attachment> ticket;
  const auto size = media::size_named(call.parameter("size"));
  const auto content = services.database.read([&](Connection& connection) -> std::optional<std::string> {
    const auto opened = open_handover(connection, services, call);
    ticket = media::load_attachment(connection, call.id<media::AttachmentTag>("attachment"));
    const bool belongs = opened && ticket && ticket->to.kind == media::AttachedKind::handover &&
                         ticket->to.id == opened->handover.id.value();
    if (!belongs || !size) return std::nullopt;
    return media::load_attachment_content(connection, ticket->id, *size);
  });
  if (!content) return site::refusal_page(services, call.request, call.language, 404);
  return media::attachment_response(*ticket, *content);
}

web::Response answer_handover(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  const auto deed = materials::value_in<HandoverDeed>(kHandoverDeedKeys, read.form.fields.value("deed"));
  const auto opened =
      services.database.read([&](Connection& connection) { return open_handover(connection, services, call); });
  if (!opened || !deed) return site::refusal_page(services, call.request, call.language, 404);
  const auto version = site::version_of(call, read.form, "handover", opened->handover.id.text());
  if (!version) return show_page(services, call, {site::status_of(version.error()), read.form.fields, {}});
  const ReadAnswer form = read_answer(read, call.language, *deed);
  const auto done = site::make_once(services, *request, [&](Connection& transaction) -> Result<std::string> {
    auto kept = keep_answer(services, transaction, call, form.answer, *version);
    const bool is_read = form.violations.empty();
    if (is_read || (!kept && !std::holds_alternative<Invalid>(kept.error()))) return kept;
    return Invalid{form.violations};
  });
  if (done) {
    services.mail_waits();
    return web::Response::see_other(*done);
  }
  if (std::holds_alternative<Missing>(done.error())) return site::refused(services, call, done.error());
  const bool is_invalid = std::holds_alternative<Invalid>(done.error());
  return show_page(services, call,
                   {is_invalid ? site::status_of(done.error()) : kPreconditionFailed, read.form.fields,
                    site::findings_of(done.error())});
}

}  // namespace kringwerk::handovers
