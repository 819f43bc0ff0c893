#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "access/actor.h"
#include "base/language.h"
#include "base/result.h"
#include "base/time.h"
#include "materials/stream.h"
#include "network/hub.h"

namespace kringwerk::guidance {

struct CaseTag;
using CaseId = Id<CaseTag>;

enum class CaseState { received, in_progress, answered, closed };
inline constexpr std::array<std::string_view, 4> kCaseStateKeys{"received", "in_progress", "answered", "closed"};

/// A question of somebody to one hub, with the stream it is about.
struct Case {
  CaseId id;
  network::HubId hub;
  std::optional<materials::StreamId> stream;
  CaseState state = CaseState::received;
  std::string question;
  std::string asker_name;
  std::string asker_email;
  Language language = Language::nl;
  Day answer_due;
  Instant created_at;
  std::int64_t version = 1;
};

struct Question {
  std::string text;  ///< may be empty when the question is "help me with this offer"
  std::string asker_name;
  std::string asker_email;
  Language language = Language::nl;
  std::optional<materials::StreamId> stream;
};

struct QuestionContext {
  std::optional<network::HubId> hub;  ///< absent when that hub does not exist
  CaseId new_id;
  Day today;  ///< in Brussels
};

/// The hub answers within five working days.
inline constexpr int kAnswerWorkingDays = 5;
/// `days` working days (Monday to Friday) after `day`. Public holidays count as working days: the promise is then a day
/// early, never late.
Day plus_working_days(Day day, int days);

/// Rules: guidance.question_empty (no text and no offer), the rest is checked by the form.
Result<Case> ask_hub(const Question& question, const QuestionContext& context, const access::Actor& actor, Instant now);

}  // namespace kringwerk::guidance
