#include "handovers/io/handover_form.h"

#include "base/personal_text.h"
#include "handovers/io/show_handovers.h"
#include "handovers/kilograms.h"

namespace kringwerk::handovers {

namespace {

using Presence = web::FormReader::Presence;

std::optional<Mass> mass_in(web::FormReader& reader, std::string_view field) {
  const auto grams = reader.thousandths(field, Presence::optional);
  return grams ? std::optional<Mass>{Mass::grams(*grams)} : std::nullopt;
}

}  // namespace

ReadFigures read_figures_form(const web::ReadForm& read, Language language) {
  web::FormReader reader(read.form, language);
  ReadFigures answer;
  Figures& figures = answer.figures;
  figures.on = reader.day("on", Presence::required).value_or(Day{});
  figures.weighed = mass_in(reader, "weighed");
  figures.estimated = mass_in(reader, "estimated");
  TypedOutcome typed;
  if (const auto outcome = reader.choice("outcome", kAcceptanceKeys, Presence::required)) {
    typed.outcome = static_cast<Acceptance>(*outcome);
  }
  typed.accepted = mass_in(reader, "accepted");
  typed.refused = mass_in(reader, "refused");
  if (const auto reason = reader.choice("reason", kRefusalReasonKeys, Presence::optional)) {
    figures.reason = static_cast<RefusalReason>(*reason);
  }
  figures.words = reader.paragraph("words", Presence::optional, kLongestNote);
  answer.note = reader.paragraph("note", Presence::optional, kLongestNote);
  settle(figures, typed);
  answer.violations = read.violations;
  append(answer.violations, reader.violations());
  append(answer.violations, check_public_text("words", figures.words));
  append(answer.violations, check_public_text("note", answer.note));
  return answer;
}

void show_figure_fields(const site::Services& services, Language language, const web::Pairs& typed, web::Model& model) {
  for (const auto& [name, field] :
       {std::pair{"ON", "on"}, std::pair{"WEIGHED", "weighed"}, std::pair{"ESTIMATED", "estimated"},
        std::pair{"REFUSED", "refused"}, std::pair{"ACCEPTED", "accepted"}, std::pair{"WORDS", "words"},
        std::pair{"NOTE", "note"}}) {
    model.set(name, typed.value(field));
  }
  show_options(services, language, kAcceptanceKeys, {"OUTCOME", "handovers.outcome.", typed.value("outcome")}, model);
  show_options(services, language, kRefusalReasonKeys, {"REASON", "handovers.reason.", typed.value("reason")}, model);
  model.show_if(!typed.value("estimated").empty(), "ESTIMATE_OPEN");
}

web::Pairs typed_of(const Figures& figures, Language language) {
  const auto mass = [&](const std::optional<Mass>& known) {
    return known ? kilograms_exactly(*known, language) : std::string();
  };
  const Acceptance outcome = acceptance_of(figures);
  const bool is_partly = outcome == Acceptance::partly;
  return web::Pairs{
      {{"on", day_text(figures.on)},
       {"weighed", mass(figures.weighed)},
       {"estimated", mass(figures.estimated)},
       {"outcome", std::string(materials::key_in(kAcceptanceKeys, outcome))},
       {"refused", is_partly ? mass(figures.refused) : std::string()},
       {"reason", figures.reason ? std::string(materials::key_in(kRefusalReasonKeys, *figures.reason)) : std::string()},
       {"words", figures.words}}};
}

web::Pairs typed_of(Day today) {
  return web::Pairs{{{"on", day_text(today)}, {"outcome", "accepted"}}};
}

}  // namespace kringwerk::handovers
