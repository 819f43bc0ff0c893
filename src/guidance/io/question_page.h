#pragma once

#include <optional>
#include <string>

#include "guidance/handle_case.h"
#include "site/services.h"
#include "web/router.h"

namespace kringwerk::guidance {

/// What a form of the page sent that could not be kept, to be shown again.
struct HandlingTyped {
  std::string words;
  std::string state;
  std::string hub;
  std::string hub_words;
  std::string note;
  Violations violations;
  /// none: nothing went wrong or only the fields. stale: the case changed since the page was opened; missing: the form
  /// did not say which version it saw.
  enum class Version { good, stale, missing } version = Version::good;
};

/// One question with its thread, as the hub that has it handles it: 200; 422 with findings, 412 when stale, 428 without
/// version; the page for an unknown address for everybody else.
web::Response question_page(const site::Services& services, const web::Call& call, const HandlingTyped& typed = {});

/// Answer, move on, write down, hand over: POST handlers, each back to the page.
web::Response send_reply(const site::Services& services, const web::Call& call);
web::Response send_state(const site::Services& services, const web::Call& call);
web::Response send_note(const site::Services& services, const web::Call& call);
web::Response send_hand_over(const site::Services& services, const web::Call& call);

}  // namespace kringwerk::guidance
