#include "access/io/secrets.h"
#include "handovers/io/agreement_pages.h"
#include "handovers/io/agreement_store.h"
#include "handovers/io/handover_mail.h"
#include "handovers/io/load_handovers.h"
#include "handovers/io/open_side.h"
#include "handovers/io/save_taken.h"
#include "handovers/io/show_handovers.h"
#include "handovers/make_agreement.h"
#include "materials/agreed_amount.h"
#include "materials/io/load_streams.h"
#include "site/history.h"
#include "site/make_once.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "text/format.h"

namespace kringwerk::handovers {

namespace {

using storage::Connection;

constexpr std::size_t kMostPeriods = 12;

struct AgreementView {
  OpenedAgreement opened;
  std::vector<Handover> handovers;
  Day today;
  struct OpenStream {
    materials::Stream stream;
    materials::Amount open;
  };
  std::vector<OpenStream> streams;  ///< that it is about, as the reader may see them
};

std::optional<AgreementView> load_view(const site::Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) -> std::optional<AgreementView> {
    auto opened = open_agreement(connection, services, call);
    if (!opened) return std::nullopt;
    AgreementView view{{}, {}, text::brussels_day(services.now()), {}};
    // The link is for one answer; what was handed over since is for who has an account.
    if (!is_by_secret(call)) {
      view.handovers = load_handovers_of(connection, opened->agreement.id);
      for (const auto& id : {opened->agreement.offer, opened->agreement.need}) {
        if (!id) continue;
        auto seen = materials::load_readable_stream(connection, *id, site::visit_of(call).actor, view.today);
        if (!seen) continue;
        view.streams.push_back({seen->stream, materials::open_amount(seen->stream.amount, seen->stream.agreed)});
      }
    }
    view.opened = std::move(*opened);
    return view;
  });
}

void show_facts(const site::Services& services, Language language, const AgreementView& view, web::Model& model) {
  const Agreement& agreement = view.opened.agreement;
  model.set("WHAT", agreement.what).set("GIVER", agreement.giver.name).set("TAKER", agreement.taker.name);
  model.set("AMOUNT", amount_words(services, language, agreement));
  model.set("PERIOD", period_words(services, language, agreement));
  if (may(view.opened.standing, access::Action::read, agreement, "price")) {
    model.add("PRICED").set("PRICE", price_words(services, language, agreement.price));
  }
  if (agreement.introduction && !view.opened.standing.by_link) {
    model.add("INTRODUCED").set("ADDRESS", site::address(language, "/introductions/" + agreement.introduction->text()));
  }
  show_state(services, language, agreement.state, model);
}

/// What the agreement leaves of each stream for others.
void show_streams(const site::Services& services, Language language, const AgreementView& view, web::Model& model) {
  for (const auto& [stream, amount] : view.streams) {
    const std::string kind(materials::key_in(materials::kStreamKindKeys, stream.kind));
    web::Model& row = model.add("STREAM");
    row.set("LABEL", services.texts.get(language, "handovers.stream." + kind));
    row.set("ADDRESS", site::address(language, "/offers/" + stream.id.text()));
    row.set("TITLE", stream.title.best(language));
    const auto open = materials::mass_each_time(amount);
    const bool comes_again = stream.amount.rhythm != materials::Rhythm::once;
    if (open) {
      const auto repeat =
          materials::value_in<Repeat>(kRepeatKeys, materials::key_in(materials::kRhythmKeys, stream.amount.rhythm));
      row.add("OPEN").set(
          "TEXT", services.texts.format(
                      language, "handovers.stream.open." + kind,
                      {{"amount", repeated_words(services, language, {*open, repeat.value_or(Repeat::once)})}}));
    }
    row.show_if(comes_again && view.opened.agreement.repeat == Repeat::once, "ONE_TIME");
  }
}

void show_balance(const site::Services& services, Language language, const Balance& balance, web::Model& model) {
  const std::string no_end = services.texts.get(language, "handovers.balance.no_end");
  model.set("AGREED", balance.agreed ? kilogram_words(language, *balance.agreed) : no_end);
  model.set("DELIVERED", kilogram_words(language, balance.delivered));
  model.set("ACCEPTED", kilogram_words(language, balance.accepted));
  model.set("REFUSED", kilogram_words(language, balance.refused));
  model.set("OPEN", balance.agreed ? kilogram_words(language, balance.open()) : no_end);
  if (balance.over() > Mass{}) model.add("OVER").set("TEXT", kilogram_words(language, balance.over()));
  if (balance.waiting > Mass{}) model.add("WAITING").set("TEXT", kilogram_words(language, balance.waiting));
}

