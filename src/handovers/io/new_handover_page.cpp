#include "access/io/secrets.h"
#include "handovers/io/agreement_pages.h"
#include "handovers/io/handover_form.h"
#include "handovers/io/handover_mail.h"
#include "handovers/io/load_handovers.h"
#include "handovers/io/open_side.h"
#include "handovers/io/show_handovers.h"
#include "site/make_once.h"
#include "site/page.h"
#include "site/refusal.h"
#include "text/format.h"

namespace kringwerk::handovers {

namespace {

using storage::Connection;

struct BenchView {
  web::Pairs typed;
  std::string key;
  Violations violations;
};

/// The agreement, for who may register a hand-over of it.
std::optional<OpenedAgreement> load_bench(const site::Services& services, const web::Call& call) {
  auto opened =
      services.database.read([&](Connection& connection) { return open_agreement(connection, services, call); });
  if (!opened || parties_of(opened->standing, opened->agreement).empty()) return std::nullopt;
  const AgreementState state = opened->agreement.state;
  if (state != AgreementState::active && state != AgreementState::ended) return std::nullopt;
  return opened;
}

web::Response bench_page(const site::Services& services, const web::Call& call, const BenchView& view) {
  const Language language = call.language;
  const auto opened = load_bench(services, call);
  if (!opened) return site::refusal_page(services, call.request, language, 404);
  const Agreement& agreement = opened->agreement;
  const std::string own = "/agreements/" + agreement.id.text();
  web::Model model;
  site::show_findings(services, language, in_words(view.violations, language), kHandoverFields, model,
                      "handovers.bench.");
  model.set("ACTION", site::address(language, own + "/handovers")).set("KEY", view.key);
  model.set("WHAT", agreement.what).set("GIVER", agreement.giver.name).set("TAKER", agreement.taker.name);
  model.set("BACK", site::address(language, own));
  show_figure_fields(services, language, view.typed, model);
  site::PageFrame frame;
  frame.title = services.texts.get(language, "handovers.bench.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {
      {services.texts.get(language, "handovers.list.title"), "/agreements"}, {agreement.what, own}, {frame.title, ""}};
  constexpr int kUnprocessable = 422;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "handovers/handover_new.html", model, frame,
                      view.violations.empty() ? 200 : kUnprocessable);
  });
}

Result<std::string> keep_handover(const site::Services& services, Connection& transaction, const web::Call& call,
                                  const ReadFigures& form) {
  const auto opened = open_agreement(transaction, services, call);
  if (!opened) return Missing{};
  const Instant now = services.now();
  const HandoverHandling handling{opened->standing, 0, services.make_id<StatementTag>(), now, text::brussels_day(now)};
  const auto made = register_handover(opened->agreement, services.make_id<HandoverTag>(), handling, form.figures);
  Violations found = form.violations;
  if (!made) {
    const auto* invalid = std::get_if<Invalid>(&made.error());
    if (invalid == nullptr) return made.error();
    if (found.empty()) found = invalid->violations;
  }
  if (!found.empty()) return Invalid{std::move(found)};
  insert_handover(transaction, *made);
  queue_mail_of_handover(transaction, services, opened->agreement, *made);
  site::record(services, transaction, call,
               {"handover.registered",
                "handover",
                made->after.id.value(),
                {{"delivered", "", kilogram_words(Language::nl, delivered(form.figures))}}});
  return site::address(call.language, "/handovers/" + made->after.id.text()) + "?done=1";
}

}  // namespace

web::Response new_handover(const site::Services& services, const web::Call& call) {
  return bench_page(services, call, {typed_of(text::brussels_day(services.now())), access::make_secret(), {}});
}

web::Response create_handover(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  const ReadFigures form = read_figures_form(read, call.language);
  const auto made = site::make_once(
      services, *request, [&](Connection& transaction) { return keep_handover(services, transaction, call, form); });
  if (made) {
    services.mail_waits();
    return web::Response::see_other(*made);
  }
  Violations found = site::findings_of(made.error());
  if (found.empty()) return site::refused(services, call, made.error());
  // A new key: what is sent now is another request than what was sent before.
  return bench_page(services, call, {read.form.fields, access::make_secret(), std::move(found)});
}

}  // namespace kringwerk::handovers
