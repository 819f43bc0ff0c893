#include "access/io/secrets.h"
#include "base/personal_text.h"
#include "handovers/io/agreement_form.h"
#include "handovers/io/agreement_pages.h"
#include "handovers/io/agreement_store.h"
#include "handovers/io/handover_mail.h"
#include "handovers/io/show_handovers.h"
#include "site/make_once.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::handovers {

namespace {

using storage::Connection;

struct AgreementFormView {
  web::Pairs typed;
  std::string key;
  Violations violations;
};

std::optional<introductions::IntroductionId> introduction_in(const web::Pairs& typed) {
  return introductions::IntroductionId::parse(typed.value("introduction"));
}

void show_list(const std::vector<AgreementChoices::Option>& options, std::string_view section, std::string_view chosen,
               web::Model& model) {
  for (const auto& option : options) {
    model.add(section).set("KEY", option.key).set("LABEL", option.label).show_if(option.key == chosen, "SELECTED");
  }
}

void show_direct_part(const site::Services& services, const web::Call& call, const AgreementChoices& choices,
                      const web::Pairs& typed, web::Model& model) {
  web::Model& part = model.add("DIRECT");
  if (choices.own.size() > 1) show_list(choices.own, "BY", typed.value("by"), part.add("SEVERAL"));
  show_options(services, call.language, kPartyKeys, {"ROLE", "handovers.role.", typed.value("role")}, part);
  part.set("PARTNER", typed.value("partner")).set("EMAIL", typed.value("email"));
  for (const std::string& name : choices.names) part.add("NAME").set("TEXT", name);
  if (!choices.streams.empty()) show_list(choices.streams, "STREAM", typed.value("stream"), part.add("STREAMS"));
}

web::Response form_page(const site::Services& services, const web::Call& call, const AgreementFormView& view) {
  const Language language = call.language;
  const web::Pairs& typed = view.typed;
  const auto introduction = introduction_in(call.request.method == web::Method::post ? typed : call.request.query);
  const auto choices = services.database.read([&](Connection& connection) {
    return load_agreement_choices(connection, services, site::actor_now(services, connection, call), introduction);
  });
  if (!choices) return site::refusal_page(services, call.request, language, 404);
  web::Model model;
  const web::Pairs values =
      typed.list().empty() ? first_values(*choices, language, text::brussels_day(services.now())) : typed;
  site::show_findings(services, language, view.violations, kAgreementFields, model, "handovers.form.");
  model.set("ACTION", site::address(language, "/agreements")).set("KEY", view.key);
  if (choices->introduced) {
    web::Model& part = model.add("INTRODUCED");
    part.set("ID", choices->introduced->introduction->text());
    part.set("GIVER", choices->introduced->giver.name).set("TAKER", choices->introduced->taker.name);
  } else {
    show_direct_part(services, call, *choices, values, model);
  }
  for (const auto& [name, field] : {std::pair{"WHAT", "what"}, std::pair{"MASS", "mass"}, std::pair{"FROM", "from"},
                                    std::pair{"TO", "to"}, std::pair{"PRICE", "price"}}) {
    model.set(name, values.value(field));
  }
  show_options(services, language, kRepeatKeys, {"REPEAT", "handovers.repeat.", values.value("repeat")}, model);
  show_options(services, language, kPriceBasisKeys, {"BASIS", "handovers.basis.", values.value("basis")}, model);
  show_options(services, language, kPartyKeys, {"PAYER", "handovers.payer.", values.value("payer")}, model);
  site::PageFrame frame;
  frame.title = services.texts.get(language, "handovers.new.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"},
                  {services.texts.get(language, "handovers.list.title"), "/agreements"},
                  {frame.title, ""}};
  constexpr int kUnprocessable = 422;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "handovers/agreement_new.html", model, frame,
                      view.violations.empty() ? 200 : kUnprocessable);
  });
}

Result<std::string> keep_agreement(const site::Services& services, Connection& transaction, const web::Call& call,
                                   const web::ReadForm& read) {
  const access::Actor actor = site::actor_now(services, transaction, call);
  const auto choices = load_agreement_choices(transaction, services, actor, introduction_in(read.form.fields));
  if (!choices) return Missing{};
  const ReadAgreement form = read_agreement_form(transaction, services, read, call.language, *choices);
  const auto made = propose_agreement(form.draft, {services.make_id<AgreementTag>(), services.now()}, actor);
  Violations found = form.violations;
  append(found, check_public_text("what", form.draft.what));
  if (!made) {
    const auto* invalid = std::get_if<Invalid>(&made.error());
    // Without an organisation chosen nobody may; the form says which choice is missing.
    if (invalid == nullptr && found.empty()) return made.error();
    if (invalid != nullptr) append(found, invalid->violations);
  }
  if (!found.empty()) return Invalid{std::move(found)};
  insert_agreement(transaction, *made);
  site::record(services, transaction, call, {"agreement.proposed", "agreement", made->id.value(), {}});
  queue_mail_of_agreement(transaction, services, *made);
  return site::address(call.language, "/agreements/" + made->id.text()) + "?done=1";
}

}  // namespace

web::Response new_agreement(const site::Services& services, const web::Call& call) {
  return form_page(services, call, {web::Pairs{}, access::make_secret(), {}});
}

web::Response create_agreement(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  const auto made = site::make_once(
      services, *request, [&](Connection& transaction) { return keep_agreement(services, transaction, call, read); });
  if (made) {
    services.mail_waits();
    return web::Response::see_other(*made);
  }
  Violations found = site::findings_of(made.error());
  if (found.empty()) return site::refused(services, call, made.error());
  // A new key: what is sent now is another request than what was sent before.
  return form_page(services, call, {read.form.fields, access::make_secret(), std::move(found)});
}

}  // namespace kringwerk::handovers
