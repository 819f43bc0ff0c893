#include "app/spoken_words.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "app/home_folder.h"
#include "text/texts.h"

namespace kringwerk::app {

namespace {

/// Replaces words of a table by those of a catalogue, where there is one.
class Speaker {
 public:
  explicit Speaker(Language language) : language_(language) {
    try {
      texts_ = text::Texts::load(find_home("").locale());
    } catch (const std::runtime_error&) {  // the English words stay
    }
  }

  void say(std::string& word, std::string_view id) const {
    if (texts_ && texts_->has(language_, id)) word = texts_->get(language_, id);
  }

 private:
  Language language_;
  std::optional<text::Texts> texts_;
};

}  // namespace

matching::TableWords chain_words(Language language) {
  const Speaker speaker(language);
  matching::TableWords words;
  speaker.say(words.offer, "matching.table.offer");
  speaker.say(words.need, "matching.table.need");
  speaker.say(words.activity, "matching.table.activity");
  speaker.say(words.none, "matching.table.none");
  speaker.say(words.score, "matching.table.score");
  speaker.say(words.value, "matching.table.value");
  speaker.say(words.tonnes, "matching.table.tonnes");
  speaker.say(words.yield, "matching.table.yield");
  speaker.say(words.road_km, "matching.table.road_km");
  speaker.say(words.co2e, "matching.table.co2e");
  speaker.say(words.hours, "matching.table.hours");
  speaker.say(words.binding, "matching.table.binding");
  speaker.say(words.chain, "matching.table.chain");
  speaker.say(words.ledger, "matching.table.ledger");
  speaker.say(words.units[0], "matching.unit.grades");
  speaker.say(words.units[3], "matching.unit.days");
  speaker.say(words.near_misses, "matching.table.near_misses");
  speaker.say(words.at, "matching.table.at");
  speaker.say(words.short_by, "matching.table.short_by");
  speaker.say(words.supply, "matching.table.supply");
  speaker.say(words.demand, "matching.table.demand");
  speaker.say(words.capacity, "matching.table.capacity");
  speaker.say(words.terms[0], "matching.term.handling");
  speaker.say(words.terms[1], "matching.term.haul");
  speaker.say(words.terms[2], "matching.term.activity_cost");
  speaker.say(words.terms[3], "matching.term.social_value");
  speaker.say(words.terms[4], "matching.term.residue_cost");
  speaker.say(words.terms[5], "matching.term.coproduct_credit");
  speaker.say(words.terms[6], "matching.term.final_value");
  speaker.say(words.constraints[0], "matching.constraint.grade");
  speaker.say(words.constraints[1], "matching.constraint.capacity");
  speaker.say(words.constraints[2], "matching.constraint.permit");
  speaker.say(words.constraints[3], "matching.constraint.date");
  speaker.say(words.constraints[4], "matching.constraint.min_kg");
  speaker.say(words.constraints[5], "matching.constraint.max_km");
  speaker.say(words.constraints[6], "matching.constraint.value");
  return words;
}

matching::PlanWords plan_words(Language language) {
  const Speaker speaker(language);
  matching::PlanWords words;
  speaker.say(words.status, "matching.plan.status");
  speaker.say(words.objective, "matching.plan.objective");
  speaker.say(words.bound, "matching.plan.bound");
  speaker.say(words.gap, "matching.plan.gap");
  speaker.say(words.seconds, "matching.plan.seconds");
  speaker.say(words.gap_reached, "matching.plan.gap_reached");
  speaker.say(words.deadline, "matching.plan.deadline");
  speaker.say(words.cancelled, "matching.plan.cancelled");
  speaker.say(words.offered, "matching.plan.offered");
  speaker.say(words.collected, "matching.plan.collected");
  speaker.say(words.delivered, "matching.plan.delivered");
  speaker.say(words.worked, "matching.plan.worked");
  speaker.say(words.residue, "matching.plan.residue");
  speaker.say(words.untaken, "matching.plan.untaken");
  speaker.say(words.hours, "matching.plan.hours");
  speaker.say(words.co2e, "matching.plan.co2e");
  speaker.say(words.road, "matching.plan.road");
  speaker.say(words.fairness, "matching.plan.fairness");
  speaker.say(words.fair_price, "matching.plan.fair_price");
  speaker.say(words.flows, "matching.plan.flows");
  speaker.say(words.largest, "matching.plan.largest");
  speaker.say(words.tonnes, "matching.plan.tonnes");
  speaker.say(words.km, "matching.plan.km");
  speaker.say(words.way, "matching.plan.way");
  speaker.say(words.fullest, "matching.plan.fullest");
  speaker.say(words.use, "matching.plan.use");
  speaker.say(words.activity, "matching.plan.activity");
  speaker.say(words.one_more, "matching.plan.one_more");
  speaker.say(words.one_less, "matching.plan.one_less");
  speaker.say(words.kind, "matching.plan.kind");
  speaker.say(words.records, "matching.plan.records");
  speaker.say(words.group, "matching.plan.group");
  speaker.say(words.before, "matching.plan.before");
  speaker.say(words.after, "matching.plan.after");
  speaker.say(words.difference, "matching.plan.difference");
  speaker.say(words.holds, "matching.plan.holds");
  speaker.say(words.kinds[0], "matching.potential.capacity");
  speaker.say(words.kinds[1], "matching.potential.labour");
  speaker.say(words.kinds[2], "matching.potential.need");
  speaker.say(words.kinds[3], "matching.potential.offer");
  return words;
}

}  // namespace kringwerk::app
