#include "access/io/secrets.h"
#include "handovers/io/agreement_pages.h"
#include "handovers/io/handover_form.h"
#include "handovers/io/handover_mail.h"
#include "handovers/io/load_handovers.h"
#include "handovers/io/open_side.h"
#include "handovers/io/show_handovers.h"
#include "media/io/save_attachment.h"
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

/// What a form says, and the weighing ticket that came with it.
struct ReadBench {
  ReadFigures figures;
  std::optional<media::PreparedFile> ticket;
};

/// Reads the ticket before the transaction; it takes a moment.
ReadBench read_bench(const web::ReadForm& read, Language language) {
  ReadBench bench{read_figures_form(read, language), std::nullopt};
  if (read.form.uploads.empty() || !read.violations.empty()) return bench;
  auto ticket = media::prepare_file(read.form.uploads.front().content, media::AttachedKind::handover);
  if (ticket) {
    bench.ticket = std::move(*ticket);
  } else {
    append(bench.figures.violations, site::findings_of(ticket.error()));
  }
  return bench;
}

Result<Done> keep_ticket(const site::Services& services, Connection& transaction, const OpenedAgreement& opened,
                         const Handover& made, const media::PreparedFile& ticket) {
  media::NewAttachment kept;
  kept.id = services.make_id<media::AttachmentTag>();
  kept.to = {media::AttachedKind::handover, made.id.value()};
  kept.organisation = opened.agreement.side(made.proposed_side).organisation->value();
  kept.added_by = opened.standing.actor.person;
  kept.now = services.now();
  const auto saved = media::save_attachment(transaction, kept, ticket);
  if (!saved) return saved.error();
  return Done{};
}

Result<std::string> keep_handover(const site::Services& services, Connection& transaction, const web::Call& call,
                                  const ReadBench& bench) {
  const ReadFigures& form = bench.figures;
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
  if (bench.ticket) {
    const auto kept = keep_ticket(services, transaction, *opened, made->after, *bench.ticket);
    if (!kept) return kept.error();
  }
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
  const ReadBench bench = read_bench(read, call.language);
  const auto made = site::make_once(
      services, *request, [&](Connection& transaction) { return keep_handover(services, transaction, call, bench); });
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
