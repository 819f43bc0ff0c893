#pragma once

#include <optional>
#include <string>

#include "access/actor.h"
#include "base/result.h"
#include "guidance/ask_hub.h"

/// What a hub does with a question: answer it, move it on, hand it over. Each decision takes the version that the
/// sender's page showed and answers Conflict when somebody else was first; Missing to whoever may not see the case,
/// Forbidden once it is closed.
namespace kringwerk::guidance {

struct CaseEntryTag;
using CaseEntryId = Id<CaseEntryTag>;

/// reply: `words` went to the asker by mail. state: the case moved on. hand_over: the hub gave it to another hub, with
/// `words` for that hub.
enum class CaseEntryKind { reply, state, hand_over };
inline constexpr std::array<std::string_view, 3> kCaseEntryKindKeys{"reply", "state", "hand_over"};

/// One line of the thread, kept forever. `state` and `hub` are those after the deed.
struct CaseEntry {
  CaseEntryId id;
  CaseEntryKind kind = CaseEntryKind::reply;
  access::PersonId person;
  Instant at;
  std::string words;
  CaseState state = CaseState::received;
  network::HubId hub;
};

/// Coaches and coordinators of the hub that has the question, until it is closed.
bool may_handle(const access::Actor& actor, const Case& handled);

/// Whether the promised day has passed without an answer.
bool is_overdue(const Case& handled, Day today);

/// Who acts, on which version of the case, when, and the id of the new line of the thread.
struct CaseHandling {
  const access::Actor& actor;
  std::int64_t seen_version = 0;
  CaseEntryId new_id;
  Instant now;
};

struct HandledCase {
  Case after;
  CaseEntry entry;
};

/// A mail to the asker. The case becomes answered, or in progress when more is to come.
enum class ReplyKind { answer, first_reaction };
Result<HandledCase> reply_to_case(const Case& handled, const CaseHandling& handling, const std::string& words,
                                  ReplyKind kind);

/// Any state but the one it has; nothing becomes "received" again. Rule: guidance.case_state_same (field state).
Result<HandledCase> move_case(const Case& handled, const CaseHandling& handling, CaseState to);

/// To another hub, which sees the whole thread. The promised day stays. Rules: guidance.hand_over_same_hub,
/// guidance.hand_over_unknown_hub (field hub); `to` is absent when that hub does not exist.
Result<HandledCase> hand_over_case(const Case& handled, const CaseHandling& handling,
                                   const std::optional<network::HubId>& to, const std::string& words);

}  // namespace kringwerk::guidance
