#include "matchmaking/io/show_chains.h"

#include "matchmaking/io/chain_words.h"
#include "site/page.h"

namespace kringwerk::matchmaking {

namespace {

ShownEnd end_of(const ChainWords& words, const materials::Stream& stream) {
  const TextInLanguage title = words.title(stream);
  return {.title = title.text,
          .language = title.language,
          .family_class = std::string(drawings::family_class(words.family(stream.material))),
          .where = words.place(stream.nis),
          .address = site::address(words.language(), "/offers/" + stream.id.text()),
          .is_example = stream.is_example};
}

ShownStep step_of(const ChainWords& words, const StoryStep& step) {
  const bool is_known = step.who != nullptr;
  return {.icon = words.work_icon(step.capability->kind),
          .work = words.kind_of_work(step.capability->kind),
          .who = is_known ? step.who->name : words.get("matchmaking.owner_unknown"),
          .where = is_known ? words.place_of(*step.capability) : "",
          .address = site::address(words.language(), "/capabilities/" + step.capability->id.text()),
          .is_example = step.capability->is_example || (is_known && step.who->is_example)};
}

}  // namespace

std::shared_ptr<const Snapshot> shown_to_all(LiveEconomy& live, Instant now) {
  return live.at(now);
}

ChainLine show_line(const site::Services& services, Language language, const Snapshot& snapshot,
                    const ChainGround& ground, const matching::Chain& chain) {
  const ChainWords words(services, language, snapshot);
  const ChainStory story = tell(ground, chain);
  ChainLine line;
  line.from = end_of(words, *story.offer);
  line.to = end_of(words, *story.need);
  for (const StoryStep& step : story.steps) line.steps.push_back(step_of(words, step));
  line.taken = words.offered(story.kg_taken, story.turn.rhythm);
  line.used = words.offered(story.kg_used, story.turn.rhythm);
  line.road_km = words.distance(story.road_km);
  if (story.social_hours >= 0.05) line.hours = words.decimal(story.social_hours, 1);
  line.value =
      words.format("matchmaking.whole_euro",
                   {{"amount", words.decimal(static_cast<double>(story.account.per_tonne.in_cents()) / 100, 0)}});
  return line;
}

}  // namespace kringwerk::matchmaking
