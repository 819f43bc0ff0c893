#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "base/language.h"
#include "base/time.h"
#include "materials/stream.h"
#include "network/capability.h"
#include "network/hub.h"

/// Introductions: somebody brings the owner of an offer and the owner of a need together; both answer; when both say
/// yes they talk; the end is known with its reason.
namespace kringwerk::introductions {

struct IntroductionTag;
using IntroductionId = Id<IntroductionTag>;
struct OutcomeTag;
using OutcomeId = Id<OutcomeTag>;

/// From a chain of the engine, or as an answer to somebody who looks for a partner.
enum class Origin { chain, call };
inline constexpr std::array<std::string_view, 2> kOriginKeys{"chain", "call"};

/// proposed: nobody was heard. answered: one side was, or said "later". talks: both said yes. The rest has ended.
enum class IntroductionState { proposed, answered, talks, agreed, failed, withdrawn };
inline constexpr std::array<std::string_view, 6> kIntroductionStateKeys{"proposed", "answered", "talks",
                                                                        "agreed",   "failed",   "withdrawn"};
constexpr bool is_open(IntroductionState state) {
  return state <= IntroductionState::talks;
}
constexpr bool waits_for_answers(IntroductionState state) {
  return state <= IntroductionState::answered;
}

enum class SideKind { offer, need };
inline constexpr std::array<std::string_view, 2> kSideKeys{"offer", "need"};
constexpr SideKind other(SideKind side) {
  return side == SideKind::offer ? SideKind::need : SideKind::offer;
}

enum class Answer { yes, no, later };
inline constexpr std::array<std::string_view, 3> kAnswerKeys{"yes", "no", "later"};

/// Why not, or why not now. trust: no trust, or no answer from the other.
enum class Reason { price, quality, amount, timing, distance, permit, trust, found_another, other };
inline constexpr std::array<std::string_view, 9> kReasonKeys{"price",  "quality", "amount",        "timing", "distance",
                                                             "permit", "trust",   "found_another", "other"};

/// What limits the amount of the chain it was proposed from.
enum class LimitedBy { supply, capacity, demand, unknown };
inline constexpr std::array<std::string_view, 4> kLimitedByKeys{"supply", "capacity", "demand", "unknown"};

enum class OutcomeKind { yes, no, later, agreed, failed, withdrawn };
inline constexpr std::array<std::string_view, 6> kOutcomeKindKeys{"yes",    "no",     "later",
                                                                  "agreed", "failed", "withdrawn"};

/// Length of what somebody writes along, in characters.
inline constexpr std::size_t kLongestMessage = 2000;
inline constexpr std::size_t kLongestWords = 500;

struct Side {
  SideKind kind = SideKind::offer;
  std::optional<materials::StreamId> stream;
  std::optional<network::OrganisationId> organisation;
  std::string title;  ///< of a side without stream
  std::string email;  ///< that the mail went to; for the other side once both said yes
  Language language = Language::nl;
  std::optional<Answer> answer;
  std::optional<Instant> answered_at;
};

struct Introduction {
  Introduction() { need.kind = SideKind::need; }

  IntroductionId id;
  Origin origin = Origin::chain;
  IntroductionState state = IntroductionState::proposed;
  Side offer;
  Side need;
  std::vector<network::CapabilityId> steps;       ///< workshops between the two, in order
  std::vector<std::optional<Mass>> step_amounts;  ///< through each of them in a week, by the proposed chain
  std::optional<network::HubId> hub;              ///< that proposed it; absent when a side did
  std::vector<std::int64_t> hubs;                 ///< whose staff go along
  std::string material;                           ///< of the offer; empty when not recognised
  LimitedBy limited_by = LimitedBy::unknown;
  std::string message;
  access::PersonId proposed_by;
  Instant proposed_at;
  Day due;  ///< in Brussels; an answer that comes later is late
  Instant changed_at;
  std::int64_t version = 1;

  const Side& side(SideKind kind) const { return kind == SideKind::offer ? offer : need; }
  Side& side(SideKind kind) { return kind == SideKind::offer ? offer : need; }
};

/// One answer or end, kept forever.
struct Outcome {
  OutcomeId id;
  OutcomeKind kind = OutcomeKind::yes;
  std::optional<SideKind> side;  ///< absent: the hub, or who proposed it
  std::optional<Reason> reason;
  std::string words;
  std::optional<access::PersonId> person;  ///< absent: by the link in the mail
  Instant at;
};

/// Who somebody is to an introduction: by which sides they may act.
struct Standing {
  access::Actor actor;
  std::optional<SideKind> by_link;  ///< holds the secret link of this side
};

/// What the policy is asked, seen from one side.
access::RecordFacts facts_of(const Introduction& introduction, SideKind side, const Standing& standing);
/// May on either side.
bool may(const Standing& standing, access::Action action, const Introduction& introduction,
         std::string_view field = access::kRecordItself);
/// The sides for which somebody may answer: of their organisations, or of their link.
std::vector<SideKind> sides_of(const Standing& standing, const Introduction& introduction);

/// Whether an answer is awaited of this side.
bool is_awaited(const Introduction& introduction, SideKind side);
/// Whether the day has passed on which all should have answered.
bool is_late(const Introduction& introduction, Day today);

}  // namespace kringwerk::introductions
