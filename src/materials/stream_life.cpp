#include "materials/stream_life.h"

#include <algorithm>

namespace kringwerk::materials {

namespace {

using enum StreamState;

using Who = std::array<bool, kLifeActors>;
constexpr Who kPeople{true, true, false, false, false};
constexpr Who kPeopleAndIntroductions{true, true, true, false, false};
constexpr Who kPeopleAndAgreements{true, true, false, false, true};
constexpr Who kAllButClock{true, true, true, false, true};
constexpr Who kOwner{true, false, false, false, false};
constexpr Who kCoordinator{false, true, false, false, false};
constexpr Who kClock{false, false, false, true, false};

constexpr std::array<LifeRule, 23> kRules{{
    {LifeStep::confirm, draft, open, kOwner},
    {LifeStep::close, draft, closed, kCoordinator},
    {LifeStep::talks, open, in_talks, kPeopleAndIntroductions},
    {LifeStep::stop_talks, in_talks, open, kPeopleAndIntroductions},
    {LifeStep::stop_talks, agreed, open, kPeopleAndAgreements},
    {LifeStep::stop_talks, partly_agreed, open, kPeopleAndAgreements},
    {LifeStep::agree_partly, open, partly_agreed, kPeopleAndAgreements},
    {LifeStep::agree_partly, in_talks, partly_agreed, kAllButClock},
    {LifeStep::agree_partly, agreed, partly_agreed, kPeopleAndAgreements},
    {LifeStep::agree, open, agreed, kPeopleAndAgreements},
    {LifeStep::agree, in_talks, agreed, kPeopleAndAgreements},
    {LifeStep::agree, partly_agreed, agreed, kPeopleAndAgreements},
    {LifeStep::close, open, closed, kPeople},
    {LifeStep::close, in_talks, closed, kPeople},
    {LifeStep::close, partly_agreed, closed, kPeople},
    {LifeStep::close, agreed, closed, kPeople},
    {LifeStep::close, expired, closed, kPeople},
    {LifeStep::expire, open, expired, kClock},
    {LifeStep::expire, in_talks, expired, kClock},
    {LifeStep::expire, partly_agreed, expired, kClock},
    {LifeStep::expire, agreed, expired, kClock},
    {LifeStep::revive, closed, open, kPeople},
    {LifeStep::revive, expired, open, kPeople},
}};

bool may_take(const LifeRule& rule, LifeActor actor) {
  return rule.who[static_cast<std::size_t>(actor)];
}

Violations check_step(const LifeChange& change, Day today) {
  if (change.step == LifeStep::close && !change.outcome) return {{"materials.outcome_missing", "outcome", {}}};
  if (change.step == LifeStep::revive && change.last_day && *change.last_day < today) {
    return {{"materials.last_day_past", "last_day", {}}};
  }
  return {};
}

}  // namespace

std::span<const LifeRule> life_rules() {
  return kRules;
}

const LifeRule* find_life_rule(LifeStep step, StreamState from) {
  const auto* const found = std::find_if(kRules.begin(), kRules.end(),
                                         [&](const LifeRule& rule) { return rule.step == step && rule.from == from; });
  return found == kRules.end() ? nullptr : found;
}

std::vector<LifeStep> steps_open_to(LifeActor actor, StreamState state) {
  std::vector<LifeStep> steps;
  for (std::size_t i = 0; i < kLifeStepKeys.size(); ++i) {
    const auto step = static_cast<LifeStep>(i);
    const LifeRule* rule = find_life_rule(step, state);
    if (rule != nullptr && may_take(*rule, actor)) steps.push_back(step);
  }
  return steps;
}

Result<Stream> take_step(const Stream& stream, const LifeChange& change, LifeActor actor, Instant now, Day today) {
  const LifeRule* rule = find_life_rule(change.step, stream.state);
  if (rule == nullptr || !may_take(*rule, actor)) return Conflict{};
  Violations found = check_step(change, today);
  if (!found.empty()) return Invalid{std::move(found)};
  Stream next = stream;
  next.state = rule->to;
  next.outcome = change.step == LifeStep::close ? change.outcome : std::nullopt;
  if (change.step == LifeStep::revive) {
    next.available.to = change.last_day;
    if (next.available.from && change.last_day && *change.last_day < *next.available.from) next.available.from = today;
    if (next.facts.use_by && *next.facts.use_by < today) next.facts.use_by.reset();
  }
  if (change.step == LifeStep::revive || change.step == LifeStep::confirm) next.confirmed_at = now;
  ++next.version;
  return next;
}

bool has_passed(const Stream& stream, Day today) {
  const bool is_over = stream.available.to && *stream.available.to < today;
  return is_over || (stream.facts.use_by && *stream.facts.use_by < today);
}

}  // namespace kringwerk::materials