void show_periods(const site::Services& services, Language language, const AgreementView& view, web::Model& model) {
  const auto periods = period_balances(view.opened.agreement, view.handovers, view.today, kMostPeriods);
  if (periods.empty()) return;
  web::Model& section = model.add("PERIODS");
  for (auto period = periods.rbegin(); period != periods.rend(); ++period) {
    web::Model& row = section.add("ROW");
    row.set("FROM", text::day(language, period->from)).set("TO", text::day(language, period->to));
    show_balance(services, language, period->balance, row);
  }
}

std::string mass_or_words(const site::Services& services, Language language, const std::optional<Mass>& mass) {
  return mass ? kilogram_words(language, *mass) : services.texts.get(language, "handovers.not_filled_in");
}

void show_rows(const site::Services& services, Language language, const AgreementView& view, web::Model& model) {
  if (view.handovers.empty()) {
    model.show_if(view.opened.agreement.state == AgreementState::active, "NONE_YET");
    return;
  }
  web::Model& table = model.add("HANDOVERS");
  for (const Handover& handover : view.handovers) {
    web::Model& row = table.add("ROW");
    row.set("ADDRESS", site::address(language, "/handovers/" + handover.id.text()));
    const auto& shown = handover.shown();
    row.set("DAY", text::day(language, shown ? shown->on : text::brussels_day(handover.registered_at)));
    row.set("WEIGHED", shown ? mass_or_words(services, language, shown->weighed) : std::string());
    row.set("ESTIMATED", shown ? mass_or_words(services, language, shown->estimated) : std::string());
    row.set("ACCEPTED", shown ? kilogram_words(language, shown->accepted) : std::string());
    row.set("REFUSED", shown ? kilogram_words(language, shown->refused) : std::string());
    row.set("EVIDENCE", shown ? evidence_words(services, language, evidence_of(handover)) : std::string());
    show_state(services, language, handover.state, row);
  }
}

void show_deeds(const site::Services& services, const web::Call& call, const AgreementView& view, web::Model& model) {
  const Agreement& agreement = view.opened.agreement;
  const Standing& standing = view.opened.standing;
  model.set("ACTION", site::address(call.language, agreement_path(call))).set("VERSION", agreement.version);
  model.set("KEY", access::make_secret());
  if (view.opened.is_spent) {
    model.show("SPENT");
    return;
  }
  model.show_if(may_do(standing, agreement, AgreementDeed::accept), "ANSWERING");
  model.show_if(may_do(standing, agreement, AgreementDeed::withdraw), "WITHDRAWING");
  model.show_if(may_do(standing, agreement, AgreementDeed::end), "ENDING");
  if (agreement.state == AgreementState::proposed && may_do(standing, agreement, AgreementDeed::withdraw)) {
    const auto& awaited = agreement.side(other(agreement.proposed_side));
    model.add("WAITS").set(
        "TEXT", services.texts.format(call.language, "handovers.agreement.waits", {{"other", awaited.name}}));
  }
}

void show_tools(const web::Call& call, const AgreementView& view, web::Model& model) {
  const Agreement& agreement = view.opened.agreement;
  if (view.opened.standing.by_link || agreement.state == AgreementState::proposed) return;
  const std::string own = site::address(call.language, "/agreements/" + agreement.id.text());
  const bool is_running = agreement.state == AgreementState::active || agreement.state == AgreementState::ended;
  if (is_running && !parties_of(view.opened.standing, agreement).empty()) {
    model.add("REGISTER").set("ADDRESS", own + "/handovers/new");
  }
  if (!view.handovers.empty()) model.add("TABLE_FILE").set("ADDRESS", own + "/handovers.csv");
}

void add_history(const site::Services& services, const web::Call& call, const AgreementView& view, web::Model& model) {
  if (is_by_secret(call)) return;
  const Agreement& agreement = view.opened.agreement;
  site::RecordHistory record{"agreement", agreement.id.value(), std::nullopt, agreement.hubs};
  const auto own = parties_of(view.opened.standing, agreement);
  if (!own.empty()) record.organisation = agreement.side(own.front()).organisation->value();
  if (const auto history = site::show_history(services, call, record)) {
    model.add("HISTORY").set("HISTORY_HTML", *history);
  }
}

/// What came of a form: nothing yet, or why it was not kept.
struct AgreementAnswer {
  int status = 200;
  Violations violations;
};

