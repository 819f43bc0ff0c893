#include "matchmaking/io/propose_address.h"

#include <array>
#include <cmath>
#include <string_view>

#include "site/page.h"

namespace kringwerk::matchmaking {

namespace {

bool works_for(const access::Actor& reader, const materials::Stream& stream) {
  return stream.organisation &&
         reader.holds(access::Role::organisation_user, access::Scope::organisation(*stream.organisation));
}

/// What the step takes in over the weeks that matching looks ahead, spread evenly and rounded up.
std::int64_t weekly_kg(const ChainStory& story, const StoryStep& step) {
  const double within = static_cast<double>(step.kg_in) / (story.turn.share > 0 ? story.turn.share : 1);
  return static_cast<std::int64_t>(std::ceil(within / kPeriodWeeks));
}

bool may_propose(const access::Actor& reader, const materials::Stream& offer, const materials::Stream& need) {
  return reader.holds(access::Role::coordinator) || works_for(reader, offer) || works_for(reader, need);
}

}  // namespace

std::string propose_address(const ChainWords& words, const access::Actor& reader, const ChainStory& story) {
  constexpr std::array<std::string_view, 3> kLimits{"supply", "capacity", "demand"};
  if (!may_propose(reader, *story.offer, *story.need)) return {};
  std::string query = "?offer=" + story.offer->id.text() + "&need=" + story.need->id.text();
  for (std::size_t i = 0; i < story.steps.size(); ++i) {
    query += (i == 0 ? "&steps=" : ",") + story.steps[i].capability->id.text();
  }
  query += "&limit=" + std::string(kLimits.at(static_cast<std::size_t>(story.binding.kind)));
  query += "&kg=";
  for (std::size_t i = 0; i < story.steps.size(); ++i) {
    query += (i == 0 ? "" : ",") + std::to_string(weekly_kg(story, story.steps[i]));
  }
  return site::address(words.language(), "/introductions/new" + query);
}

std::string propose_address(const ChainWords& words, const access::Actor& reader, const materials::Stream& offer,
                            const materials::Stream& need) {
  if (!may_propose(reader, offer, need)) return {};
  return site::address(words.language(),
                       "/introductions/new?offer=" + offer.id.text() + "&need=" + need.id.text() + "&steps=");
}

}  // namespace kringwerk::matchmaking
