#pragma once

#include <optional>
#include <string>

#include "access/io/record_deed.h"
#include "base/result.h"
#include "guidance/ask_hub.h"
#include "materials/stream.h"
#include "site/services.h"

namespace kringwerk::guidance {

/// What a question is about, as the address or the form names it: a stream that the asker may see by its id, or a draft
/// by its secret.
struct Subject {
  std::string offer;
  std::string draft;
};
struct Asker {
  access::Actor actor;
  Day today;  ///< in Brussels
};
std::optional<materials::Stream> load_subject(storage::Connection& connection, const Subject& subject,
                                              const Asker& asker);

/// One form as it came in.
struct QuestionSubmission {
  Question question;  ///< `stream` is set by submit_question
  Subject subject;
  access::Actor asker;
  network::HubId hub;
  Violations violations;  ///< of the form
  std::string secret;     ///< of the record this submission makes
  std::string remote_address;
  access::DeedAuthor author;
};

/// Keeps the case and the mails to hub and asker, in one transaction; the deed is "question.asked" of the case. A
/// submission that was kept before answers Done. Invalid with all findings; Missing when the hub does not exist.
Result<Done> submit_question(const site::Services& services, const QuestionSubmission& submission);

}  // namespace kringwerk::guidance