web::Response show_page(const site::Services& services, const web::Call& call, const AgreementAnswer& answer) {
  const Language language = call.language;
  const auto view = load_view(services, call);
  if (!view) return site::refusal_page(services, call.request, language, 404);
  web::Model model;
  constexpr int kPreconditionFailed = 412;
  constexpr int kPreconditionRequired = 428;
  model.show_if(answer.status == kPreconditionFailed || answer.status == kPreconditionRequired, "STALE");
  model.show_if(answer.status == 200 && !call.request.query.value("done").empty(), "KEPT");
  site::show_findings(services, language, answer.violations, {}, model);
  show_facts(services, language, *view, model);
  show_streams(services, language, *view, model);
  show_deeds(services, call, *view, model);
  show_tools(call, *view, model);
  if (view->opened.agreement.state != AgreementState::proposed && !view->opened.standing.by_link) {
    show_balance(services, language, balance_of(view->opened.agreement, view->handovers), model.add("BALANCE"));
    show_periods(services, language, *view, model);
    show_rows(services, language, *view, model);
  }
  add_history(services, call, *view, model);
  site::PageFrame frame;
  frame.title = services.texts.get(language, "handovers.agreement.window");
  frame.index = site::PageFrame::Index::no;
  if (!is_by_secret(call)) {
    frame.crumbs = {{services.texts.get(language, "site.my"), "/my"},
                    {services.texts.get(language, "handovers.list.title"), "/agreements"},
                    {view->opened.agreement.what, ""}};
  }
  return site::with_form(services, call, model, [&] {
    // The address may be a secret. Not no-referrer: then browsers send "Origin: null" with the form.
    return site::page(services, call, "handovers/agreement.html", model, frame, answer.status)
        .with_header("Referrer-Policy", "same-origin");
  });
}

access::Deed deed_of(const Agreement& before, const Agreement& after) {
  static constexpr std::array<std::string_view, 5> kActions{
      "agreement.proposed", "agreement.accepted", "agreement.refused", "agreement.withdrawn", "agreement.ended"};
  access::Deed deed{kActions[static_cast<std::size_t>(after.state)], "agreement", before.id.value(), {}};
  deed.changes.push_back({"state", std::string(materials::key_in(kAgreementStateKeys, before.state)),
                          std::string(materials::key_in(kAgreementStateKeys, after.state))});
  return deed;
}

Result<std::string> keep_deed(const site::Services& services, Connection& transaction, const web::Call& call,
                              AgreementDeed deed, std::int64_t version) {
  const auto opened = open_agreement(transaction, services, call);
  if (!opened) return Missing{};
  if (opened->is_spent) return Stale{};
  const Instant now = services.now();
  const auto after =
      handle_agreement(opened->agreement, {opened->standing, version, now, text::brussels_day(now)}, deed);
  if (!after) return after.error();
  if (!save_agreement(transaction, opened->agreement, *after)) return Stale{};
  if (deed == AgreementDeed::accept || deed == AgreementDeed::refuse)
    queue_mail_of_answer(transaction, services, *after);
  const access::DeedAuthor author = author_of(services, call, opened->standing);
  access::record_deed(transaction, services.keys.audit, author, deed_of(opened->agreement, *after));
  save_taken(transaction, services.keys.audit, *after, author);
  return site::address(call.language, agreement_path(call)) + "?done=1";
}

}  // namespace

web::Response agreement_page(const site::Services& services, const web::Call& call) {
  return show_page(services, call, {});
}

web::Response handle_agreement_form(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  const auto deed = materials::value_in<AgreementDeed>(kAgreementDeedKeys, read.form.fields.value("deed"));
  const auto opened =
      services.database.read([&](Connection& connection) { return open_agreement(connection, services, call); });
  if (!opened || !deed) return site::refusal_page(services, call.request, call.language, 404);
  const auto version = site::version_of(call, read.form, "agreement", opened->agreement.id.text());
  if (!version) return show_page(services, call, {site::status_of(version.error()), {}});
  const auto done = site::make_once(services, *request, [&](Connection& transaction) {
    return keep_deed(services, transaction, call, *deed, *version);
  });
  if (done) {
    services.mail_waits();
    return web::Response::see_other(*done);
  }
  if (std::holds_alternative<Missing>(done.error())) return site::refused(services, call, done.error());
  constexpr int kPreconditionFailed = 412;
  const bool is_invalid = std::holds_alternative<Invalid>(done.error());
  return show_page(services, call,
                   {is_invalid ? site::status_of(done.error()) : kPreconditionFailed, site::findings_of(done.error())});
}

}  // namespace kringwerk::handovers
