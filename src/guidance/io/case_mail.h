#pragma once

#include <string>

#include "guidance/ask_hub.h"
#include "notify/outbox.h"
#include "site/services.h"

namespace kringwerk::guidance {

/// What both mails tell of.
struct CaseMailFacts {
  const Case& opened;
  std::string hub_name;
  std::string about;  ///< title of the offer; empty without one
  std::string secret;
};

/// To the hub, or to the network's mailbox, which sends it on. Answering it answers the asker. In Dutch, the language
/// the hubs work in.
notify::Mail mail_to_hub(const site::Services& services, const CaseMailFacts& facts, const std::string& mailbox);
/// To the asker, with the link to the state of the question, in the asker's language. Without the question: nobody has
/// shown yet that the mailbox is theirs, and a form must not carry anybody's words to anybody.
notify::Mail mail_to_asker(const site::Services& services, const CaseMailFacts& facts);

/// Whose words a mail carries, and which mailbox belongs to them.
struct HubWords {
  std::string hub_name;
  std::string mailbox;
  std::string words;
};
/// The hub's answer, to the asker in the asker's language; answering it answers the hub.
notify::Mail mail_of_reply(const site::Services& services, const Case& handled, const HubWords& said);
/// To the mailbox of the hub that gets the question from the hub `said` names, with a link for who signs in.
notify::Mail mail_of_hand_over(const site::Services& services, const Case& handled, const HubWords& said);
/// To the asker: another hub has the question now.
notify::Mail mail_of_new_hub(const site::Services& services, const Case& handled, const std::string& hub_name);

}  // namespace kringwerk::guidance
