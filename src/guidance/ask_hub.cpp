#include "guidance/ask_hub.h"

namespace kringwerk::guidance {

Day plus_working_days(Day day, int days) {
  std::chrono::sys_days result{day};
  while (days > 0) {
    result += std::chrono::days{1};
    const std::chrono::weekday weekday{result};
    if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) --days;
  }
  return Day{result};
}

Result<Case> ask_hub(const Question& question, const QuestionContext& context, const access::Actor&, Instant now) {
  if (!context.hub) return Missing{};
  if (question.text.empty() && !question.stream) {
    return Invalid{{Violation{"guidance.question_empty", "question", {}}}};
  }
  Case opened;
  opened.id = context.new_id;
  opened.hub = *context.hub;
  opened.stream = question.stream;
  opened.question = question.text;
  opened.asker_name = question.asker_name;
  opened.asker_email = question.asker_email;
  opened.language = question.language;
  opened.answer_due = plus_working_days(context.today, kAnswerWorkingDays);
  opened.created_at = now;
  return opened;
}

}  // namespace kringwerk::guidance
