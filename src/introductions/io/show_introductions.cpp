#include "introductions/io/show_introductions.h"

#include <cmath>

#include "materials/readers.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

std::string amount_words(const site::Services& services, Language language, const materials::Amount& amount) {
  if (!amount.thousandths) return {};
  const auto mass = materials::mass_each_time(amount);
  if (!mass) return {};
  const std::string rhythm(materials::key_in(materials::kRhythmKeys, amount.rhythm));
  return services.texts.format(language, "introductions.amount." + rhythm, {{"amount", text::mass(language, *mass)}});
}

void show_facts(const site::Services& services, Language language, const materials::Stream& stream, web::Model& model) {
  const auto add = [&](const char* name, const std::string& text, Language of_text) {
    if (text.empty()) return;
    model.add("FACT")
        .set("NAME", services.texts.get(language, std::string("introductions.fact.") + name))
        .set("TEXT", text)
        .set("TEXT_LANG", language_code(of_text));
  };
  add("description", stream.description.best(language), stream.description.best_language(language));
  if (stream.available.from) add("from", text::day(language, *stream.available.from), language);
  if (stream.available.to) add("until", text::day(language, *stream.available.to), language);
  add("packaging", stream.packaging, stream.language);
  if (stream.price_per_tonne) {
    const double euros = static_cast<double>(stream.price_per_tonne->in_cents()) / 100;
    add("price", services.texts.format(language, "introductions.price", {{"amount", text::number(language, euros, 2)}}),
        language);
  }
}

}  // namespace

std::string state_words(const site::Services& services, Language language, IntroductionState state) {
  return services.texts.get(language,
                            "introductions.state." + std::string(materials::key_in(kIntroductionStateKeys, state)));
}

std::string reason_words(const site::Services& services, Language language, Reason reason) {
  return services.texts.get(language, "introductions.reason." + std::string(materials::key_in(kReasonKeys, reason)));
}

void show_side(const site::Services& services, Language language, const SeenSide& side, web::Model& model,
               SideFacts facts) {
  const std::string title = side.title.best(language);
  model.set("TITLE", title.empty() ? services.texts.get(language, "introductions.not_shown") : title);
  model.set("TITLE_LANG", language_code(title.empty() ? language : side.title.best_language(language)));
  model.set("WHO",
            side.organisation.empty() ? services.texts.get(language, "introductions.owner_hidden") : side.organisation);
  model.set("PLACE", side.place.empty() ? services.texts.get(language, "introductions.not_shown") : side.place);
  if (!side.stream) return;
  if (const std::string amount = amount_words(services, language, side.stream->amount); !amount.empty()) {
    model.add("AMOUNT").set("TEXT", amount);
  }
  const bool has_open_page = materials::may_read(access::Actor::visitor(), *side.stream, {});
  if (facts == SideFacts::here && !has_open_page) return show_facts(services, language, *side.stream, model);
  model.add("LINKED").set("ADDRESS", site::address(language, "/offers/" + side.stream->id.text()));
}

void show_state(const site::Services& services, Language language, const Introduction& introduction, Day today,
                web::Model& model) {
  const std::string words = state_words(services, language, introduction.state);
  switch (introduction.state) {
    case IntroductionState::agreed:
      model.add("STATE_OK").set("STATE", words);
      break;
    case IntroductionState::failed:
    case IntroductionState::withdrawn:
      model.add("STATE_STOP").set("STATE", words);
      break;
    default:
      model.add("STATE_INFO").set("STATE", words);
  }
  if (!waits_for_answers(introduction.state)) return;
  if (is_late(introduction, today)) {
    const std::int64_t days = days_between(introduction.due, today);
    model.add("LATE").set("DUE", services.texts.plural(language, "introductions.late", days));
  } else {
    model.add("DUE_ON").set(
        "DUE", services.texts.format(language, "introductions.due", {{"day", text::day(language, introduction.due)}}));
  }
}

void show_choice(const site::Services& services, Language language, std::span<const std::string_view> keys,
                 const Choice& choice, web::Model& model) {
  for (const std::string_view key : keys) {
    web::Model& option = model.add(choice.section);
    option.set("KEY", key).set("LABEL", services.texts.get(language, std::string(choice.labels) + std::string(key)));
    option.show_if(key == choice.chosen, "SELECTED");
  }
}

}  // namespace kringwerk::introductions
