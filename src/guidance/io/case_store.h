#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guidance/handle_case.h"
#include "storage/connection.h"

namespace kringwerk::guidance {

/// One step a case went through.
struct CaseStep {
  CaseState state = CaseState::received;
  Instant at;
};

/// The case of a secret link; nullopt for a secret of nothing.
std::optional<Case> load_case_by_secret(storage::Connection& connection, std::string_view secret_hash);
/// For decisions on a case; who may see it is asked of them.
std::optional<Case> load_case(storage::Connection& connection, CaseId id);
/// Oldest first.
std::vector<CaseStep> load_case_steps(storage::Connection& connection, CaseId id);

/// A new case with its first step.
void insert_case(storage::Connection& transaction, const Case& opened, std::string_view secret_hash);

/// What a hub did with a case: its new state and hub, and the line of the thread. False when somebody else was first.
bool save_handling(storage::Connection& transaction, const Case& before, const HandledCase& handled);

/// The e-mail address of a hub, when one is recorded.
std::optional<std::string> load_hub_mailbox(storage::Connection& connection, network::HubId hub);

}  // namespace kringwerk::guidance
