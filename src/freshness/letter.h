#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"

/// When a contact is asked whether records still hold, and when the hub takes over.
namespace kringwerk::freshness {

inline constexpr std::chrono::days kBetweenMails{7};
inline constexpr std::chrono::days kUntilEscalation{14};
inline constexpr std::chrono::days kLinkLasts{60};

/// How often was asked for a record since it was last confirmed.
struct Notice {
  Instant first;
  Instant last;
  int mails = 0;
};

/// What a record that is due asks for: a first mail, one reminder a week after it, then nothing: the hub's turn.
enum class Ask { nothing, first, reminder };
Ask ask_for(const std::optional<Notice>& notice, Instant now);

/// A contact hears from us once a week at most, whatever is due.
bool may_mail(std::optional<Instant> last_mail, Instant now);

/// Whether mail can reach a contact.
enum class Reach { mail, no_address, unwilling, bouncing };
/// A record that is due waits for the hub: nobody answered for two weeks, or nobody can be asked.
bool is_escalated(Reach reach, const std::optional<Notice>& notice, Instant now);

/// The one next step of the hub for a record that is due.
enum class NextStep { read_note, correct_address, confirm, mail, wait };
struct Standing {
  Reach reach = Reach::mail;
  std::optional<Notice> notice;
  std::optional<Instant> contact_last_mail;
  bool has_note = false;
};
NextStep next_step(const Standing& standing, Instant now);

}  // namespace kringwerk::freshness
