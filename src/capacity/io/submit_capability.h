#pragma once

#include "capacity/io/capability_form.h"
#include "capacity/keep_capability.h"
#include "site/make_once.h"

/// Forms of capabilities in their transactions: decided, kept, told to the audit trail and to matching.
namespace kringwerk::capacity {

struct NewCapability {
  network::OrganisationId organisation;
  ReadCapability answers;  ///< its state says whether it opens at once
};
/// Answers the address of what was made.
Result<std::string> submit_new_capability(const site::Services& services, const web::Call& call,
                                          const site::NamedRequest& request, const NewCapability& made);

struct SentEdit {
  network::CapabilityId capability;
  KeepStep step = KeepStep::save;
  std::int64_t version = 0;
  ReadCapability answers;  ///< of step save
};
Result<Done> submit_capability_edit(const site::Services& services, const web::Call& call, const SentEdit& sent);

}  // namespace kringwerk::capacity
