#include "access/io/secrets.h"
#include "base/personal_text.h"
#include "introductions/io/call_pages.h"
#include "introductions/io/call_words.h"
#include "introductions/io/introduction_store.h"
#include "introductions/io/submit_call.h"
#include "network/io/load_organisations.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using storage::Connection;
using Presence = web::FormReader::Presence;

constexpr std::array<std::string_view, 3> kFields{"organisation", "message", "outcome"};
constexpr std::array<std::string_view, 3> kOutcomeKeys{"found", "not_found", "withdrawn"};
constexpr int kUnprocessable = 422;
constexpr int kPreconditionFailed = 412;
constexpr int kPreconditionRequired = 428;

/// What was typed in one of the two forms, and what came of it.
struct TypedOnCall {
  std::string organisation;
  std::string message;
  std::string outcome;
  Violations violations;
  int status = 200;
};

struct Suggestion {
  std::string name;
  std::string owner;
  std::string path;
};

struct CallView {
  PartnerCall call;
  CallPublisher publisher;
  CallOptions works;
  CallOptions kinds;
  CallOptions materials;
  std::vector<Suggestion> suggestions;
  CallOptions partners;  ///< that the reader may let answer
  std::vector<std::pair<IntroductionId, std::string>> answers;
  bool may_end = false;
};

constexpr std::size_t kMostSuggestions = 12;

std::string name_of(Connection& connection, network::OrganisationId id) {
  const auto organisation = network::load_organisation(connection, id);
  return organisation ? organisation->name : std::string();
}

void load_people_side(Connection& connection, const access::Actor& actor, Day today,
                      const std::vector<network::Capability>& suiting, CallView& view) {
  if (takes_answers(view.call, today)) {
    for (const network::OrganisationId id : possible_partners(view.call, actor, suiting)) {
      view.partners.emplace_back(id.text(), name_of(connection, id));
    }
  }
  for (const KeptAnswer& kept : load_call_answers(connection, view.call.id)) {
    const auto introduction = load_introduction(connection, kept.introduction);
    if (!introduction || !may({actor, std::nullopt}, access::Action::read, *introduction)) continue;
    view.answers.emplace_back(kept.introduction, name_of(connection, kept.organisation));
  }
  view.may_end = access::may(actor, access::Action::update, facts_of(view.call));
}

std::optional<CallView> load_view(const site::Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) -> std::optional<CallView> {
    const access::Actor& actor = site::visit_of(call).actor;
    auto found = load_call(connection, call.id<PartnerCallTag>("call"));
    if (!found || !access::may(actor, access::Action::read, facts_of(*found))) return std::nullopt;
    CallView view{.call = std::move(*found),
                  .publisher = {},
                  .works = {},
                  .kinds = {},
                  .materials = {},
                  .suggestions = {},
                  .partners = {},
                  .answers = {}};
    view.publisher = load_publisher(connection, view.call.asked);
    view.works = work_options(materials::load_terms(connection), call.language);
    view.kinds = partner_kind_options(services, call.language);
    view.materials = material_options(materials::load_taxonomy(connection), call.language);
    const auto suiting = load_suiting(connection, view.call);
    for (const network::Capability& one : suiting) {
      if (view.suggestions.size() == kMostSuggestions) break;
      view.suggestions.push_back(
          {one.name.best(call.language), name_of(connection, one.organisation), "/capabilities/" + one.id.text()});
    }
    load_people_side(connection, actor, text::brussels_day(services.now()), suiting, view);
    return view;
  });
}

void show_facts(const site::Services& services, Language language, const CallView& view, web::Model& model) {
  const CallDraft& asked = view.call.asked;
  show_call_title(services, language, asked, model);
  model.set("WHO", view.publisher.name).set("WHO_ADDRESS", site::address(language, view.publisher.path));
  model.set("WORK", option_name(services, language, view.works, asked.work));
  model.set("KIND", option_name(services, language, view.kinds, asked.partner_kind));
  model.set("MATERIAL", option_name(services, language, view.materials, asked.material));
  model.set("PURPOSE", asked.purpose).set("TEXT_LANG", language_code(asked.language));
  model.set("UNTIL", text::day(language, asked.until));
  model.set("SEEN_BY",
            services.texts.get(language, "introductions.call.visibility." +
                                             std::string(materials::key_in(kCallAudienceKeys, asked.audience))));
  if (!asked.description.empty()) {
    model.add("DESCRIPTION").set("TEXT", asked.description).set("TEXT_LANG", language_code(asked.language));
  }
}

