#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "materials/stream.h"

/// How far a stream has come, and who may take it from one state to the next. The table below is all of it.
namespace kringwerk::materials {

/// talks: both sides of an introduction said yes. stop_talks: nothing came of them. agree_partly: a part is agreed, the
/// rest is still there. agree: all of it is. expire: its last day has passed. revive: a new date.
enum class LifeStep { confirm, talks, stop_talks, agree_partly, agree, close, expire, revive };
inline constexpr std::array<std::string_view, 8> kLifeStepKeys{"confirm", "talks", "stop_talks", "agree_partly",
                                                               "agree",   "close", "expire",     "revive"};

/// introduction: what two sides did in one. clock: nobody; a day passed. agreement: two sides agreed on an amount, or
/// an agreement of theirs ended.
enum class LifeActor { owner, coordinator, introduction, clock, agreement };
inline constexpr std::size_t kLifeActors = 5;

struct LifeRule {
  LifeStep step;
  StreamState from;
  StreamState to;
  std::array<bool, kLifeActors> who;  ///< by LifeActor
};
/// A draft that a coordinator entered for a company is taken back by closing it (enter_for_company.h).
/// One line per step and state it begins in; what is not in it does not happen.
std::span<const LifeRule> life_rules();
const LifeRule* find_life_rule(LifeStep step, StreamState from);
/// The steps that somebody may take now, in the order of the enum.
std::vector<LifeStep> steps_open_to(LifeActor actor, StreamState state);

/// Matches, list and map hold these.
constexpr bool is_live(StreamState state) {
  return state == StreamState::open || state == StreamState::in_talks || state == StreamState::partly_agreed ||
         state == StreamState::agreed;
}
/// What is agreed for the whole of it, or has ended, matches nothing any more.
constexpr bool can_match(StreamState state) {
  return is_live(state) && state != StreamState::agreed;
}

struct LifeChange {
  LifeStep step = LifeStep::close;
  std::optional<CloseOutcome> outcome{};  ///< of close
  std::optional<Day> last_day{};          ///< of revive: the new one; absent = no end
};
/// The stream one version further. Conflict when the table has no such line for `actor`. Rules:
/// materials.outcome_missing (field outcome), materials.last_day_past (last_day). Revived, it is fresh from `now` and a
/// passed use-by date is gone.
Result<Stream> take_step(const Stream& stream, const LifeChange& change, LifeActor actor, Instant now, Day today);

/// Whether its last day, or the day food must be used by, lies before `today`.
bool has_passed(const Stream& stream, Day today);

}  // namespace kringwerk::materials
