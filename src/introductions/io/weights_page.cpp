#include "introductions/io/weights_page.h"

#include "access/policy.h"
#include "introductions/io/load_outcomes.h"
#include "introductions/io/show_introductions.h"
#include "introductions/io/weight_store.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using matchmaking::kPolicyWeight;
using matchmaking::kRankingNumberKeys;
using storage::Connection;

struct WeightsView {
  WeightState state;
  Evidence evidence;
  std::vector<LearnedStep> proposed;
  bool may_change = false;
};

access::RecordFacts weight_facts() {
  access::RecordFacts facts;
  facts.type = "weight";
  facts.visibility = "-";
  facts.state = "-";
  return facts;
}

WeightsView load_view(const site::Services& services, const web::Call& call) {
  return services.database.read([&](Connection& connection) {
    WeightsView view;
    view.state = load_weight_state(connection);
    view.evidence = load_evidence(connection, view.state.learned_to);
    view.proposed = learn(view.evidence, view.state.history(), services.now());
    const access::Actor actor = site::actor_now(services, connection, call);
    view.may_change = access::may(actor, access::Action::update, weight_facts());
    return view;
  });
}

/// A weight as people read it: "+2,5 %".
std::string percent_words(Language language, std::int64_t weight) {
  constexpr double kPercent = 10;
  const double percent = static_cast<double>(weight - kPolicyWeight) / kPercent;
  return (percent > 0 ? "+" : "") + text::number(language, percent, 1) + "\u00a0%";
}

std::string number_words(const site::Services& services, Language language, RankingNumber number) {
  return services.texts.get(language,
                            "introductions.weight." + std::string(materials::key_in(kRankingNumberKeys, number)));
}

std::string value_words(const site::Services& services, Language language, RankingNumber number, double value) {
  const int decimals = number == RankingNumber::haul || number == RankingNumber::coproduct ? 4 : 2;
  return services.texts.format(
      language, "introductions.weight.unit." + std::string(materials::key_in(kRankingNumberKeys, number)),
      {{"value", text::number(language, value, decimals)}});
}

void show_numbers(const site::Services& services, Language language, const matching::PolicyRow& shipped,
                  const WeightsView& view, web::Model& model) {
  const RankingWeights& weights = view.state.entries.back().version.weights;
  const matching::PolicyRow now = matchmaking::weighed(shipped, weights);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto number = static_cast<RankingNumber>(i);
    web::Model& row = model.add("NUMBER");
    row.set("NAME", number_words(services, language, number));
    row.set("POLICY", value_words(services, language, number, matchmaking::number_in(shipped, number)));
    row.set("NOW", value_words(services, language, number, matchmaking::number_in(now, number)));
    row.set("SOURCE", services.texts.get(language, "matchmaking.policy.assumption"));
    if (weights.at(i) == kPolicyWeight) {
      row.show("SAME");
    } else {
      row.add("MOVED").set("WEIGHT", percent_words(language, weights.at(i)));
    }
  }
}

std::string step_words(const site::Services& services, Language language, const LearnedStep& step,
                       std::int64_t refusals) {
  constexpr double kPercent = 10;
  return services.texts.format(language, "introductions.weights.why",
                               {{"reason", reason_words(services, language, step.lesson.reason)},
                                {"found", step.found},
                                {"refusals", refusals},
                                {"expected", static_cast<double>(step.expected) / kPercent}});
}

void show_step(const site::Services& services, Language language, const LearnedStep& step, std::int64_t refusals,
               web::Model& model) {
  web::Model& line = model.add("STEP");
  line.set("NAME", number_words(services, language, step.lesson.number));
  line.set("BEFORE", percent_words(language, step.before)).set("AFTER", percent_words(language, step.after));
  line.set("WHY", step_words(services, language, step, refusals));
}

bool moves(const std::vector<LearnedStep>& steps) {
  for (const LearnedStep& step : steps) {
    if (step.after != step.before) return true;
  }
  return false;
}

