#pragma once

#include "introductions/partner_call.h"
#include "storage/connection.h"

namespace kringwerk::introductions {

/// All of a call, for decisions; who may see it is asked of them.
std::optional<PartnerCall> load_call(storage::Connection& connection, PartnerCallId id);

/// The calls that the reader may see and that take answers on that day, or no longer do; newest first, at most 100.
/// Holds the condition of the policy table.
struct CallReader {
  const access::Actor& actor;
  Day today;
};
struct CallChoice {
  std::string work;    ///< key of a kind of work, empty for all
  bool ended = false;  ///< those that take no answers
};
std::vector<PartnerCall> load_calls(storage::Connection& connection, const CallReader& reader,
                                    const CallChoice& choice);

void insert_call(storage::Connection& transaction, const PartnerCall& call);
/// False, and nothing done, when it is no longer the version before.
bool save_ended_call(storage::Connection& transaction, const PartnerCall& ended);

/// The introductions that answer a call, with the organisation that each is of.
struct KeptAnswer {
  network::OrganisationId organisation;
  IntroductionId introduction;
};
std::vector<KeptAnswer> load_call_answers(storage::Connection& connection, PartnerCallId id);
/// The name of the hub whose call an introduction answers; empty when it answers none of a hub.
std::string load_calling_hub(storage::Connection& connection, IntroductionId introduction);
void insert_call_answer(storage::Connection& transaction, PartnerCallId id, const KeptAnswer& answer);

}  // namespace kringwerk::introductions