void show_forms(const site::Services& services, Language language, const CallView& view, const TypedOnCall& typed,
                web::Model& model) {
  const std::string path = site::address(language, "/calls/" + view.call.id.text());
  site::show_findings(services, language, typed.violations, kFields, model, "introductions.call.form.");
  model.show_if(typed.status == kPreconditionFailed || typed.status == kPreconditionRequired, "STALE");
  if (!view.partners.empty()) {
    web::Model& form = model.add("ANSWERING");
    form.set("ACTION", path + "/answers").set("KEY", access::make_secret()).set("TYPED", typed.message);
    show_options(view.partners, typed.organisation, "PARTNER", form);
  }
  if (!view.may_end) return;
  web::Model& form = model.add("ENDING");
  form.set("ACTION", path + "/end").set("VERSION", view.call.version);
  CallOptions outcomes;
  for (const std::string_view key : kOutcomeKeys) {
    outcomes.emplace_back(key, services.texts.get(language, "introductions.call.outcome." + std::string(key)));
  }
  show_options(outcomes, typed.outcome, "OUTCOME", form);
}

void show_lists(Language language, const CallView& view, web::Model& model) {
  if (view.suggestions.empty()) model.show("NO_SUGGESTION");
  if (!view.suggestions.empty()) {
    web::Model& list = model.add("SUGGESTIONS");
    for (const Suggestion& one : view.suggestions) {
      list.add("SUGGESTION")
          .set("NAME", one.name)
          .set("OWNER", one.owner)
          .set("ADDRESS", site::address(language, one.path));
    }
  }
  if (view.answers.empty()) return;
  web::Model& list = model.add("ANSWERS");
  for (const auto& [id, name] : view.answers) {
    list.add("GIVEN").set("NAME", name).set("ADDRESS", site::address(language, "/introductions/" + id.text()));
  }
}

web::Response show(const site::Services& services, const web::Call& call, const TypedOnCall& typed) {
  const auto view = load_view(services, call);
  if (!view) return site::refusal_page(services, call.request, call.language, 404);
  const Language language = call.language;
  const Day today = text::brussels_day(services.now());
  web::Model model;
  show_facts(services, language, *view, model);
  show_call_state(services, language, view->call, today, model);
  show_lists(language, *view, model);
  show_forms(services, language, *view, typed, model);
  const bool may_sign_in = !site::visit_of(call).actor.is_signed_in() && takes_answers(view->call, today);
  if (may_sign_in) model.add("SIGN_IN").set("ADDRESS", site::address(language, "/sign-in"));
  site::PageFrame frame;
  frame.title = view->call.asked.title.empty() ? services.texts.get(language, "introductions.call.window")
                                               : view->call.asked.title;
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "introductions.calls.title"), "/calls"}, {frame.title, ""}};
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "introductions/call.html", model, frame, typed.status);
  });
}

}  // namespace

web::Response call_page(const site::Services& services, const web::Call& call) {
  return show(services, call, {});
}

web::Response answer_call(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  web::FormReader reader(read.form, call.language);
  SentAnswer sent;
  sent.call = call.id<PartnerCallTag>("call");
  sent.organisation = network::OrganisationId::parse(reader.typed("organisation"));
  sent.message = reader.paragraph("message", Presence::optional, kLongestMessage);
  sent.violations = read.violations;
  append(sent.violations, reader.violations());
  append(sent.violations, check_public_text("message", sent.message));
  const auto led_to = submit_answer(services, call, *request, sent);
  if (led_to) {
    services.mail_waits();
    return web::Response::see_other(*led_to);
  }
  Violations found = site::findings_of(led_to.error());
  if (found.empty()) return site::refused(services, call, led_to.error());
  return show(services, call,
              {std::string(reader.typed("organisation")),
               std::string(reader.typed("message")),
               {},
               std::move(found),
               kUnprocessable});
}

web::Response close_call(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto id = call.id<PartnerCallTag>("call");
  web::FormReader reader(read.form, call.language);
  const auto outcome = reader.choice("outcome", kOutcomeKeys, Presence::required);
  TypedOnCall typed;
  typed.outcome = std::string(reader.typed("outcome"));
  const auto version = site::version_of(call, read.form, "call", id.text());
  if (!version) {
    typed.status = site::status_of(version.error());
    return show(services, call, typed);
  }
  if (!outcome) {
    typed.violations = reader.violations();
    typed.status = kUnprocessable;
    return show(services, call, typed);
  }
  const auto state = materials::value_in<CallState>(kCallStateKeys, kOutcomeKeys.at(*outcome)).value();
  const auto done = submit_end(services, call, {id, state, *version});
  if (done) return web::Response::see_other(site::address(call.language, "/calls/" + id.text()));
  if (!std::holds_alternative<Stale>(done.error())) return site::refused(services, call, done.error());
  typed.status = kPreconditionFailed;
  return show(services, call, typed);
}

}  // namespace kringwerk::introductions
