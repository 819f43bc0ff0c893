#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/ask_hub.h"
#include "storage/connection.h"

namespace kringwerk::guidance {

/// One step a case went through.
struct CaseStep {
  CaseState state = CaseState::received;
  Instant at;
};

/// The case of a secret link; nullopt for a secret of nothing.
std::optional<Case> load_case_by_secret(storage::Connection& connection, std::string_view secret_hash);
/// Oldest first.
std::vector<CaseStep> load_case_steps(storage::Connection& connection, CaseId id);

/// A new case with its first step.
void insert_case(storage::Connection& transaction, const Case& opened, std::string_view secret_hash);

/// The e-mail address of a hub, when one is recorded.
std::optional<std::string> load_hub_mailbox(storage::Connection& connection, network::HubId hub);

}  // namespace kringwerk::guidance
