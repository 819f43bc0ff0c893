#include "freshness/letter.h"

namespace kringwerk::freshness {

Ask ask_for(const std::optional<Notice>& notice, Instant now) {
  if (!notice) return Ask::first;
  return notice->mails == 1 && now - notice->last >= kBetweenMails ? Ask::reminder : Ask::nothing;
}

bool may_mail(std::optional<Instant> last_mail, Instant now) {
  return !last_mail || now - *last_mail >= kBetweenMails;
}

bool is_escalated(Reach reach, const std::optional<Notice>& notice, Instant now) {
  return reach != Reach::mail || (notice && now - notice->first >= kUntilEscalation);
}

NextStep next_step(const Standing& standing, Instant now) {
  if (standing.has_note) return NextStep::read_note;
  if (standing.reach == Reach::bouncing) return NextStep::correct_address;
  if (is_escalated(standing.reach, standing.notice, now)) return NextStep::confirm;
  return may_mail(standing.contact_last_mail, now) ? NextStep::mail : NextStep::wait;
}

}  // namespace kringwerk::freshness