void show_proposal(const site::Services& services, Language language, const WeightsView& view, web::Model& model) {
  model.set("EVIDENCE", services.texts.format(language, "introductions.weights.evidence",
                                              {{"refusals", view.evidence.refused()},
                                               {"agreements", view.evidence.agreements},
                                               {"least", kLeastRefusals}}));
  if (!moves(view.proposed)) {
    model.show("NO_STEP");
    return;
  }
  web::Model& proposal = model.add("PROPOSAL");
  for (const LearnedStep& step : view.proposed) {
    show_step(services, language, step, view.evidence.refused(), proposal);
  }
  proposal.show_if(view.may_change, "APPLY");
}

void show_history(const site::Services& services, Language language, const WeightsView& view, web::Model& model) {
  for (auto entry = view.state.entries.rbegin(); entry != view.state.entries.rend(); ++entry) {
    web::Model& line = model.add("VERSION");
    line.set("NUMBER_OF", entry->version.version);
    const std::string cause(materials::key_in(kWeightCauseKeys, entry->cause));
    line.set("CAUSE", services.texts.get(language, "introductions.weights.cause." + cause));
    line.set("WHEN", entry->cause == WeightCause::policy ? services.texts.get(language, "introductions.weights.begin")
                                                         : text::moment(language, entry->version.at));
    if (!entry->person_name.empty()) line.add("DONE_BY").set("PERSON", entry->person_name);
    for (const LearnedStep& step : entry->steps) {
      if (step.after != step.before) show_step(services, language, step, entry->refusals, line);
    }
  }
}

}  // namespace

web::Response weights_page(const site::Services& services, const matching::PolicyRow& shipped, const web::Call& call,
                           const Violations& violations) {
  const WeightsView view = load_view(services, call);
  const Language language = call.language;
  web::Model model;
  site::show_findings(services, language, violations, {}, model);
  model.set("ACTION", site::address(language, "/weights"));
  model.set("REPORT", site::address(language, "/why-matches-fail"));
  show_numbers(services, language, shipped, view, model);
  show_proposal(services, language, view, model);
  show_history(services, language, view, model);
  model.set("VERSION_NOW", view.state.version()).set("SETTING_VERSION", view.state.setting_version);
  model.show(view.state.is_automatic ? "AUTOMATIC" : "BY_HAND");
  if (view.may_change) {
    const WeightVersion& current = view.state.entries.back().version;
    model.show_if(current.undone_to != current.version, "BACK");
    model.show(view.state.is_automatic ? "TURN_OFF" : "TURN_ON");
  }
  site::PageFrame frame;
  frame.title = services.texts.get(language, "introductions.weights.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"}, {frame.title, ""}};
  constexpr int kUnprocessable = 422;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "introductions/weights.html", model, frame,
                      violations.empty() ? 200 : kUnprocessable);
  });
}

web::Response change_weights(const site::Services& services, const matching::PolicyRow& shipped,
                             const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto version = site::version_of(call, read.form, "weight", "all");
  if (!version) return site::refused(services, call, version.error());
  const std::string_view deed = read.form.fields.value("deed");
  const auto done = services.database.write([&](Connection& transaction) -> Result<Done> {
    if (!access::may(site::actor_now(services, transaction, call), access::Action::update, weight_facts())) {
      return Missing{};
    }
    const WeightDeed asked{site::author_of(services, call), services.keys.audit, *version};
    if (deed == "apply") return apply_learned(transaction, asked, WeightCause::applied);
    if (deed == "back") return apply_back(transaction, asked);
    if (deed == "automatic_on") return set_automatic(transaction, asked, true);
    if (deed == "automatic_off") return set_automatic(transaction, asked, false);
    return Missing{};
  });
  if (done) return web::Response::see_other(site::address(call.language, "/weights"));
  const Violations found = site::findings_of(done.error());
  if (found.empty()) return site::refused(services, call, done.error());
  return weights_page(services, shipped, call, found);
}

}  // namespace kringwerk::introductions
