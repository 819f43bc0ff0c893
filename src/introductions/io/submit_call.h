#pragma once

#include "introductions/io/call_store.h"
#include "site/make_once.h"
#include "site/services.h"
#include "web/router.h"

/// What people send about calls for a partner; each is decided and kept in one transaction, with its deed.
namespace kringwerk::introductions {

/// Publishes once; answers the address of the call. `violations` are those of the form.
struct SentCall {
  CallDraft draft;
  Violations violations;
};
Result<std::string> submit_call(const site::Services& services, const web::Call& call,
                                const site::NamedRequest& request, const SentCall& sent);

/// Introduces an organisation to the publisher. An organisation answers a call once: the second time it leads to the
/// introduction that there is, or to the call for who may not see that one. Missing for a call or an organisation that
/// is not the sender's to answer; Conflict when the call takes no answers any more.
struct SentAnswer {
  PartnerCallId call;
  std::optional<network::OrganisationId> organisation;
  std::string message;
  Violations violations;
};
Result<std::string> submit_answer(const site::Services& services, const web::Call& call,
                                  const site::NamedRequest& request, const SentAnswer& sent);

/// Ends a call.
struct SentEnd {
  PartnerCallId call;
  CallState outcome = CallState::found;
  std::int64_t version = 0;
};
Result<Done> submit_end(const site::Services& services, const web::Call& call, const SentEnd& sent);

/// The workshops that suit a call, by id.
std::vector<network::Capability> load_suiting(storage::Connection& connection, const PartnerCall& call);

}  // namespace kringwerk::introductions
