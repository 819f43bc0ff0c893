#include "introductions/io/proposal_page.h"

#include "access/io/secrets.h"
#include "base/personal_text.h"
#include "introductions/io/show_introductions.h"
#include "introductions/io/submit_proposal.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using storage::Connection;

constexpr std::array<std::string_view, 1> kFields{"message"};

struct ProposalView {
  ProposedPair pair;
  std::string message;
  std::string form_key;
  Violations violations;
};

struct Known {
  Introduction planned;
  SeenSide offer;
  SeenSide need;
  Violations against;  ///< why it cannot be proposed
};

/// What would be made; nullopt for who may not propose it.
std::optional<Known> load_known(const site::Services& services, const web::Call& call, const ProposedPair& pair) {
  return services.database.read([&](Connection& connection) -> std::optional<Known> {
    const access::Actor actor = site::actor_now(services, connection, call);
    auto proposal = load_proposal(connection, services, actor, pair);
    if (!proposal) return std::nullopt;
    const Instant now = services.now();
    const ProposalContext context{IntroductionId{1}, text::brussels_day(now), now};
    Known known;
    auto made = propose_introduction(*proposal, context, actor);
    if (!made) {
      const auto* invalid = std::get_if<Invalid>(&made.error());
      if (invalid == nullptr) return std::nullopt;
      known.against = invalid->violations;
      return known;
    }
    known.planned = std::move(*made);
    // Each side as the other one will see it.
    const auto seen_by = [&](SideKind reader, SideKind side) {
      return load_seen_side(connection, known.planned, side, {access::Actor::link_holder(), reader}, context.today);
    };
    known.offer = seen_by(SideKind::need, SideKind::offer);
    known.need = seen_by(SideKind::offer, SideKind::need);
    return known;
  });
}

web::Response proposal_page(const site::Services& services, const web::Call& call, const ProposalView& view) {
  const auto known = load_known(services, call, view.pair);
  if (!known) return site::refusal_page(services, call.request, call.language, 404);
  const Language language = call.language;
  web::Model model;
  model.set("BACK", site::address(language, "/offers/" + view.pair.offer.text()));
  const bool is_possible = known->against.empty();
  Violations found = view.violations.empty() ? known->against : view.violations;
  site::show_findings(services, language, found, kFields, model, "introductions.form.");
  if (is_possible) {
    web::Model& form = model.add("POSSIBLE");
    form.set("ACTION", site::address(language, "/introductions")).set("KEY", view.form_key);
    form.set("OFFER", view.pair.offer.text()).set("NEED", view.pair.need.text());
    std::string steps;
    for (const auto& step : view.pair.steps) steps += (steps.empty() ? "" : ",") + step.text();
    form.set("STEP_KILOGRAMS", step_kilograms(view.pair));
    form.set("STEP_IDS", steps).set("LIMIT", materials::key_in(kLimitedByKeys, view.pair.limited_by));
    form.set("TYPED", view.message);
    form.set("DUE", text::day(language, known->planned.due));
    for (const SeenSide* side : {&known->offer, &known->need}) {
      web::Model& shown = form.add("SIDE");
      const std::string key(materials::key_in(kSideKeys, side->kind));
      shown.set("LABEL", services.texts.get(language, "introductions.new.shown." + key));
      const bool is_asked = is_awaited(known->planned, side->kind);
      shown.set("ASKED",
                services.texts.get(language, is_asked ? "introductions.new.asked" : "introductions.new.own_side"));
      show_side(services, language, *side, shown);
    }
  }
  site::PageFrame frame;
  frame.title = services.texts.get(language, "introductions.new.title");
  frame.index = site::PageFrame::Index::no;
  frame.menu = site::MenuEntry::materials;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"},
                  {services.texts.get(language, "introductions.list.title"), "/introductions"},
                  {frame.title, ""}};
  constexpr int kUnprocessable = 422;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "introductions/new.html", model, frame,
                      view.violations.empty() ? 200 : kUnprocessable);
  });
}

}  // namespace

web::Response new_proposal(const site::Services& services, const web::Call& call) {
  auto pair = read_pair(call.request.query);
  if (!pair) return site::refusal_page(services, call.request, call.language, 404);
  return proposal_page(services, call, {std::move(*pair), {}, access::make_secret(), {}});
}

web::Response create_proposal(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  const auto pair = read_pair(read.form.fields);
  if (!pair) return site::refused(services, call, Missing{});
  web::FormReader reader(read.form, call.language);
  PairProposal proposed{*pair, reader.paragraph("message", web::FormReader::Presence::optional, kLongestMessage),
                        read.violations};
  append(proposed.violations, reader.violations());
  append(proposed.violations, check_public_text("message", proposed.message));
  const auto made = submit_proposal(services, call, *request, proposed);
  if (made) {
    services.mail_waits();
    return web::Response::see_other(*made);
  }
  Violations found = site::findings_of(made.error());
  if (found.empty()) return site::refused(services, call, made.error());
  // A new key: what is sent now is another request than what was sent before.
  return proposal_page(services, call,
                       {*pair, std::string(reader.typed("message")), access::make_secret(), std::move(found)});
}

}  // namespace kringwerk::introductions
